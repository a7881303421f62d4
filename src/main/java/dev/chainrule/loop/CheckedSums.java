package dev.chainrule.loop;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.schedule.Contraction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A contraction as plain loops that check themselves: each element by itself, its products added in the order, and with the
 * roundings, of the kernels that {@link ContractionLowering} makes.
 */
final class CheckedSums {

    private final Contraction contraction;
    private final Equation equation;
    private final Places places;
    private final Function<Tensor, Place> placeOf;
    private final Scalars scalars;
    private final boolean fused;
    private final Guarding guarding;
    private final BodyLowering bodies;
    private final Map<Index, Scalar> loops = new LinkedHashMap<>();

    /** @param fused whether each product is added without rounding in between */
    CheckedSums(
            Contraction contraction,
            Map<Index, Variable> open,
            Places places,
            Function<Tensor, Place> placeOf,
            Scalars scalars,
            boolean fused,
            Guarding guarding) {
        this.contraction = contraction;
        this.equation = contraction.equation();
        this.places = places;
        this.placeOf = placeOf;
        this.scalars = scalars;
        this.fused = fused;
        this.guarding = guarding;
        this.bodies = new BodyLowering(places, placeOf);
        open.forEach(bodies::know);
        contraction.opened().forEach((own, loop) -> loops.put(own, scalars.leaf(loop)));
        bodies.guard((tensor, axis) -> guarding.axis(equation, tensor, axis));
        if (contraction.epilogue().isPresent()) {
            throw new IllegalStateException("an epilogue in code that checks itself: " + contraction.stored());
        }
    }

    List<Statement> lower() {
        bodies.push(false);
        List<Index> free = new ArrayList<>(contraction.outer());
        free.add(contraction.row());
        free.add(contraction.column());
        free.forEach(this::open);
        Variable sum = Variable.local(equation.target().name() + "SoFar", Variable.Kind.REAL);
        bodies.innermost().add(new Statement.Declare(sum, Optional.of(new Expression.Real(0))));
        addWhereFiltered(sum);
        List<Scalar> subscripts = subscripts();
        Expression value = guarding.finite(equation, bodies, subscripts, Expressions.use(sum), List.of());
        Place place = placeOf.apply(equation.target());
        Expression.Element target =
                (Expression.Element) bodies.element(place, bodies.values(subscripts), subscripts, bodies.level());
        bodies.innermost().add(new Statement.Store(target.array(), target.index(), value));
        for (int i = free.size() - 1; i >= 0; i--) {
            close(free.get(i));
        }
        return bodies.pop();
    }

    private List<Scalar> subscripts() {
        return equation.indices().stream().map(loops::get).toList();
    }

    private void open(Index index) {
        Index loop = new Index(3_000_000 + index.ordinal(), index.extent());
        loops.put(index, scalars.leaf(loop));
        bodies.push(loop, Variable.local(equation.nameOf(index), Variable.Kind.INT));
    }

    private void close(Index index) {
        Index loop = (Index) ((Leaf) loops.get(index)).atom();
        Variable counter = bodies.counter(loop);
        List<Statement> body = bodies.pop();
        bodies.innermost().add(new Statement.For(counter, Expressions.ZERO, places.length(index.extent()), 1, body));
    }

    private void addWhereFiltered(Variable sum) {
        if (contraction.unfiltered()) {
            add(sum);
            return;
        }
        Expression condition = bodies.value(Substitution.apply(scalars, contraction.filter(), loops));
        bodies.push(true);
        add(sum);
        List<Statement> then = bodies.pop();
        bodies.innermost().add(new Statement.If(condition, then, List.of()));
    }

    private void add(Variable sum) {
        equation.reduced().forEach(this::open);
        Scalar left = Substitution.apply(scalars, contraction.left(), loops);
        Scalar right = Substitution.apply(scalars, contraction.right(), loops);
        List<Leaf> operands = new ArrayList<>(Guarding.operands(left));
        operands.addAll(Guarding.operands(right));
        operands.forEach(bodies::kept);
        List<Expression> factors = bodies.values(List.of(left, right));
        Expression product = Expressions.apply(Arithmetic.MULTIPLY, factors.get(0), factors.get(1));
        guarding.finite(equation, bodies, subscripts(), product, operands);
        Expression before = Expressions.use(sum);
        bodies.innermost()
                .add(new Statement.Assign(
                        sum,
                        fused
                                ? new Expression.MultiplyAdd(factors.get(0), factors.get(1), before)
                                : Expressions.apply(Arithmetic.ADD, before, product)));
        for (int i = equation.reduced().size() - 1; i >= 0; i--) {
            close(equation.reduced().get(i));
        }
    }
}
