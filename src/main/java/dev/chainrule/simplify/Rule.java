package dev.chainrule.simplify;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.Locale;
import java.util.Optional;

/**
 * One rewrite of one node, whose operands are in normal form already. Its Javadoc says when it is exact and why; exact
 * means: no bit changes, the payload of a NaN apart. A rule keeps the type, and no set of rules leads back to where it
 * began.
 */
interface Rule {

    /** The switch of a rule that is not exact; empty for an exact one. */
    default Optional<Stabilisation> stabilisation() {
        return Optional.empty();
    }

    /** What the node becomes; empty if the rule does not apply. */
    Optional<Scalar> apply(Scalar node, Scalars e, Definitions d);

    /** The rule's name in listings, which is also that of its switch: {@code pull-signs-out}. */
    default String name() {
        return stabilisation()
                .map(Stabilisation::key)
                .orElseGet(() -> getClass()
                        .getSimpleName()
                        .replaceAll("(?<=.)(?=\\p{Upper})", "-")
                        .toLowerCase(Locale.ROOT));
    }
}
