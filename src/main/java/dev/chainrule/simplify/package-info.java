/**
 * Rewrites systems by small named rules until none applies. Exact rules change no bit of any result; stabilisations are
 * listed, have a switch each, and are made before differentiation only.
 *
 * <p>After this package has done its work, a system is in normal form: no operation on constants alone that Java does
 * exactly; no operand that changes nothing; constants left in products, signs outside of products and quotients and
 * absorbed by sums; {@code 2 * x} for {@code x + x}; no division by a power of two; no choice whose condition is known,
 * negated, or that of the choice around it; no negated comparison that has an opposite; no two equal equations, no
 * equation that nothing needs, and no read of a mere copy.
 */
@NullMarked
package dev.chainrule.simplify;

import org.jspecify.annotations.NullMarked;
