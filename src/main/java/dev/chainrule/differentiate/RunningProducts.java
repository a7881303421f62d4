package dev.chainrule.differentiate;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The products of the factors before each factor and after it, as two recurrences:
 *
 * <pre>{@code
 * before[I, k] = k == 0 ? 1 : before[I, k - 1] * body(k - 1)
 * after[I, k]  = k == n - 1 ? 1 : after[I, k + 1] * body(k + 1)
 * }</pre>
 *
 * <p>For n factors they take 2 n multiplications, and no division.
 */
final class RunningProducts {

    private final EquationSystem.Builder builder;
    private final Scalars scalars;
    private final Equation equation;
    private final Rectangle rectangle;

    private RunningProducts(Equation equation, Rectangle rectangle, EquationSystem.Builder builder) {
        this.builder = builder;
        this.scalars = builder.scalars();
        this.equation = equation;
        this.rectangle = rectangle;
    }

    /** {@code before[I, k] * after[I, k]}, for a product over one index. */
    static Tensor others(Equation equation, Rectangle rectangle, EquationSystem.Builder builder) {
        RunningProducts products = new RunningProducts(equation, rectangle, builder);
        Tensor before = products.running("_before", -1);
        Tensor after = products.running("_after", 1);
        List<Index> left = products.left();
        List<Scalar> at = left.stream().map(builder::node).toList();
        return builder.define(
                equation.target().name() + "_others",
                Optional.empty(),
                left,
                Reduction.NONE,
                List.of(),
                products.scalars.bool(true),
                products.scalars.mul(builder.read(before, at), builder.read(after, at)),
                equation.names());
    }

    private Index factor() {
        return rectangle.reduced().get(0);
    }

    private List<Index> left() {
        List<Index> left = new ArrayList<>(equation.indices());
        left.add(factor());
        return left;
    }

    /** @param step to the neighbour on the side from which the product runs */
    private Tensor running(String suffix, int step) {
        List<Index> left = left();
        Scalar here = builder.node(factor());
        Scalar neighbour = Affine.of(here).plus(step).toScalar(scalars);
        Tensor product = builder.declare(
                equation.target().name() + suffix,
                left.stream().map(Index::extent).toList(),
                Type.REAL,
                Optional.empty(),
                Optional.empty());
        List<Scalar> at =
                new ArrayList<>(equation.indices().stream().map(builder::node).toList());
        at.add(neighbour);
        Map<Index, Scalar> there = Map.of(factor(), neighbour);
        Scalar filter = Substitution.apply(scalars, rectangle.filter(), there);
        Scalar body = Substitution.apply(scalars, rectangle.body(), there);
        boolean all = filter instanceof Constant constant && constant.isTrue();
        Scalar next = scalars.mul(builder.read(product, at), all ? body : scalars.choice(filter, body, scalars.one()));
        Scalar inside = step < 0
                ? scalars.lessOrEqual(scalars.integer(0), neighbour)
                : scalars.less(neighbour, factor().extent());
        builder.redefine(
                product,
                left,
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                scalars.choice(inside, next, scalars.one()),
                equation.names());
        return product;
    }
}
