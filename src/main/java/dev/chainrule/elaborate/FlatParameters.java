package dev.chainrule.elaborate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All parameters of a network as the one flat array that optimisers see, and the gradient beside it. Where some are frozen,
 * an element of them is read as 0 in sums over the array, and no update reaches it.
 */
final class FlatParameters {

    private final Context context;
    private final Dim axis;
    private final Tensor parameters;
    private final Tensor gradient;
    private final Optional<Scalar> trained;

    FlatParameters(Context context, Collection<Tensor> all, Set<Tensor> frozen) {
        this.context = context;
        this.axis = Dim.fixed("parameter_count", Math.toIntExact(count(all)));
        this.parameters = given("parameters", Tensor.Role.FLAT_PARAMETERS);
        this.gradient = given("gradient", Tensor.Role.FLAT_GRADIENT);
        this.trained = trained(all, frozen);
    }

    private static long count(Collection<Tensor> tensors) {
        return tensors.stream().mapToLong(FlatParameters::size).sum();
    }

    private static long size(Tensor parameter) {
        long size = 1;
        for (Scalar extent : parameter.extents()) {
            size *= Affine.of(extent).value().orElse(0);
        }
        return size;
    }

    private Tensor given(String name, Tensor.Role role) {
        EquationSystem.Builder equations = context.equations();
        return equations.given(
                name, role, List.of(equations.size(axis)), Type.REAL, Optional.empty(), Optional.empty());
    }

    /** Whether the element at an index of the flat array is trained; nothing, if all are. */
    private Optional<Scalar> trained(Collection<Tensor> all, Set<Tensor> frozen) {
        if (frozen.isEmpty()) {
            return Optional.empty();
        }
        Scalars e = context.scalars();
        Scalar at = e.leaf(index());
        long end = count(all);
        long from = 0;
        long start = -1; // of the run of trained elements that is open, if there is one
        Optional<Scalar> condition = Optional.empty();
        for (Tensor parameter : all) {
            boolean free = !frozen.contains(parameter);
            if (free && start < 0) {
                start = from;
            } else if (!free && start >= 0) {
                condition = Optional.of(either(condition, run(at, start, from, end)));
                start = -1;
            }
            from += size(parameter);
        }
        return start < 0 ? condition : Optional.of(either(condition, run(at, start, end, end)));
    }

    private Scalar either(Optional<Scalar> condition, Scalar other) {
        return condition.map(one -> context.scalars().or(one, other)).orElse(other);
    }

    private Scalar run(Scalar at, long from, long to, long end) {
        Scalars e = context.scalars();
        Scalar low = e.lessOrEqual(e.integer(from), at);
        Scalar high = e.less(at, e.integer(to));
        return from == 0 ? high : to == end ? low : e.and(low, high);
    }

    Dim axis() {
        return axis;
    }

    /** The index of the flat array in every value. */
    Index index() {
        return context.indices().ofAxis(axis, 0);
    }

    Tensor parameters() {
        return parameters;
    }

    Tensor gradient() {
        return gradient;
    }

    /** A further array of the same length. */
    Tensor state(String name) {
        return given(name, Tensor.Role.OPTIMIZER_STATE);
    }

    /** The elements of one of these arrays, where they are trained. */
    Value value(Tensor array) {
        Value whole = context.whole(array);
        return trained.map(free -> with(whole, guarded(free, whole.body()))).orElse(whole);
    }

    /** What an array becomes where it is trained; elsewhere it stays as it is. */
    Value updated(Tensor array, Value next) {
        Value whole = context.whole(array);
        return trained.map(free ->
                        with(whole, context.scalars().choice(free, unguarded(free, next.body()), whole.body())))
                .orElse(next);
    }

    private Value with(Value whole, Scalar body) {
        return Value.of(whole.axes(), body, context.always());
    }

    private Scalar guarded(Scalar free, Scalar element) {
        return context.scalars().choice(free, element, context.scalars().zero());
    }

    /** An expression that is evaluated only where the condition holds needs it no more inside. */
    private Scalar unguarded(Scalar free, Scalar body) {
        return Substitution.nodes(
                context.scalars(),
                body,
                node -> node.is(Choice.CHOICE) && node == guarded(free, node.operand(1))
                        ? Optional.of(node.operand(1))
                        : Optional.empty());
    }
}
