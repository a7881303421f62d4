package dev.chainrule.loop;

import dev.chainrule.equation.Read;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;

/** Wishes for the names of locals. */
final class Names {

    private Names() {}

    /** What a local that holds this node may be called: after the function, or after the tensor it is an element of. */
    static String of(Scalar node) {
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            return read.tensor().name() + "Value";
        }
        if (node instanceof Call call) {
            String name = call.function().name();
            return switch (name) {
                case "add", "integer_add" -> "sum";
                case "subtract", "integer_subtract" -> "difference";
                case "multiply", "integer_multiply" -> "product";
                case "divide" -> "quotient";
                case "negate" -> "negative";
                case "choice", "integer_choice" -> "chosen";
                case "to_real" -> "number";
                case "and", "or", "not" -> "condition";
                default -> camelCase(name);
            };
        }
        return "value";
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                text.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return text.toString();
    }
}
