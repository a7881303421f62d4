package dev.chainrule.loop;

import java.util.List;
import java.util.Optional;

/**
 * A method of the generated class.
 *
 * @param name wished for; made unique by the printer
 * @param comment lines of its comment: the {@code .nn} line and the formulas of its loops
 * @param result what it returns, if anything
 * @param parameters in order
 * @param body the statements
 */
public record Method(
        String name,
        List<String> comment,
        Optional<Variable.Kind> result,
        List<Variable> parameters,
        List<Statement> body) {

    public Method {
        comment = List.copyOf(comment);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /** How many bytes of bytecode the body takes at most, as javac translates it. */
    public int bytecodes() {
        return BytecodeSize.of(body);
    }
}
