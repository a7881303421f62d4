package dev.chainrule.schedule;

import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long the buffers of an entry live: from the first step that writes one to the last that reads it. Where one's last
 * step is another's first, the two may still take turns, element by element or one pass of a loop after the other.
 */
final class Lives {

    /** The numbers of a buffer's first and last step. */
    record Life(int first, int last) {

        Life with(Life other) {
            return new Life(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private final List<Step> steps;
    private final Touches touches = new Touches();
    private final Map<Buffer, Life> lives = new HashMap<>();

    Lives(EntrySchedule entry) {
        steps = entry.steps();
        for (int i = 0; i < steps.size(); i++) {
            Life now = new Life(i, i);
            for (Tensor tensor : touches.of(steps.get(i)).keySet()) {
                buffer(entry, tensor).ifPresent(buffer -> lives.merge(buffer, now, Life::with));
            }
        }
        Life end = new Life(steps.size(), steps.size()); // what is delivered is copied at the end
        entry.entry()
                .computed()
                .forEach(result ->
                        buffer(entry, result.value()).ifPresent(buffer -> lives.merge(buffer, end, Life::with)));
    }

    private static Optional<Buffer> buffer(EntrySchedule entry, Tensor tensor) {
        Storage storage = entry.storage().get(tensor);
        return storage != null && storage.kind() == Storage.Kind.BUFFER
                ? Optional.of(new Buffer(tensor, storage.axes()))
                : Optional.empty();
    }

    /** Empty for a buffer that the entry does not have. */
    Optional<Life> of(Buffer buffer) {
        return Optional.ofNullable(lives.get(buffer));
    }

    /** Whether in the step that both are touched by, the first is done with each element before the second needs it. */
    boolean takeTurns(Buffer before, Buffer after) {
        int common = lives.get(before).last();
        return before.extents().equals(after.extents())
                && common < steps.size()
                && takeTurns(steps.get(common), before, after);
    }

    private boolean takeTurns(Step step, Buffer before, Buffer after) {
        if (step instanceof Step.Body body) {
            return elementwise(body, before, after);
        }
        return step instanceof Step.Loop loop
                && eachOwnSlice(loop, before, after)
                && inOrder(loop.body(), before, after);
    }

    /** The element that is written is the only one that is read. */
    private boolean elementwise(Step.Body body, Buffer before, Buffer after) {
        Task task = body.task();
        return task.reduction() == Reduction.NONE
                && task.target() == after.tensor()
                && touches.of(body, before.tensor()).stream()
                        .allMatch(touch -> before.kept(touch.subscripts()).equals(after.kept(task.subscripts())));
    }

    /** Some axis of both has the loop's index wherever they are touched, so that no two passes meet. */
    private boolean eachOwnSlice(Step.Loop loop, Buffer before, Buffer after) {
        return IntStream.range(0, before.axes().size())
                .anyMatch(axis -> ownSlice(loop, before, axis) && ownSlice(loop, after, axis));
    }

    private boolean ownSlice(Step.Loop loop, Buffer buffer, int axis) {
        return touches.of(loop, buffer.tensor()).stream()
                .map(Touches.Touch::subscripts)
                .allMatch(subscripts ->
                        !subscripts.isEmpty() && isIndex(buffer.kept(subscripts).get(axis), loop));
    }

    private static boolean isIndex(Scalar subscript, Step.Loop loop) {
        return subscript instanceof Leaf leaf && leaf.atom().equals(loop.index());
    }

    private boolean inOrder(List<Step> steps, Buffer before, Buffer after) {
        int last = -1;
        int first = steps.size();
        for (int i = 0; i < steps.size(); i++) {
            Map<Tensor, List<Touches.Touch>> here = touches.of(steps.get(i));
            if (here.containsKey(before.tensor())) {
                last = i;
            }
            if (first == steps.size() && here.containsKey(after.tensor())) {
                first = i;
            }
        }
        return last < first || last == first && takeTurns(steps.get(first), before, after);
    }
}
