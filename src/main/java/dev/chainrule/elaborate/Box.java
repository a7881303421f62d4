package dev.chainrule.elaborate;

import dev.chainrule.equation.Guards;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.RangeBounds;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Indices that are bound around something, as axes of a tensor for it. A tensor is a box, so an index whose range depends on
 * another, {@code j: i}, gets an axis for all that it can be; what lies beyond {@code i} is never read.
 */
final class Box {

    private final Context context;
    private final List<Index> around;
    private final List<Index> axes = new ArrayList<>();
    private final Map<Index, Scalar> places = new LinkedHashMap<>();
    private Optional<Scalar> inside = Optional.empty();

    private Box(Context context, Collection<Index> around) {
        this.context = context;
        this.around = context.indices().inOrder(around); // a range depends on older indices only
        Scalars e = context.scalars();
        RangeBounds bounds = new RangeBounds(e, context.proof());
        for (Index index : this.around) {
            if (Leafs.indices(List.of(index.extent())).isEmpty()) {
                axes.add(index);
                continue;
            }
            Index axis = context.indices()
                    .fresh(bounds.high(index.extent()), context.indices().nameOf(index));
            Scalar here = e.less(e.leaf(axis), Substitution.apply(e, index.extent(), places));
            inside = Optional.of(inside.map(before -> e.and(before, here)).orElse(here));
            axes.add(axis);
            places.put(index, e.leaf(axis));
        }
    }

    /** With an axis for each index on which a range depends, besides. */
    static Box around(Context context, Collection<Index> indices) {
        Set<Index> all = new LinkedHashSet<>();
        List<Index> open = new ArrayList<>(indices);
        while (!open.isEmpty()) {
            Index index = open.remove(open.size() - 1);
            if (all.add(index)) {
                open.addAll(Leafs.indices(List.of(index.extent())));
            }
        }
        return new Box(context, all);
    }

    /** For a value: without those that only ranges depend on, if the value can be computed for all elements of the box. */
    static Box of(Context context, Collection<Index> indices, Value value) {
        Box small = new Box(context, indices);
        return small.places.isEmpty() || small.isSafe(value) ? small.everywhere() : around(context, indices);
    }

    private boolean isSafe(Value value) {
        Value moved = moved(value);
        return Guards.of(context.always(), moved.filter(), context.proof(), context.scalars())
                        .keepInside(moved.filter())
                && Guards.of(moved.filter(), moved.body(), context.proof(), context.scalars())
                        .keepInside(moved.body());
    }

    private Box everywhere() {
        inside = Optional.empty();
        return this;
    }

    /** The axes: they run over lengths that depend on no index. */
    List<Index> axes() {
        return axes;
    }

    List<Scalar> extents() {
        return axes.stream().map(Index::extent).toList();
    }

    /** Where among the axes the place is that the indices stand for. */
    List<Scalar> subscripts() {
        return around.stream().map(index -> context.scalars().leaf(index)).toList();
    }

    /** A value over the axes instead of the indices; nothing is evaluated where the indices never are. */
    Value inside(Value value) {
        Value moved = moved(value);
        if (inside.isEmpty()) {
            return moved;
        }
        Scalars e = context.scalars();
        if (moved.reduction() != Reduction.NONE) {
            return moved.where(moved.filter() == context.always() ? inside.get() : e.and(inside.get(), moved.filter()));
        }
        Scalar nothing = moved.type() == Type.INTEGER ? e.integer(0) : e.zero();
        return moved.with(e.choice(inside.get(), moved.body(), nothing));
    }

    private Value moved(Value value) {
        if (places.isEmpty()) {
            return value;
        }
        Scalars e = context.scalars();
        Map<Index, Scalar> change = new LinkedHashMap<>(places);
        List<Index> reduced = new ArrayList<>();
        for (Index index : value.reduced()) {
            Scalar extent = Substitution.apply(e, index.extent(), change);
            Index now = extent == index.extent()
                    ? index
                    : context.indices().fresh(extent, context.indices().nameOf(index));
            reduced.add(now);
            change.put(index, e.leaf(now));
        }
        return new Value(
                value.axes(),
                Substitution.apply(e, value.body(), change),
                value.reduction(),
                reduced,
                value.reducedNames(),
                Substitution.apply(e, value.filter(), change),
                value.whole(),
                value.indexOf(),
                value.poison());
    }
}
