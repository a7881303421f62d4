package dev.chainrule.emit;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Spelling;
import dev.chainrule.scalar.Whole;
import java.util.function.Function;

/** Expressions and conditions over lengths of dims as Java. Sums and products are long: they may outgrow any array. */
final class LengthText {

    private final Function<Dim, String> names;

    /** @param names how the method calls the length of a dim that is fixed or open */
    LengthText(Function<Dim, String> names) {
        this.names = names;
    }

    /** As short as dims are written, so that the recursion is shallow. */
    String of(Scalar node) {
        if (node instanceof Constant constant) {
            return constant.toString();
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            return size.dim().formula().map(this::of).orElseGet(() -> names.apply(size.dim()));
        }
        Call call = (Call) node;
        String text = call.function().exact().pattern();
        for (int i = call.operands().size() - 1; i >= 0; i--) {
            text = text.replace("$" + (i + 1), operand(call, i));
        }
        return text;
    }

    /** The same as a factor. */
    String asFactor(Scalar node) {
        return precedence(node) < Spelling.UNARY ? "(" + of(node) + ")" : of(node);
    }

    private String operand(Call call, int position) {
        Scalar operand = call.operand(position);
        boolean grows = call.is(Whole.ADD) || call.is(Whole.MULTIPLY);
        if (grows && position == 0 && !isLong(operand)) {
            return "(long) " + (precedence(operand) == Spelling.PRIMARY ? of(operand) : "(" + of(operand) + ")");
        }
        boolean looser = precedence(operand) <= precedence(call);
        return looser && precedence(call) < Spelling.PRIMARY ? "(" + of(operand) + ")" : of(operand);
    }

    /** Whether the Java of an expression is a long: a sum or a product, or made of one. */
    boolean isLong(Scalar node) {
        if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            return size.dim().formula().map(this::isLong).orElse(false);
        }
        return node instanceof Call call
                && (call.is(Whole.ADD)
                        || call.is(Whole.MULTIPLY)
                        || call.operands().stream().anyMatch(this::isLong));
    }

    private static int precedence(Scalar node) {
        return node instanceof Call call
                ? call.function().exact().precedence()
                : node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                        ? size.dim().formula().map(LengthText::precedence).orElse(Spelling.PRIMARY)
                        : Spelling.PRIMARY;
    }
}
