package dev.chainrule.elaborate;

import dev.chainrule.equation.Proof;
import dev.chainrule.scalar.Scalar;

/**
 * Where an expression stands.
 *
 * @param scope the names that are visible
 * @param proof what is known to hold there: conditions around reads
 */
record Environment(Scope scope, Proof proof) {

    Environment assuming(Scalar condition) {
        return new Environment(scope, proof.assuming(condition));
    }

    Environment inner() {
        return new Environment(scope.inner(), proof);
    }

    Environment in(Scope other) {
        return new Environment(other, proof);
    }
}
