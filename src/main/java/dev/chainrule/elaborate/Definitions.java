package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The right side of an equation under the indices of its left: those that the left binds, in its order, then the axes that
 * the right side has left. The array form binds none, so that both spellings of an equation give the same.
 */
final class Definitions {

    private final Context context;
    private final ExpressionElaborator expressions;

    Definitions(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /** A value under the indices of its equation, and the dims that those run over. */
    record Definition(List<Index> indices, List<Dim> dims, Value value) {}

    /** Empty if there was a mistake, which has been reported. */
    Optional<Definition> of(List<Binding> bindings, Expression written, Environment at) {
        Environment inner = at.inner();
        List<Index> indices = new ArrayList<>();
        Map<Index, Scalar> axes = new LinkedHashMap<>();
        List<Dim> dims = new ArrayList<>();
        for (Binding binding : bindings) {
            Optional<Dim> dim = dim(binding, at.scope());
            if (dim.isEmpty() || !bind(binding, dim.get(), inner.scope(), indices)) {
                return Optional.empty();
            }
            int occurrence = (int) dims.stream().filter(one -> one == dim.get()).count();
            axes.put(
                    context.indices().ofAxis(dim.get(), occurrence),
                    context.scalars().leaf(indices.get(indices.size() - 1)));
            dims.add(dim.get());
        }
        Value value = expressions.value(written, inner);
        if (value.poison()) {
            return Optional.empty();
        }
        List<Index> all = new ArrayList<>(indices);
        for (Axis axis : value.axes()) {
            if (!axes.containsKey(axis.index())) {
                all.add(axis.index());
                dims.add(axis.dim());
            }
        }
        if (indices.isEmpty()) {
            return Optional.of(new Definition(all, dims, value));
        }
        Value placed = placed(value, axes);
        new UnreadIndices(context).onLeft(bindings, indices, placed);
        return Optional.of(new Definition(all, dims, placed));
    }

    /** An axis that the right side leaves open is read at the index that the left binds for its dim. */
    private Value placed(Value value, Map<Index, Scalar> axes) {
        return new Value(
                value.axes(),
                Substitution.apply(context.scalars(), value.body(), axes),
                value.reduction(),
                value.reduced(),
                value.reducedNames(),
                Substitution.apply(context.scalars(), value.filter(), axes),
                value.whole(),
                value.indexOf(),
                false);
    }

    private Optional<Dim> dim(Binding binding, Scope scope) {
        if (binding.range() instanceof Expression.Reference reference) {
            Optional<Named> named = scope.find(reference.name());
            if (named.isPresent()
                    && named.get() instanceof Named.Dims dims
                    && dims.dims().size() == 1) {
                return Optional.of(dims.dims().get(0));
            }
            if (named.isEmpty()) {
                context.report(UnknownNames.dim(reference.span(), reference.name(), scope));
                return Optional.empty();
            }
        }
        context.report(dev.chainrule.diagnostic.Diagnostic.of(
                        MeaningCodes.INDEX_RANGE, binding.range().span(), "the range of an index on the left is a dim")
                .hint("declare one: dim m = " + binding.range().span().text() + ";"));
        return Optional.empty();
    }

    private boolean bind(Binding binding, Dim dim, Scope scope, List<Index> indices) {
        if (binding.index().isEmpty()) {
            context.report(dev.chainrule.diagnostic.Diagnostic.of(
                            MeaningCodes.INDEX_RANGE, binding.span(), "the left side of an equation binds indices")
                    .hint("write i: " + binding.span().text()));
            return false;
        }
        String name = binding.index().get().text();
        if (!context.isFreeIndex(binding.index().get(), scope)) {
            return false;
        }
        Index index = context.indices().fresh(context.equations().size(dim), name);
        indices.add(index);
        scope.put(name, new Named.Bound(binding.span(), index));
        return true;
    }
}
