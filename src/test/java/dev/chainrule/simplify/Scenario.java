package dev.chainrule.simplify;

import dev.chainrule.differentiate.Evaluation;
import dev.chainrule.differentiate.Program;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An expression of three real arguments a, b, c and an index i below 5, before and after simplification. */
final class Scenario {

    private final Program p = new Program();
    final Scalars e = p.e;
    private final Dim five = Dim.fixed("five", 5);
    final Index i = p.index("i", five);
    private final List<Tensor> arguments = List.of(p.input("a"), p.input("b"), p.input("c"));
    final Scalar a = p.read(arguments.get(0));
    final Scalar b = p.read(arguments.get(1));
    final Scalar c = p.read(arguments.get(2));
    /** The index; after simplification, as the equation numbers it. */
    Scalar at = p.at(i);

    final List<Rewrite> made = new ArrayList<>();
    private final EquationSystem before;
    private final EquationSystem after;
    private final Tensor target;

    private Scenario(Function<Scenario, Scalar> expression, Set<String> off) {
        Scalar body = expression.apply(this);
        Scalar real = body.type() == Type.BOOLEAN ? e.choice(body, e.one(), e.zero()) : e.toReal(body);
        target = p.define("t", List.of(i), real);
        Model model = p.function(target);
        before = model.system();
        Model simplified = Simplifier.simplify(model, off, made::add);
        after = simplified.system();
        SystemVerifier.verify(after);
        at = p.at(after.definition(target).get().indices().get(0));
        if (Simplifier.simplify(simplified, off, made::add)
                        .system()
                        .definition(target)
                        .get()
                        .body()
                != body()) {
            throw new AssertionError("not in normal form: " + body());
        }
    }

    /** With stabilisations. */
    static Scenario of(Function<Scenario, Scalar> expression) {
        return new Scenario(expression, Set.of());
    }

    static Scenario exact(Function<Scenario, Scalar> expression) {
        return new Scenario(
                expression,
                Stream.of(Stabilisation.values()).map(Stabilisation::key).collect(Collectors.toSet()));
    }

    /** The simplified body. */
    Scalar body() {
        return after.definition(target).orElseThrow().body();
    }

    Scalar define(String name, Scalar body) {
        return p.read(p.define(name, List.of(i), body), i);
    }

    double[] before(double... values) {
        return values(before, values);
    }

    double[] after(double... values) {
        return values(after, values);
    }

    private double[] values(EquationSystem system, double... values) {
        Map<Tensor, double[]> given = Map.of(
                arguments.get(0), new double[] {values[0]},
                arguments.get(1), new double[] {values[1]},
                arguments.get(2), new double[] {values[2]});
        return Evaluation.of(system, Map.of(), given).get(target);
    }
}
