package dev.chainrule.scalar;

import java.util.Optional;

/**
 * How Java writes a call of a scalar function: a pattern in which {@code $1}, {@code $2}, … stand for operands.
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
     * A method that generated classes carry with them.
     *
     * @param name of the method
     * @param source the whole declaration, Javadoc first, as Java text; a {@code private static} method and, where it
     *     needs them, the further ones that it calls
     */
    public record Helper(String name, String source) {}

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
