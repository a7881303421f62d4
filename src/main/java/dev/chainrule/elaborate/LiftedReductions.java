package dev.chainrule.elaborate;

import dev.chainrule.equation.Guards;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.List;

/**
 * A reduction that gets an equation of its own leaves the conditions around it behind. Where its reads need them to stay
 * inside, they come along as a filter: in {@code i + 1 < size(n) ? sum[k: m](x[i + 1, k]) : 0} nothing is summed for the
 * last {@code i}.
 */
final class LiftedReductions {

    private final Context context;

    LiftedReductions(Context context) {
        this.context = context;
    }

    /** The value with the conditions that it needs. */
    Value guarded(Value value, Environment at) {
        List<Scalar> around = new ArrayList<>(at.proof().conditions());
        around.removeAll(context.proof().conditions());
        if (value.reduction() == Reduction.NONE || value.poison() || around.isEmpty() || isSafe(value)) {
            return value;
        }
        Scalars e = context.scalars();
        Scalar filter = around.get(0);
        for (Scalar condition : around.subList(1, around.size())) {
            filter = e.and(filter, condition);
        }
        return value.where(value.filter() == context.always() ? filter : e.and(filter, value.filter()));
    }

    private boolean isSafe(Value value) {
        Proof proof = context.proof();
        return Guards.of(context.always(), value.filter(), proof, context.scalars())
                        .keepInside(value.filter())
                && Guards.of(value.filter(), value.body(), proof, context.scalars())
                        .keepInside(value.body());
    }
}
