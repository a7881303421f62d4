package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Model;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Declaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a class file has no room for. A method has 255 slots for its arguments, two for a {@code double}; a class has
 * 65,535 constants, two for a {@code double}, and names and methods among them.
 */
public final class ClassFileLimits {

    /** Besides the inputs: where results go, a vector, the batch. */
    private static final int OTHER_SLOTS = 15;

    private static final int SLOTS = 255 - OTHER_SLOTS;
    private static final int NUMBERS = 20_000;

    private ClassFileLimits() {}

    /**
     * What a class of the model would have too much of.
     *
     * @param declaration of the model
     * @param model with its derivatives
     */
    public static Optional<Diagnostic> excess(Declaration declaration, Model model) {
        int slots = model.dims().size();
        for (Model.Input input : model.inputs()) {
            slots += input.tensor().rank() == 0 && input.tensor().type() == Type.REAL ? 2 : 1;
        }
        if (slots > SLOTS) {
            return Optional.of(Diagnostic.of(
                            SyntaxCodes.CLASS_FILE,
                            declaration.name().span(),
                            declaration.name() + " has more arguments than a method of Java can have")
                    .note(String.format(
                            Locale.ROOT,
                            "they take %,d of %,d slots: 2 for a number, 1 for an array, 1 for a dim",
                            slots,
                            SLOTS))
                    .hint("make arrays of numbers that belong together: x[features]"));
        }
        int numbers = numbers(model);
        return numbers > NUMBERS
                ? Optional.of(Diagnostic.of(
                                SyntaxCodes.CLASS_FILE,
                                declaration.name().span(),
                                declaration.name() + " has more numbers than a class of Java can have")
                        .note(String.format(
                                Locale.ROOT,
                                "there are %,d different ones with those of its derivatives, and at most %,d",
                                numbers,
                                NUMBERS))
                        .hint("give them as an array: input c[terms]"))
                : Optional.empty();
    }

    /** A method of the model's class, though it was cut where it can be, is too large still. */
    public static Diagnostic tooLarge(Declaration declaration, String method) {
        return Diagnostic.of(
                        SyntaxCodes.CLASS_FILE,
                        declaration.name().span(),
                        declaration.name() + " is larger than a class of Java can be")
                .note("in its method " + method + ", what Java keeps at once takes more than 65,535 bytes of code")
                .hint("make one array of equations that are alike, y[k, i], or several functions of one");
    }

    private static int numbers(Model model) {
        List<Scalar> roots = new ArrayList<>();
        for (Equation equation : model.system().equations()) {
            roots.add(equation.body());
            roots.add(equation.filter());
        }
        Set<Scalar> numbers = new HashSet<>();
        for (Scalar node : Traversal.operandsFirst(roots)) {
            if (node instanceof Constant && node.type() == Type.REAL) {
                numbers.add(node);
            }
        }
        return numbers.size();
    }
}
