package dev.chainrule.loop;

import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Statements that bring what has been computed to another place. */
final class Copies {

    private final Places places;

    Copies(Places places) {
        this.places = places;
    }

    /**
     * Element by element, since the two may be kept in different forms.
     *
     * @param turned how many of the first axes come last in {@code to}
     */
    Statement elements(Tensor tensor, Place from, Place to, int turned) {
        List<Expression> at = new ArrayList<>();
        List<Variable> counters = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            counters.add(Variable.local("i" + (axis + 1), Variable.Kind.INT));
            at.add(Expressions.use(counters.get(axis)));
        }
        Expression value = from.isScalar()
                ? Expressions.use(from.variable())
                : from.hasRows()
                        ? Expressions.element(
                                Expressions.element(Expressions.use(from.variable()), from.row(at)),
                                at.get(at.size() - 1))
                        : Expressions.element(Expressions.use(from.variable()), from.flat(at));
        Statement statement =
                new Statement.Store(Expressions.use(to.variable()), to.flat(Destinations.turned(at, turned)), value);
        List<Expression> extents = places.extents(tensor);
        for (int axis = tensor.rank() - 1; axis >= 0; axis--) {
            statement =
                    new Statement.For(counters.get(axis), Expressions.ZERO, extents.get(axis), 1, List.of(statement));
        }
        return statement;
    }

    /** A stretch of one flat array into another. */
    static Statement stretch(Place from, Expression first, Place to, Expression target, Expression length) {
        return new Statement.Copy(
                Expressions.use(from.variable()), first, Expressions.use(to.variable()), target, length);
    }
}
