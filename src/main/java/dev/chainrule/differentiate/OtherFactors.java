package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The derivative of a product for one of its factors: the product of all others,
 * {@code o[I, K] = Π K2 where K2 != K. body(K2)}. No division, so one zero among the factors, or two, are no special case.
 *
 * <p>For n factors this takes n² multiplications. Where one index counts many factors, {@link RunningProducts} from both ends
 * take 2 n.
 */
final class OtherFactors {

    /** So few factors that recurrences cost more. */
    private static final int FEW = 4;

    private OtherFactors() {}

    static Tensor of(Equation equation, EquationSystem.Builder builder) {
        Scalars scalars = builder.scalars();
        Rectangle rectangle = Rectangle.of(equation, builder);
        if (rectangle.reduced().size() == 1 && !isShort(rectangle.reduced().get(0))) {
            return RunningProducts.others(equation, rectangle, builder);
        }
        Map<Index, Scalar> change = new LinkedHashMap<>();
        List<Index> left = new ArrayList<>(equation.indices());
        List<Index> reduced = new ArrayList<>();
        List<String> names = new ArrayList<>(equation.names());
        Scalar other = scalars.bool(false);
        for (Index index : rectangle.reduced()) {
            Index copy = builder.freshIndex(index.extent());
            change.put(index, scalars.leaf(copy));
            Scalar differs = scalars.notEqual(scalars.leaf(copy), scalars.leaf(index));
            other = reduced.isEmpty() ? differs : scalars.or(other, differs);
            left.add(index);
            names.add(equation.names().get(left.size() - 1) + "2");
            reduced.add(copy);
        }
        Scalar filter = Substitution.apply(scalars, rectangle.filter(), change);
        return builder.define(
                equation.target().name() + "_others",
                Optional.empty(),
                left,
                Reduction.PROD,
                reduced,
                filter == scalars.bool(true) ? other : scalars.and(other, filter),
                Substitution.apply(scalars, rectangle.body(), change),
                names);
    }

    private static boolean isShort(Index index) {
        OptionalLong length = Affine.of(index.extent()).value();
        return length.isPresent() && length.getAsLong() <= FEW;
    }
}
