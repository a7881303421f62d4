package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the elements of a tensor are, and how they are addressed. Arrays are row-major.
 *
 * @param variable the array, or the scalar itself
 * @param offset of the first element, in a flat array that holds more than one tensor; in a matrix, of the first column
 * @param extents of the axes that are kept; none for a scalar
 * @param axes which axes of the tensor those are
 * @param block where in a matrix the tensor stands, if the array is one
 */
record Place(
        Variable variable, Expression offset, List<Expression> extents, List<Integer> axes, Optional<Block> block) {

    /**
     * A part of a row-major matrix.
     *
     * @param rowAxes how many of the axes, the first ones, count rows; the others count columns
     * @param firstRow the number of the first row
     * @param columns of the whole matrix
     */
    record Block(int rowAxes, Expression firstRow, Expression columns) {}

    Place {
        extents = List.copyOf(extents);
        axes = List.copyOf(axes);
    }

    /** A tensor whose elements stand one after the other, or in an array for each row. */
    Place(Variable variable, Expression offset, List<Expression> extents, List<Integer> axes) {
        this(variable, offset, extents, axes, Optional.empty());
    }

    /** This, its axes counting rows and columns of a matrix. */
    Place inMatrix(int rowAxes, Expression firstRow, Expression columns) {
        return new Place(variable, offset, extents, axes, Optional.of(new Block(rowAxes, firstRow, columns)));
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

    /** Whether steps along the last axis are steps from one element of the array to the next. */
    boolean isAdjacent() {
        return block.isEmpty() || block.get().rowAxes() < extents.size();
    }

    /** The subscripts of the axes that are kept. */
    List<Expression> kept(List<Expression> subscripts) {
        List<Expression> kept = new ArrayList<>();
        axes.forEach(axis -> kept.add(subscripts.get(axis)));
        return kept;
    }

    /** The row's number among the rows: all kept subscripts but the last, row-major. */
    Expression row(List<Expression> kept) {
        return rowMajor(Expressions.ZERO, kept, 0, extents.size() - 1);
    }

    /** Position in a flat array. */
    Expression flat(List<Expression> kept) {
        if (block.isEmpty()) {
            return rowMajor(offset, kept, 0, extents.size());
        }
        int rowAxes = block.get().rowAxes();
        Expression row = rowMajor(block.get().firstRow(), kept, 0, rowAxes);
        return Expressions.plus(
                Expressions.times(row, block.get().columns()), rowMajor(offset, kept, rowAxes, extents.size()));
    }

    private Expression rowMajor(Expression start, List<Expression> kept, int from, int to) {
        Expression before = Expressions.ZERO;
        for (int i = from; i < to - 1; i++) {
            before = Expressions.plus(Expressions.times(before, extents.get(i)), kept.get(i));
        }
        return from == to
                ? start
                : Expressions.plus(
                        Expressions.plus(
                                start,
                                to - from == 1 ? Expressions.ZERO : Expressions.times(before, extents.get(to - 1))),
                        kept.get(to - 1));
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
            product = Expressions.times(product, Expressions.count(extent));
        }
        return product;
    }
}
