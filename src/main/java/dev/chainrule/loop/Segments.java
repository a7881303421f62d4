package dev.chainrule.loop;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Tensor;
import dev.chainrule.schedule.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Steps in portions: a loop with what opens and closes its reductions, a contraction, a run of scalar equations. */
final class Segments {

    private Segments() {}

    static List<List<Step>> of(List<Step> steps) {
        List<List<Step>> segments = new ArrayList<>();
        List<Step> current = new ArrayList<>();
        boolean looped = false;
        for (Step step : steps) {
            boolean closes = step instanceof Step.Close;
            boolean joins = closes
                    || step instanceof Step.Loop
                            && !current.isEmpty()
                            && current.stream().allMatch(Step.Open.class::isInstance)
                    || step instanceof Step.Open && current.stream().allMatch(Step.Open.class::isInstance)
                    || step instanceof Step.Body && !looped && current.stream().allMatch(Step.Body.class::isInstance);
            if (!joins && !current.isEmpty()) {
                segments.add(current);
                current = new ArrayList<>();
            }
            current.add(step);
            looped = !current.isEmpty() && current.stream().anyMatch(Step.Loop.class::isInstance);
        }
        if (!current.isEmpty()) {
            segments.add(current);
        }
        return segments;
    }

    /** The equations that steps compute, each once, in order. */
    static List<Equation> equations(List<Step> steps) {
        Set<Equation> equations = new LinkedHashSet<>();
        collect(steps, equations);
        return List.copyOf(equations);
    }

    private static void collect(List<Step> steps, Set<Equation> equations) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                collect(loop.body(), equations);
            } else if (step instanceof Step.Sequence sequence) {
                collect(sequence.body(), equations);
            } else if (step instanceof Step.Segmented segmented) {
                collect(segmented.body(), equations);
            } else if (step instanceof Step.Body body) {
                equations.add(body.task().equation());
            } else if (step instanceof Step.Contract contract) {
                equations.add(contract.contraction().equation());
                contract.contraction().epilogue().ifPresent(equations::add);
            }
        }
    }

    /** The tensors that are there after the steps; of a contraction with an epilogue, what that makes of it. */
    static List<Tensor> produced(List<Step> steps) {
        Set<Tensor> produced = new LinkedHashSet<>();
        equations(steps).forEach(equation -> produced.add(equation.target()));
        produced.removeAll(passing(steps));
        return List.copyOf(produced);
    }

    private static Set<Tensor> passing(List<Step> steps) {
        Set<Tensor> passing = new LinkedHashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Sequence sequence) {
                passing.addAll(passing(sequence.body()));
            } else if (step instanceof Step.Segmented segmented) {
                passing.addAll(passing(segmented.body()));
            } else if (step instanceof Step.Contract contract
                    && contract.contraction().epilogue().isPresent()) {
                passing.add(contract.contraction().equation().target());
            }
        }
        return passing;
    }
}
