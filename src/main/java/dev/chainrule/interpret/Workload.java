package dev.chainrule.interpret;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.RangeBounds;
import dev.chainrule.scalar.Scalar;

/**
 * How much the evaluation of a system takes. Ranges that depend on indices count as long as they ever are. Both are counts,
 * as doubles, since they may be beyond all integers.
 *
 * @param elements that are kept
 * @param bodies that are evaluated, each for some 100 ns
 */
public record Workload(double elements, double bodies) {

    static Workload of(EquationSystem system, Lengths lengths) {
        RangeBounds bounds = new RangeBounds(system.scalars(), system.proof());
        double elements = 0;
        double bodies = 0;
        for (Equation equation : system.equations()) {
            double kept = 1;
            for (Scalar extent : equation.target().extents()) {
                kept *= Math.max(0, lengths.value(extent));
            }
            double computed = kept;
            for (Index index : equation.reduced()) {
                computed *= Math.max(0, lengths.value(bounds.high(index.extent())));
            }
            elements += kept;
            bodies += computed;
        }
        return new Workload(elements, bodies);
    }
}
