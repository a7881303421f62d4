package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How an entry goes through the steps of its recurrences in segments: forwards with nothing kept but what the next segment
 * begins with, then backwards, each segment computed once more. Memory is that of one segment and of what is saved between
 * segments, for one more evaluation. (Griewank and Walther, Evaluating Derivatives, SIAM 2008, chapter 12, with one level.)
 *
 * @param segment its length is that of the segment at hand: {@code every}, or less in the last one
 * @param every how many steps a segment has
 * @param steps how many there are in all, an expression over lengths
 * @param start a number, the first step of the segment at hand; role {@link Tensor.Role#CARRIED}
 * @param phases one after the other
 * @param results what the entry delivers, computed in the last phase
 */
public record Checkpoints(
        Dim segment, int every, Scalar steps, Tensor start, List<Phase> phases, List<Entry.Result> results) {

    /** How often a phase runs. */
    public enum Direction {
        ONCE,
        /** For each segment from the first to the last. */
        FORWARDS,
        /** For each segment from the last to the first. */
        BACKWARDS
    }

    /**
     * Equations that are computed together.
     *
     * @param before what is copied first
     * @param after what is copied last: its sources are what the phase computes
     * @param kept tensors that later phases read
     */
    public record Phase(Direction direction, List<Move> before, List<Move> after, List<Tensor> kept) {

        public Phase {
            before = List.copyOf(before);
            after = List.copyOf(after);
            kept = List.copyOf(kept);
        }

        /** The tensors that the phase computes for others. */
        public List<Tensor> computed() {
            List<Tensor> computed = new java.util.ArrayList<>(kept);
            after.stream().flatMap(move -> move.from().stream()).forEach(computed::add);
            return computed;
        }

        private Phase with(UnaryOperator<Tensor> now) {
            return new Phase(
                    direction,
                    before.stream().map(move -> move.with(now)).toList(),
                    after.stream().map(move -> move.with(now)).toList(),
                    kept.stream().map(now).toList());
        }
    }

    /** Where a copy of a move goes, or comes from. */
    public enum Kind {
        /** {@code to} becomes {@code from}, or 0. */
        SET,
        /** The segment's row of {@code to} becomes {@code from}; after the last segment, one more row. */
        SAVE,
        /** {@code to} becomes the segment's row of {@code from}; after the last segment, the one more. */
        RESTORE
    }

    /**
     * An array is overwritten.
     *
     * @param to role {@link Tensor.Role#CARRIED}
     * @param from empty for 0
     */
    public record Move(Kind kind, Tensor to, Optional<Tensor> from) {

        private Move with(UnaryOperator<Tensor> now) {
            return new Move(kind, now.apply(to), from.map(now));
        }
    }

    public Checkpoints {
        phases = List.copyOf(phases);
        results = List.copyOf(results);
    }

    /** All tensors that some phase computes. */
    public List<Tensor> computed() {
        List<Tensor> computed = new java.util.ArrayList<>();
        phases.forEach(phase -> computed.addAll(phase.computed()));
        results.forEach(result -> computed.add(result.value()));
        return computed;
    }

    Checkpoints with(UnaryOperator<Tensor> now) {
        return new Checkpoints(
                segment,
                every,
                steps,
                start,
                phases.stream().map(phase -> phase.with(now)).toList(),
                results.stream().map(result -> result.with(now)).toList());
    }
}
