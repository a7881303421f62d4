package dev.chainrule.schedule;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Guards;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SafeOrder;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
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
 * Checks that what a schedule evaluates can be evaluated, whatever the lengths: every read is inside of its tensor, and every
 * divisor above 0, where the loops, the filter and the conditions around it let it be reached. What is not proven, since no
 * proof finds everything, counts as a mistake where there are lengths and indices that refute it.
 */
public final class ScheduleVerifier {

    /** So many nodes, each with what holds on the way to it, are looked at; what is left of an expression is believed. */
    private static final int MOST_VISITS = 2_000;

    private final EntrySchedule entry;
    private final Scalars scalars;

    private ScheduleVerifier(EntrySchedule entry) {
        this.entry = entry;
        this.scalars = entry.scalars();
    }

    /** @throws IllegalStateException naming the equation and what in it is evaluated where it may not be */
    public static void verify(Schedule schedule) {
        for (EntrySchedule entry : schedule.entries()) {
            Proof known = schedule.model().system().proof();
            for (Assumption required : schedule.model().requirements(entry.entry())) {
                known = known.assuming(required.condition());
            }
            new ScheduleVerifier(entry).verify(known);
        }
    }

    /** Steps, and what holds where they run. */
    private record Block(List<Step> steps, Proof known) {}

    private void verify(Proof known) {
        Deque<Block> open = new ArrayDeque<>(List.of(new Block(entry.steps(), known)));
        while (!open.isEmpty()) {
            Block block = open.pop();
            for (Step step : block.steps()) {
                if (step instanceof Step.Loop loop) {
                    open.push(new Block(loop.body(), within(loop, block.known())));
                } else if (step instanceof Step.Sequence sequence) {
                    open.push(new Block(sequence.body(), block.known()));
                } else if (step instanceof Step.Segmented segmented) {
                    open.push(new Block(segmented.body(), inSegment(block.known())));
                } else if (step instanceof Step.Body body) {
                    verify(body.task(), block.known());
                }
            }
        }
    }

    private Proof within(Step.Loop loop, Proof known) {
        Scalar index = scalars.leaf(loop.index());
        return known.assuming(scalars.lessOrEqual(loop.from(), index)).assuming(scalars.less(index, loop.to()));
    }

    /** A segment has at least one step, and ends with the last at the latest. */
    private Proof inSegment(Proof known) {
        Checkpoints checkpoints = entry.entry().checkpoints().orElseThrow();
        Scalar start = scalars.leaf(new Read(checkpoints.start(), List.of()));
        Scalar length = scalars.leaf(new SizeOf(checkpoints.segment()));
        return known.assuming(scalars.lessOrEqual(scalars.integer(0), start))
                .assuming(scalars.lessOrEqual(scalars.integer(1), length))
                .assuming(scalars.lessOrEqual(scalars.call(Whole.ADD, start, length), checkpoints.steps()));
    }

    private void verify(Task task, Proof known) {
        List<Scalar> elements = new ArrayList<>(task.subscripts());
        elements.add(task.body());
        Proof filtered = known.assuming(task.filter());
        unsafe(task.filter(), known, scalars)
                .or(() -> elements.stream()
                        .flatMap(one -> unsafe(one, filtered, scalars).stream())
                        .findFirst())
                .ifPresent(node -> {
                    throw new IllegalStateException("evaluated where it may not be: "
                            + Notation.of(node, index -> "i" + index.ordinal()) + " in "
                            + Notation.of(task.equation()));
                });
    }

    /** A node, and the conditions that hold on one of the ways to it. */
    private record Visit(Scalar node, Set<Scalar> given) {}

    /** What is evaluated where it may not be, by a way to it for which there are lengths and indices. */
    static Optional<Scalar> unsafe(Scalar root, Proof known, Scalars scalars) {
        if (Guards.of(scalars.bool(true), root, known, scalars).keepInside(root)) {
            return Optional.empty();
        }
        Deque<Visit> open = new ArrayDeque<>(List.of(new Visit(root, Set.of())));
        Set<Visit> seen = new HashSet<>(); // membership only
        while (!open.isEmpty() && seen.size() < MOST_VISITS) {
            Visit visit = open.pop();
            if (!seen.add(visit)) {
                continue;
            }
            Scalar node = visit.node();
            if (!SafeOrder.isItselfSafe(node, known) && isRefuted(node, assuming(known, visit.given()))) {
                return Optional.of(node);
            }
            for (int operand = 0; operand < node.operands().size(); operand++) {
                Optional<Scalar> condition = Guards.condition(node, operand, scalars);
                if (condition.filter(ScheduleVerifier::neverHolds).isEmpty()) {
                    Set<Scalar> given = new LinkedHashSet<>(visit.given());
                    condition.ifPresent(given::add);
                    open.push(new Visit(node.operand(operand), given));
                }
            }
        }
        return Optional.empty();
    }

    private static Proof assuming(Proof known, Set<Scalar> conditions) {
        Proof proof = known;
        for (Scalar condition : conditions) {
            proof = proof.assuming(condition);
        }
        return proof;
    }

    /** As in {@code true ? a : b}, where rewrites are turned off. */
    private static boolean neverHolds(Scalar condition) {
        return condition instanceof Constant constant && !constant.isTrue()
                || condition.is(Logic.NOT) && condition.operand(0) instanceof Constant denied && denied.isTrue();
    }

    /** Whether there are lengths and indices for which a node that is not proven to be safe is not. */
    private static boolean isRefuted(Scalar node, Proof known) {
        List<Affine> notNegative = new ArrayList<>();
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            for (int axis = 0; axis < read.subscripts().size(); axis++) {
                Affine place = Affine.of(read.subscripts().get(axis));
                notNegative.add(place);
                notNegative.add(Affine.of(read.tensor().extents().get(axis))
                        .minus(place)
                        .plus(-1));
            }
        } else {
            notNegative.add(Affine.of(node.operand(1)).plus(-1));
        }
        return notNegative.stream()
                .anyMatch(value -> known.counterexample(value).isPresent());
    }
}
