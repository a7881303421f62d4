package dev.chainrule.differentiate;

import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an equality says, put so that it is needed no more.
 *
 * @param values an index, if one is solved for, and what it equals
 * @param conditions that must hold for that, each evaluated only where those before it hold
 * @param equalities that are left to be solved
 * @param added an index that is summed over from now on
 */
record Elimination(
        Map<Index, Scalar> values, List<Scalar> conditions, List<Scalar> equalities, Optional<Index> added) {}
