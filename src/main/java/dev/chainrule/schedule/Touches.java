package dev.chainrule.schedule;

import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of tensors that steps read or write in memory, by tensor. Each step is looked at once, however often it is
 * asked about.
 */
final class Touches implements Step.Visitor<List<Touches.Touch>> {

    /**
     * One read or write.
     *
     * @param subscripts of the element; empty where the step goes over the whole tensor by itself
     */
    record Touch(Tensor tensor, List<Scalar> subscripts) {}

    private final Map<Step, Map<Tensor, List<Touch>>> known =
            new IdentityHashMap<>(); // a step's hash would walk it all

    /** All touches of a step. */
    Map<Tensor, List<Touch>> of(Step step) {
        Map<Tensor, List<Touch>> touches = known.get(step);
        if (touches == null) {
            touches = new LinkedHashMap<>();
            for (Touch touch : step.accept(this)) {
                touches.computeIfAbsent(touch.tensor(), any -> new ArrayList<>())
                        .add(touch);
            }
            known.put(step, touches);
        }
        return touches;
    }

    /** Those of one tensor. */
    List<Touch> of(Step step, Tensor tensor) {
        return of(step).getOrDefault(tensor, List.of());
    }

    /** Loops nest no deeper than a tensor has axes, so this recursion is over a few levels. */
    @Override
    public List<Touch> loop(Step.Loop loop) {
        List<Touch> touches = new ArrayList<>();
        loop.body().forEach(step -> of(step).values().forEach(touches::addAll));
        return touches;
    }

    @Override
    public List<Touch> open(Step.Open open) {
        return open.task().accumulatesInMemory() ? List.of(whole(open.task().target())) : List.of();
    }

    @Override
    public List<Touch> body(Step.Body body) {
        Task task = body.task();
        List<Touch> touches = new ArrayList<>();
        for (Read read : Reads.among(task.nodes())) {
            touches.add(new Touch(read.tensor(), read.subscripts()));
        }
        if (task.reduction() == Reduction.NONE || task.accumulatesInMemory()) {
            touches.add(new Touch(task.target(), task.subscripts()));
        }
        return touches;
    }

    @Override
    public List<Touch> close(Step.Close close) {
        Task task = close.task();
        return task.accumulatesInMemory() ? List.of() : List.of(new Touch(task.target(), task.subscripts()));
    }

    @Override
    public List<Touch> contract(Step.Contract contract) {
        Contraction contraction = contract.contraction();
        List<Touch> touches = new ArrayList<>(List.of(whole(contraction.stored())));
        contraction.reads().forEach(tensor -> touches.add(whole(tensor)));
        return touches;
    }

    /** What a step of a recurrence has stored, later steps read: all of it lives as long as the recurrence. */
    @Override
    public List<Touch> sequence(Step.Sequence sequence) {
        List<Touch> touches = new ArrayList<>();
        for (Step step : sequence.body()) {
            of(step).keySet().forEach(tensor -> touches.add(whole(tensor)));
        }
        return touches;
    }

    @Override
    public List<Touch> segmented(Step.Segmented segmented) {
        List<Touch> touches = new ArrayList<>();
        for (Step step : segmented.body()) {
            of(step).keySet().forEach(tensor -> touches.add(whole(tensor)));
        }
        return touches;
    }

    @Override
    public List<Touch> move(Step.Move step) {
        List<Touch> touches = new ArrayList<>(List.of(whole(step.move().to())));
        step.move().from().ifPresent(from -> touches.add(whole(from)));
        return touches;
    }

    private static Touch whole(Tensor tensor) {
        return new Touch(tensor, List.of());
    }
}
