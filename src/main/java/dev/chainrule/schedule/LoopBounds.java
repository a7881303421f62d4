package dev.chainrule.schedule;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a condition on a loop's counter that all bodies inside have a bound of the loop: {@code for j: if (j < i) …} runs
 * to {@code i}. The same elements in the same order, so no bit changes.
 */
final class LoopBounds {

    private final Scalars scalars;
    private final Set<Scalar> open = new HashSet<>(); // indices of loops around; membership only

    private LoopBounds(Scalars scalars) {
        this.scalars = scalars;
    }

    static List<Step> tightened(List<Step> steps, Scalars scalars) {
        return new LoopBounds(scalars).all(steps);
    }

    /** Loops nest no deeper than an equation has indices, so this recursion is over a few levels. */
    private List<Step> all(List<Step> steps) {
        List<Step> tightened = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                tightened.add(loop(loop));
            } else if (step instanceof Step.Sequence sequence) {
                open.add(scalars.leaf(sequence.time()));
                tightened.add(sequence.with(all(sequence.body())));
                open.remove(scalars.leaf(sequence.time()));
            } else {
                tightened.add(step);
            }
        }
        return tightened;
    }

    private Step.Loop loop(Step.Loop loop) {
        Step.Loop bounded = loop;
        Optional<List<Task>> tasks = tasks(loop.body());
        if (tasks.isPresent()) {
            Set<Scalar> common =
                    new LinkedHashSet<>(conjuncts(tasks.get().get(0).filter()));
            tasks.get().forEach(task -> common.retainAll(conjuncts(task.filter())));
            for (Scalar condition : common) {
                bounded = bounded(bounded, condition).orElse(bounded);
            }
        }
        open.add(scalars.leaf(loop.index()));
        Step.Loop inner = bounded.with(all(bounded.body()));
        open.remove(scalars.leaf(loop.index()));
        return inner;
    }

    /** The tasks of a loop with nothing inside but bodies, so that what it skips would have done nothing. */
    private static Optional<List<Task>> tasks(List<Step> steps) {
        List<Task> tasks = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Body body) {
                tasks.add(body.task());
            } else if (step instanceof Step.Loop loop) {
                Optional<List<Task>> inside = tasks(loop.body());
                if (inside.isEmpty()) {
                    return Optional.empty();
                }
                tasks.addAll(inside.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(tasks);
    }

    private static List<Scalar> conjuncts(Scalar filter) {
        List<Scalar> conjuncts = new ArrayList<>();
        Deque<Scalar> waiting = new ArrayDeque<>(List.of(filter));
        while (!waiting.isEmpty()) {
            Scalar node = waiting.pop();
            if (node.is(Logic.AND)) {
                waiting.push(node.operand(1));
                waiting.push(node.operand(0));
            } else {
                conjuncts.add(node);
            }
        }
        return conjuncts;
    }

    /** The loop with a condition as its bound, if the condition is one on its counter and on what is known around it. */
    private Optional<Step.Loop> bounded(Step.Loop loop, Scalar condition) {
        if (!condition.is(Whole.LESS) && !condition.is(Whole.LESS_OR_EQUAL)) {
            return Optional.empty();
        }
        Scalar counter = scalars.leaf(loop.index());
        Affine slack = Affine.of(condition.operand(1)) // at least 0 where the condition holds
                .minus(Affine.of(condition.operand(0)))
                .plus(condition.is(Whole.LESS) ? -1 : 0);
        long coefficient = slack.coefficient(counter);
        Affine rest = slack.without(counter);
        if (Math.abs(coefficient) != 1 || !isKnownAround(rest)) {
            return Optional.empty();
        }
        Step.Loop bounded = coefficient > 0 ? from(loop, rest.times(-1)) : to(loop, rest.plus(1));
        return Optional.of(bounded.with(without(bounded.body(), condition)));
    }

    private boolean isKnownAround(Affine bound) {
        for (Scalar node : Traversal.operandsFirst(bound.terms().keySet())) {
            boolean index = node instanceof Leaf leaf && leaf.atom() instanceof Index;
            boolean computed = node instanceof Leaf leaf
                    && leaf.atom() instanceof Read read
                    && read.tensor().role() == Tensor.Role.DEFINED;
            if (index && !open.contains(node) || computed) {
                return false;
            }
        }
        return true;
    }

    private Step.Loop from(Step.Loop loop, Affine first) {
        Scalar start = first.toScalar(scalars);
        boolean only = loop.from() == scalars.integer(0) && Proof.plain(scalars).nonNegative(start);
        return loop.within(only ? start : scalars.call(Whole.MAX, loop.from(), start), loop.to());
    }

    private Step.Loop to(Step.Loop loop, Affine end) {
        Scalar stop = end.toScalar(scalars);
        boolean only = loop.to() == loop.index().extent()
                && Proof.plain(scalars).nonNegative(scalars.call(Whole.SUBTRACT, loop.to(), stop));
        return loop.within(loop.from(), only ? stop : scalars.call(Whole.MIN, loop.to(), stop));
    }

    private List<Step> without(List<Step> steps, Scalar condition) {
        List<Step> freed = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                freed.add(loop.with(without(loop.body(), condition)));
            } else if (step instanceof Step.Body body) {
                List<Scalar> left = new ArrayList<>(conjuncts(body.task().filter()));
                left.remove(condition);
                Scalar filter = left.stream().reduce(scalars::and).orElse(scalars.bool(true));
                freed.add(new Step.Body(body.task().filtered(filter)));
            } else {
                freed.add(step);
            }
        }
        return freed;
    }
}
