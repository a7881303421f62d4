package dev.chainrule.check;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.interpret.Jitter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What rounding may do to the elements of tensors, however they are computed: how far they scatter where every number on
 * the way moves to a neighbour, or what rounding leaves of terms that cancel is 0. {@code sin(x^2)} at 100 is known to ten
 * digits only, and no two ways to compute it need agree in more; where rounding decides between two sides of a choice,
 * either side is right. Asked where opinions differ, and not before.
 */
final class RoundingNoise {

    /** What one function computes, a rewrite may compute in a few steps. */
    private static final double STEPS = 10;

    private final EquationSystem system;
    private final Environment environment;
    private final Supplier<Map<Tensor, double[]>> allowances = new Once<>(this::evaluate);

    RoundingNoise(EquationSystem system, Environment environment) {
        this.system = system;
        this.environment = environment;
    }

    /** An allowance for each element of a tensor. */
    double[] of(Tensor tensor) {
        return all().get(tensor);
    }

    /** The allowances for all tensors. */
    Map<Tensor, double[]> all() {
        return allowances.get();
    }

    private Map<Tensor, double[]> evaluate() {
        Map<Tensor, double[]> known = new LinkedHashMap<>();
        Interpreter.Result right = Interpreter.evaluate(system, environment);
        right.values().forEach((tensor, values) -> known.put(tensor, new double[values.length]));
        Jitter.all().forEach(jitter -> {
            Interpreter.Result moved = Interpreter.evaluate(system, environment, jitter);
            known.forEach((tensor, noise) -> {
                double[] here = right.values().get(tensor);
                double[] there = moved.values().get(tensor);
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = Math.max(noise[i], scatter(here[i], there[i]));
                }
            });
        });
        return known;
    }

    /** What is allowed for two results of the same: nothing, if one is no number. */
    static double scatter(double right, double moved) {
        double distance = STEPS * Math.abs(moved - right);
        return Double.isFinite(distance) ? distance : 0;
    }

    /** What is allowed along a direction for elements of which each has its allowance; nothing for those of which none is known. */
    static double along(double[] direction, double[] allowances) {
        double along = 0;
        for (int i = 0; i < allowances.length; i++) {
            along += Math.abs(direction[i]) * allowances[i];
        }
        return along;
    }
}
