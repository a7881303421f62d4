package dev.chainrule.schedule;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code T[outer, rows, column] = Σ reduced. left · right}, then an element-wise epilogue on the finished sums.
 *
 * <p>{@code left} does not contain the column index and {@code right} does not contain the row index, so a row of
 * {@code right} serves many rows of {@code T}, and the loop over columns is one multiply-add over adjacent elements.
 *
 * @param equation the sum
 * @param opened indices of {@code T} whose loops are open around, and the indices of those loops
 * @param outer free indices of both factors, outermost first, and those of {@code T} that fit no other class
 * @param row the free index that only {@code left} contains
 * @param column the last axis of {@code T}
 * @param filter over {@code outer} and {@code opened}: where it does not hold, the sums are 0
 * @param left the factor without the column
 * @param right the factor without the row
 * @param epilogue the equation computed from each finished sum, whose only reader it is; it alone is stored then
 */
public record Contraction(
        Equation equation,
        Map<Index, Index> opened,
        List<Index> outer,
        Index row,
        Index column,
        Scalar filter,
        Scalar left,
        Scalar right,
        Optional<Equation> epilogue) {

    public Contraction {
        opened = new LinkedHashMap<>(opened);
        outer = List.copyOf(outer);
    }

    /** The same under other names: those of the sum's indices, of which the epilogue has the free ones. */
    Contraction named(List<String> names) {
        List<String> free = names.subList(0, equation.indices().size());
        return new Contraction(
                equation.named(names),
                opened,
                outer,
                row,
                column,
                filter,
                left,
                right,
                epilogue.map(last -> last.named(free)));
    }

    /** What is stored: the epilogue's target, if there is one. */
    public Tensor stored() {
        return epilogue.map(Equation::target).orElse(equation.target());
    }

    /** The same with an epilogue. */
    Contraction then(Optional<Equation> last) {
        return new Contraction(equation, opened, outer, row, column, filter, left, right, last);
    }

    /** Whether the sums are computed for every element. */
    public boolean unfiltered() {
        return filter instanceof Constant constant && constant.isTrue();
    }

    /** What it reads, the sums themselves apart. */
    Set<Tensor> reads() {
        List<Scalar> roots = new ArrayList<>(List.of(filter, left, right));
        epilogue.ifPresent(last -> roots.add(last.body()));
        Set<Tensor> reads = new LinkedHashSet<>();
        Reads.among(Traversal.operandsFirst(roots)).forEach(read -> reads.add(read.tensor()));
        reads.remove(equation.target());
        return reads;
    }

    /** All its expressions, in which the indices of open loops are those loops' own. */
    List<Scalar> nodes(Scalars scalars) {
        Map<Index, Scalar> places = new LinkedHashMap<>();
        opened.forEach((own, loop) -> places.put(own, scalars.leaf(loop)));
        List<Scalar> roots = new ArrayList<>();
        for (Scalar root : List.of(filter, left, right)) {
            roots.add(Substitution.apply(scalars, root, places));
        }
        epilogue.ifPresent(last -> {
            Map<Index, Scalar> there = new LinkedHashMap<>();
            opened.forEach((own, loop) ->
                    there.put(last.indices().get(equation.indices().indexOf(own)), scalars.leaf(loop)));
            roots.add(Substitution.apply(scalars, last.body(), there));
        });
        return Traversal.operandsFirst(roots);
    }
}
