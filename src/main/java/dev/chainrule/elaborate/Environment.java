package dev.chainrule.elaborate;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * Where an expression stands.
 *
 * @param scope the names that are visible
 * @param proof what is known to hold there: conditions around reads
 * @param copies the indices that count copies of the modules around
 */
record Environment(Scope scope, Proof proof, List<Index> copies) {

    Environment {
        copies = List.copyOf(copies);
    }

    Environment(Scope scope, Proof proof) {
        this(scope, proof, List.of());
    }

    Environment assuming(Scalar condition) {
        return new Environment(scope, proof.assuming(condition), copies);
    }

    Environment inner() {
        return in(scope.inner());
    }

    Environment in(Scope other) {
        return new Environment(other, proof, copies);
    }

    /** In a module of which there are several. */
    Environment inCopy(List<Index> counted) {
        return new Environment(scope, proof, counted);
    }
}
