package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * {@code T[outer, rows, column] = Σ reduced. left · right}, then an element-wise epilogue on the finished sums.
 *
 * <p>{@code left} does not contain the column index and {@code right} does not contain the row index, so a row of
 * {@code right} serves many rows of {@code T}, and the loop over columns is one multiply-add over adjacent elements.
 *
 * @param equation the sum
 * @param outer free indices of both factors, outermost first, and those of {@code T} that fit no other class
 * @param row the free index that only {@code left} contains
 * @param column the last axis of {@code T}
 * @param left the factor without the column
 * @param right the factor without the row
 * @param epilogue the equation computed from each finished sum, whose only reader it is; it alone is stored then
 */
public record Contraction(
        Equation equation,
        List<Index> outer,
        Index row,
        Index column,
        Scalar left,
        Scalar right,
        Optional<Equation> epilogue) {

    public Contraction {
        outer = List.copyOf(outer);
    }

    /** The same under other names: those of the sum's indices, of which the epilogue has the free ones. */
    Contraction named(List<String> names) {
        List<String> free = names.subList(0, equation.indices().size());
        return new Contraction(
                equation.named(names), outer, row, column, left, right, epilogue.map(last -> last.named(free)));
    }

    /** What is stored: the epilogue's target, if there is one. */
    public Tensor stored() {
        return epilogue.map(Equation::target).orElse(equation.target());
    }
}
