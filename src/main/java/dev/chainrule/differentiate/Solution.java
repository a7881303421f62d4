package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Map;

/**
 * A contribution in gather form.
 *
 * @param reduced the indices that are left to sum over; a range comes after those it depends on
 * @param filter what must hold: ranges of eliminated indices, then equalities that could not be solved, then the rest; in
 *     another order where some keep the reads of others inside
 * @param replaced eliminated and tied indices, and those whose ranges changed, by what takes their place
 * @param ties the adjoint's own indices that are a function of ambient ones; elsewhere it is 0
 */
record Solution(List<Index> reduced, List<Scalar> filter, Map<Index, Scalar> replaced, Map<Index, Scalar> ties) {}
