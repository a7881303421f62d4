package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions and conditions on whole numbers, written as in {@code .nn}; {@code /} and {@code %} round down. */
final class WholeText {

    private static final Pattern TOKEN = Pattern.compile("\\s*([a-zA-Z_]\\w*|\\d+|<=|>=|==|!=|&&|\\|\\||.)");
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("<=", ">=", "==", "!=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    final Scalars e = new Scalars();
    final Map<String, Scalar> names = new LinkedHashMap<>();
    final Map<String, Dim> dims = new LinkedHashMap<>();
    private final EquationSystem.Builder builder = EquationSystem.builder(e);
    private String[] tokens = {};
    private int at;

    /** {@code n} is open, {@code n = 3} fixed, {@code n = m - 1} computed. */
    WholeText dim(String text) {
        String[] parts = text.split("=", 2);
        String name = parts[0].strip();
        Dim dim = parts.length == 1
                ? Dim.open(name)
                : parts[1].strip().matches("\\d+")
                        ? Dim.fixed(name, Integer.parseInt(parts[1].strip()))
                        : Dim.computed(name, of(parts[1]));
        dims.put(name, dim);
        names.put(name, e.leaf(new SizeOf(dim)));
        return this;
    }

    /** {@code i: n}. */
    WholeText index(String text) {
        String[] parts = text.split(":", 2);
        names.put(parts[0].strip(), e.leaf(builder.freshIndex(of(parts[1]))));
        return this;
    }

    /** An element of a tensor of indices of a dim. */
    WholeText element(String name, String dim) {
        Tensor tensor = builder.given(
                name,
                Tensor.Role.INPUT,
                List.of(),
                dev.chainrule.scalar.Type.INTEGER,
                Optional.of(dims.get(dim)),
                Optional.empty());
        names.put(name, builder.read(tensor, List.of()));
        return this;
    }

    Scalar of(String text) {
        Matcher matcher = TOKEN.matcher(text.strip());
        tokens = matcher.results().map(found -> found.group(1)).toArray(String[]::new);
        at = 0;
        Scalar result = choice();
        if (at < tokens.length) {
            throw new IllegalArgumentException("what is " + tokens[at] + " in " + text + "?");
        }
        return result;
    }

    private boolean next(String token) {
        boolean there = at < tokens.length && tokens[at].equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private Scalar choice() {
        Scalar condition = chain(0);
        if (!next("?")) {
            return condition;
        }
        Scalar then = choice();
        next(":");
        return e.choice(condition, then, choice());
    }

    private Scalar chain(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        Scalar left = chain(level + 1);
        while (at < tokens.length && LEVELS.get(level).contains(tokens[at])) {
            String operator = tokens[at++];
            left = applied(operator, left, chain(level + 1));
        }
        return left;
    }

    Scalar applied(String operator, Scalar a, Scalar b) {
        return switch (operator) {
            case "||" -> e.or(a, b);
            case "&&" -> e.and(a, b);
            case "<" -> e.less(a, b);
            case ">" -> e.less(b, a);
            case "<=" -> e.lessOrEqual(a, b);
            case ">=" -> e.lessOrEqual(b, a);
            case "==" -> e.equal(a, b);
            case "!=" -> e.notEqual(a, b);
            case "+" -> e.call(Whole.ADD, a, b);
            case "-" -> e.call(Whole.SUBTRACT, a, b);
            case "*" -> e.call(Whole.MULTIPLY, a, b);
            case "/" -> e.call(Whole.FLOOR_DIVIDE, a, b);
            case "%" -> e.call(Whole.FLOOR_MODULO, a, b);
            case "min" -> e.call(Whole.MIN, a, b);
            case "max" -> e.call(Whole.MAX, a, b);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private Scalar operand() {
        if (next("(")) {
            Scalar inside = choice();
            next(")");
            return inside;
        }
        if (next("-")) {
            return applied("-", e.integer(0), operand());
        }
        if (next("!")) {
            return e.not(operand());
        }
        String token = tokens[at++];
        if (token.equals("min") || token.equals("max")) {
            next("(");
            Scalar a = choice();
            next(",");
            Scalar b = choice();
            next(")");
            return applied(token, a, b);
        }
        if (Character.isDigit(token.charAt(0))) {
            return e.integer(Long.parseLong(token));
        }
        Scalar named = names.get(token);
        if (named == null) {
            throw new IllegalArgumentException("there is no " + token);
        }
        return named;
    }
}
