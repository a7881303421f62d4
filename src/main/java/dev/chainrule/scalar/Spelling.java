package dev.chainrule.scalar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How Java writes a call of a scalar function: a pattern in which {@code $1}, {@code $2}, … stand for operands and
 * {@code $R} for the class's real type.
 *
 * @param pattern the Java expression; {@code $1 + $2}, {@code Math.tanh($1)}
 * @param precedence of the pattern's outermost operator, so that the printer knows where parentheses are needed
 * @param doubleOnly whether the Java method takes and returns {@code double}, so that float code must cast its result
 * @param helper a static method that the generated class must contain, since java.base lacks it
 */
public record Spelling(String pattern, int precedence, boolean doubleOnly, Optional<Helper> helper) {

    /** Java's precedences, higher binds tighter. */
    public static final int CHOICE = 1;

    public static final int OR = 2;
    public static final int AND = 3;
    public static final int EQUALITY = 4;
    public static final int RELATION = 5;
    public static final int SUM = 6;
    public static final int PRODUCT = 7;
    public static final int UNARY = 8;
    public static final int PRIMARY = 9;

    /**
     * A static method that generated classes carry with them, because java.base lacks it. It calls nothing but
     * {@code java.lang} and the helpers that it {@code needs}; all its parameters are of one type.
     *
     * @param name of the method, the same in every class
     * @param documentation its comment: formula, source, error bound
     * @param result the type of its result: {@code double}, {@code float}, {@code long}
     * @param operand the type of its parameters: the same, or {@code int}
     * @param parameters their names
     * @param body the statements, as Java text without indentation of its own, each line ended by a line feed
     * @param needs the helpers that the body calls
     */
    public record Helper(
            String name,
            String documentation,
            String result,
            String operand,
            List<String> parameters,
            String body,
            List<Helper> needs) {

        public Helper {
            parameters = List.copyOf(parameters);
            needs = List.copyOf(needs);
        }

        /** A helper in double. */
        static Helper ofDouble(
                String name, String documentation, List<String> parameters, String body, Helper... needs) {
            return new Helper(name, documentation, "double", "double", parameters, body, List.of(needs));
        }

        /** A helper in float, of one parameter {@code x}. */
        static Helper ofFloat(String name, String documentation, String body, Helper... needs) {
            return new Helper(name, documentation, "float", "float", List.of("x"), body, List.of(needs));
        }

        /** The declaration as Java text, without its comment. */
        public String source() {
            String list = parameters.stream().map(each -> operand + " " + each).collect(Collectors.joining(", "));
            return "private static " + result + " " + name + "(" + list + ") {\n" + body.indent(4) + "}\n";
        }

        /** This helper after everything that it needs, directly or not, each once. */
        public List<Helper> withNeeds() {
            Set<Helper> all = new LinkedHashSet<>();
            for (Helper needed : needs) {
                all.addAll(needed.withNeeds());
            }
            all.add(this);
            return List.copyOf(all);
        }
    }

    /** A method of {@code java.lang.Math} that exists for {@code double} only. */
    public static Spelling ofDouble(String pattern) {
        return new Spelling(pattern, PRIMARY, true, Optional.empty());
    }

    /** A call that Java resolves by the operands' type: {@code Math.abs($1)}. */
    public static Spelling call(String pattern) {
        return new Spelling(pattern, PRIMARY, false, Optional.empty());
    }

    /** An operator expression. */
    public static Spelling operator(String pattern, int precedence) {
        return new Spelling(pattern, precedence, false, Optional.empty());
    }

    /** A call of a method in double that is emitted with the class. */
    public static Spelling ofDouble(String pattern, Helper helper) {
        return new Spelling(pattern, PRIMARY, true, Optional.of(helper));
    }

    /** A call of a method in float that is emitted with the class. */
    public static Spelling ofFloat(String pattern, Helper helper) {
        return new Spelling(pattern, PRIMARY, false, Optional.of(helper));
    }
}
