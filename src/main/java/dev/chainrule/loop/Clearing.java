package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Zeros a tensor, or the part of it that loops around have chosen, with as few loops as that takes. */
final class Clearing {

    private static final Expression ZERO = new Expression.Real(0);

    private Clearing() {}

    /** @param chosen for each axis that is kept, the position that open loops have chosen, if they have */
    static Statement of(Place place, List<Optional<Expression>> chosen) {
        boolean whole = chosen.stream().allMatch(Optional::isEmpty);
        if (whole && !place.hasRows() && place.block().isEmpty()) {
            Expression to = Expressions.plus(place.offset(), place.size());
            return new Statement.Fill(Expressions.use(place.variable()), place.offset(), to, ZERO);
        }
        if (whole && place.hasRows()) {
            Variable row = Variable.local("row", Variable.Kind.INT);
            Statement fill = fill(
                    Expressions.element(Expressions.use(place.variable()), Expressions.use(row)),
                    Expressions.ZERO,
                    last(place.extents()));
            return new Statement.For(row, Expressions.ZERO, place.rows(), 1, List.of(fill));
        }
        List<Expression> at = new ArrayList<>();
        List<Variable> counters = new ArrayList<>();
        List<Expression> lengths = new ArrayList<>();
        int axes = chosen.size();
        boolean fills = last(chosen).isEmpty() && place.isAdjacent();
        for (int axis = 0; axis < axes; axis++) {
            if (chosen.get(axis).isPresent()) {
                at.add(chosen.get(axis).get());
            } else if (fills && axis == axes - 1) {
                at.add(Expressions.ZERO);
            } else {
                counters.add(Variable.local("i" + (axis + 1), Variable.Kind.INT));
                lengths.add(place.extents().get(axis));
                at.add(Expressions.use(last(counters)));
            }
        }
        Expression array = Expressions.use(place.variable());
        Expression target = place.hasRows() ? Expressions.element(array, place.row(at)) : array;
        Expression index = place.hasRows() ? last(at) : place.flat(at);
        Statement statement =
                fills ? fill(target, index, last(place.extents())) : new Statement.Store(target, index, ZERO);
        for (int i = counters.size() - 1; i >= 0; i--) {
            statement = new Statement.For(counters.get(i), Expressions.ZERO, lengths.get(i), 1, List.of(statement));
        }
        return statement;
    }

    private static Statement fill(Expression array, Expression from, Expression length) {
        return new Statement.Fill(array, from, Expressions.plus(from, Expressions.count(length)), ZERO);
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
