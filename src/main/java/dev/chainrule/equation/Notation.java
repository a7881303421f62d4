package dev.chainrule.equation;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Equations as people write them: {@code h[n, j] = relu(Σ i. x[n, i] * W1[i, j] + b1[j])}.
 *
 * <p>For reading only, never parsed again. An expression nested deeper than {@link #DEPTH} is cut with an ellipsis:
 * a shared graph written out as a tree can be exponentially long.
 */
public final class Notation {

    private static final int DEPTH = 24;
    private static final int LENGTH = 400;
    private static final int POWER = 9; // the precedence of what binds tightest

    private final Function<Index, String> names;
    private final StringBuilder out = new StringBuilder();

    private Notation(Function<Index, String> names) {
        this.names = names;
    }

    /** The whole equation on one line. */
    public static String of(Equation equation) {
        return left(equation) + " = " + right(equation);
    }

    /** The tensor and its indices: {@code h[n, j]}. */
    public static String left(Equation equation) {
        return equation.target().name() + indices(equation);
    }

    private static String indices(Equation equation) {
        return equation.indices().isEmpty()
                ? ""
                : equation.indices().stream().map(equation::nameOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** What stands right of the equals sign. */
    public static String right(Equation equation) {
        Notation notation = new Notation(equation::nameOf);
        if (equation.reduction() == Reduction.NONE) {
            return notation.expression(equation.body());
        }
        String over = equation.reduced().stream()
                .map(index -> equation.nameOf(index) + range(equation, index))
                .collect(Collectors.joining(", "));
        String where =
                equation.unfiltered() ? "" : " where " + new Notation(equation::nameOf).expression(equation.filter());
        return symbol(equation.reduction()) + " " + over + where + ". " + notation.expression(equation.body());
    }

    /** A range is said where it is not just a dim. */
    private static String range(Equation equation, Index index) {
        if (index.extent() instanceof Leaf leaf && leaf.atom() instanceof SizeOf) {
            return "";
        }
        return ": " + new Notation(equation::nameOf).expression(index.extent());
    }

    private static String symbol(Reduction reduction) {
        return switch (reduction) {
            case NONE -> "";
            case SUM -> "Σ";
            case PROD -> "Π";
            case MAX -> "max";
            case MIN -> "min";
            case ARGMAX -> "argmax";
            case ARGMIN -> "argmin";
        };
    }

    /** An expression, its indices named by {@code names}. */
    public static String of(Scalar expression, Function<Index, String> names) {
        return new Notation(names).expression(expression);
    }

    private String expression(Scalar node) {
        write(node, 0, 0);
        return out.toString();
    }

    private void write(Scalar node, int context, int depth) {
        if (depth > DEPTH || out.length() > LENGTH) {
            out.append('…');
            return;
        }
        if (node instanceof Constant constant) {
            out.append(number(constant));
        } else if (node instanceof Leaf leaf) {
            writeLeaf(leaf, depth);
        } else {
            writeCall((Call) node, context, depth);
        }
    }

    private void writeLeaf(Leaf leaf, int depth) {
        if (leaf.atom() instanceof Index index) {
            out.append(names.apply(index));
        } else if (leaf.atom() instanceof Read read) {
            out.append(read.tensor().name());
            String separator = "[";
            for (Scalar subscript : read.subscripts()) {
                out.append(separator);
                write(subscript, 0, depth + 1);
                separator = ", ";
            }
            out.append(read.subscripts().isEmpty() ? "" : "]");
        } else {
            out.append(leaf.atom());
        }
    }

    private void writeCall(Call call, int context, int depth) {
        ScalarFunction function = call.function();
        if (function == Arithmetic.MULTIPLY && call.operand(0) == call.operand(1)) {
            boolean squared = context == POWER; // the square of a square
            out.append(squared ? "(" : "");
            write(call.operand(0), POWER, depth + 1);
            out.append(squared ? "²)" : "²");
            return;
        }
        int precedence = function.exact().precedence();
        boolean operator = !function.nn().contains("(");
        boolean parentheses = operator && precedence < context;
        out.append(parentheses ? "(" : "");
        String pattern = function.nn();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '$') {
                int operand = pattern.charAt(++at) - '1';
                // the right operand of a left-associative operator wants tighter binding
                write(call.operand(operand), operator ? precedence + (operand > 0 ? 1 : 0) : 0, depth + 1);
            } else {
                out.append(pattern.charAt(at));
            }
        }
        out.append(parentheses ? ")" : "");
    }

    private static String number(Constant constant) {
        String text = constant.toString();
        return constant.type() == Type.REAL && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** All equations of a system, one a line, definitions first. */
    public static List<String> of(EquationSystem system) {
        List<String> lines = new ArrayList<>();
        system.equations().forEach(equation -> lines.add(of(equation)));
        return lines;
    }
}
