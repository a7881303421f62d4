package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the elements of a tensor are, and how they are addressed. Arrays are row-major.
 *
 * @param variable the array, or the scalar itself
 * @param offset of the first element, in a flat array that holds more than one tensor
 * @param extents of the axes that are kept; none for a scalar
 * @param axes which axes of the tensor those are
 */
record Place(Variable variable, Expression offset, List<Expression> extents, List<Integer> axes) {

    Place {
        extents = List.copyOf(extents);
        axes = List.copyOf(axes);
    }

    boolean isScalar() {
        return variable.kind() == Variable.Kind.REAL
                || variable.kind() == Variable.Kind.INT
                || variable.kind() == Variable.Kind.BOOLEAN;
    }

    /** Whether the last axis has an array of its own for each row. */
    boolean hasRows() {
        return variable.kind() == Variable.Kind.ROWS || variable.kind() == Variable.Kind.INT_ROWS;
    }

    /** The subscripts of the axes that are kept. */
    List<Expression> kept(List<Expression> subscripts) {
        List<Expression> kept = new ArrayList<>();
        axes.forEach(axis -> kept.add(subscripts.get(axis)));
        return kept;
    }

    /** The row's number among the rows: all kept subscripts but the last, row-major. */
    Expression row(List<Expression> kept) {
        return rowMajor(Expressions.ZERO, kept, extents.size() - 1);
    }

    /** Position in a flat array. */
    Expression flat(List<Expression> kept) {
        return rowMajor(offset, kept, extents.size());
    }

    private Expression rowMajor(Expression start, List<Expression> kept, int axes) {
        Expression before = Expressions.ZERO;
        for (int i = 0; i < axes - 1; i++) {
            before = Expressions.plus(Expressions.times(before, extents.get(i)), kept.get(i));
        }
        return axes == 0
                ? start
                : Expressions.plus(
                        Expressions.plus(
                                start, axes == 1 ? Expressions.ZERO : Expressions.times(before, extents.get(axes - 1))),
                        kept.get(axes - 1));
    }

    /** The number of elements. */
    Expression size() {
        return product(extents);
    }

    /** The number of rows. */
    Expression rows() {
        return product(extents.subList(0, extents.size() - 1));
    }

    static Expression product(List<Expression> extents) {
        Expression product = Expressions.integer(1);
        for (Expression extent : extents) {
            product = Expressions.times(product, extent);
        }
        return product;
    }
}
