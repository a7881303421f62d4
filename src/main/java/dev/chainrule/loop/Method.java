package dev.chainrule.loop;

import java.util.Collection;
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

    /** What a method may take of its 255 slots; lengths, counters and the arrays of {@link Slots} come on top. */
    static final int MOST_SLOTS = 200;

    public Method {
        comment = List.copyOf(comment);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /** How many of the 255 slots for arguments these take; {@code float} takes fewer than it counts. */
    static int slots(Collection<Variable> parameters) {
        return parameters.stream()
                .mapToInt(parameter -> parameter.kind() == Variable.Kind.REAL ? 2 : 1)
                .sum();
    }

    /**
     * Whether a class file has room for it: 65,535 bytes of code, 255 slots of arguments. Methods that long allocate arrays
     * and hand them on, which takes some five eighths of {@link #bytecodes}: 30,913 of 50,733 for a function with 250 arrays.
     */
    boolean fitsClassFile() {
        return bytecodes() <= 65_535 / 5 * 8 && slots(parameters) <= 255;
    }

    /** How many bytes of bytecode the body takes at most, as javac translates it. */
    public int bytecodes() {
        return BytecodeSize.of(body);
    }
}
