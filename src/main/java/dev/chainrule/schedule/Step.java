package dev.chainrule.schedule;

import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Index;
import dev.chainrule.scalar.Scalar;
import java.util.List;

/** Something that runs, in the order of its list. */
public sealed interface Step {

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case. */
    interface Visitor<R> {
        R loop(Loop loop);

        R open(Open open);

        R body(Body body);

        R close(Close close);

        R contract(Contract contract);

        R sequence(Sequence sequence);

        R segmented(Segmented segmented);

        R move(Move move);
    }

    /** {@code body} for each value of {@code index} from {@code from} on, before {@code to}. */
    record Loop(Index index, String name, Scalar from, Scalar to, List<Step> body) implements Step {

        public Loop {
            body = List.copyOf(body);
        }

        Loop with(List<Step> other) {
            return new Loop(index, name, from, to, other);
        }

        Loop within(Scalar first, Scalar end) {
            return new Loop(index, name, first, end, body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loop(this);
        }
    }

    /** Before a task's first reduced loop: the accumulator, or the elements in memory, get their first value. */
    record Open(Task task) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.open(this);
        }
    }

    /** Inside all loops of a task: one element, or one contribution. */
    record Body(Task task) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.body(this);
        }
    }

    /** After the last of a task's reduced loops: the accumulator's value is the element. */
    record Close(Task task) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.close(this);
        }
    }

    /** A contraction, which goes through the kernel generator. */
    record Contract(Contraction contraction) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contract(this);
        }
    }

    /**
     * A recurrence: {@code body} for each value of {@code time}, in that order and no other, since each step reads what
     * those before it have stored.
     *
     * @param backward whether time runs from its end to 0
     */
    record Sequence(Index time, String name, boolean backward, List<Step> body) implements Step {

        public Sequence {
            body = List.copyOf(body);
        }

        Sequence with(List<Step> other) {
            return new Sequence(time, name, backward, other);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sequence(this);
        }
    }

    /**
     * {@code body} for each segment of the entry's {@link Checkpoints}.
     *
     * @param backward from the last to the first
     */
    record Segmented(boolean backward, List<Step> body) implements Step {

        public Segmented {
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.segmented(this);
        }
    }

    /** An array is overwritten. */
    record Move(Checkpoints.Move move) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.move(this);
        }
    }
}
