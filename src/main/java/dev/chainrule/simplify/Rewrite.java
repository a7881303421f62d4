package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Notation;
import dev.chainrule.scalar.Scalar;
import java.util.Optional;

/**
 * A rewrite that was made.
 *
 * @param rule the name of the rule
 * @param stabilisation the rule's switch, if it is not exact
 * @param equation in which the expression was met first, as it was before
 * @param before the expression found
 * @param after what took its place; rules may rewrite it further
 */
public record Rewrite(
        String rule, Optional<Stabilisation> stabilisation, Equation equation, Scalar before, Scalar after) {

    /** One line for people. */
    @Override
    public String toString() {
        return equation.target() + ": " + Notation.of(before, equation::nameOf) + " → "
                + Notation.of(after, equation::nameOf) + "  (" + rule + ")";
    }
}
