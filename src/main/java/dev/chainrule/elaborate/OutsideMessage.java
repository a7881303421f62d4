package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells how far a subscript runs, which end of its axis it may pass, and what to write instead. */
final class OutsideMessage {

    private final Context context;
    private final Span span;
    private final Expression read;
    private final Affine place;
    private final Affine last;
    private final Dim dim;
    private final Proof proof;

    /**
     * @param span of the subscript
     * @param read around it
     * @param place its value
     * @param dim the axis
     * @param proof what is known there
     */
    OutsideMessage(Context context, Span span, Expression read, Scalar place, Dim dim, Proof proof) {
        this.context = context;
        this.span = span;
        this.read = read;
        this.place = Affine.of(place);
        this.last = Affine.of(context.equations().size(dim)).plus(-1);
        this.dim = dim;
        this.proof = proof;
    }

    /** @param low whether the subscript is proven to be at least 0; {@code high}, to stay below the axis' length */
    Diagnostic of(boolean low, boolean high) {
        String ends = low ? "beyond its end" : high ? "below 0" : "below 0 or beyond its end";
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.OUTSIDE,
                        span,
                        "this read may lie outside of " + dim.name() + ": it may be " + ends)
                .note(range(low, high));
        Optional<String> example = example(low);
        return (example.isPresent() ? diagnostic.note(example.get()) : diagnostic).hint(hint(low, high));
    }

    /**
     * The subscript's index runs over another axis of what is read.
     *
     * @param dims of all axes
     */
    Diagnostic misplaced(List<Dim> dims, Index index) {
        String other = dims.stream()
                .filter(one -> context.indices().size(one) == index.extent())
                .map(Dim::name)
                .findFirst()
                .orElseThrow();
        return Diagnostic.of(
                        MeaningCodes.OUTSIDE,
                        span,
                        "this is the axis " + dim.name() + ", and "
                                + context.indices().nameOf(index) + " runs over " + other)
                .note("what is read here is " + Value.shape(dims))
                .hint("put the subscripts in the order of the axes, or, if this is meant, say what it gives outside: "
                        + read.span().text() + " else 0");
    }

    private String range(boolean low, boolean high) {
        String axis =
                dim.name() + (low ? " ends at " + text(last) : high ? " begins at 0" : " runs from 0 to " + text(last));
        Optional<Affine> from = proof.lowest(place);
        Optional<Affine> to = proof.highest(place);
        if (place.isConstant()
                || isConditional()
                || from.isEmpty()
                || to.isEmpty()
                || from.get().equals(to.get())) {
            return "the subscript is " + span.text() + ", and " + axis;
        }
        return "the subscript " + span.text() + " runs from " + text(from.get()) + " to " + text(to.get()) + ", and "
                + axis;
    }

    /** Whether there are conditions around, besides what is assumed of lengths. */
    private boolean isConditional() {
        return !context.proof().conditions().containsAll(proof.conditions());
    }

    /** Values for which it lies outside, where its range alone does not tell. */
    private Optional<String> example(boolean low) {
        boolean told = place.terms().keySet().stream().allMatch(Leaf.class::isInstance) && !isConditional();
        return told
                ? Optional.empty()
                : proof.counterexample(low ? last.minus(place) : place)
                        .map(values -> "it is outside for " + example(values));
    }

    private String example(Map<Scalar, Long> values) {
        return values.entrySet().stream()
                .map(entry -> name((Leaf) entry.getKey()) + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private String name(Leaf leaf) {
        if (leaf.atom() instanceof Index index) {
            return context.indices().nameOf(index);
        }
        if (leaf.atom() instanceof SizeOf size) {
            return "size(" + size.dim().name() + ")";
        }
        return leaf.atom() instanceof Read element ? "an element of " + element.tensor() : leaf.toString();
    }

    private String hint(boolean low, boolean high) {
        List<String> ways = new ArrayList<>();
        if (low) {
            shorter().ifPresent(ways::add);
        }
        if (low != high) {
            assumption(low).ifPresent(ways::add);
        }
        ways.add("say what it gives there: " + read.span().text() + " else 0");
        if (ways.size() == 1) {
            String fromZero = low ? "" : span.text() + " >= 0";
            String below = high ? "" : span.text() + " < size(" + dim.name() + ")";
            ways.add("put it behind a condition: " + fromZero + (low || high ? "" : " && ") + below + " ? … : …");
        }
        return String.join(", or ", ways).replace(";, or", "; or");
    }

    /** A shorter range of the one index that runs too far by a number. */
    private Optional<String> shorter() {
        Optional<Affine> excess = proof.highest(place).map(to -> to.minus(last));
        if (excess.isEmpty() || !excess.get().isConstant() || excess.get().constant() <= 0) {
            return Optional.empty();
        }
        return place.terms().entrySet().stream()
                .filter(term ->
                        term.getValue() == 1 && term.getKey() instanceof Leaf leaf && leaf.atom() instanceof Index)
                .map(term -> (Index) ((Leaf) term.getKey()).atom())
                .findFirst()
                .filter(index -> isOfSizes(Affine.of(index.extent())))
                .map(index -> "bind " + context.indices().nameOf(index) + " to a shorter range, "
                        + context.indices().nameOf(index) + ": "
                        + range(index, excess.get().constant()));
    }

    private static String range(Index index, long less) {
        return index.extent() instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                ? size.dim().name() + " - " + less
                : text(Affine.of(index.extent()).plus(-less));
    }

    /** What would have to hold of the lengths of dims, if a longer one would help. */
    private Optional<String> assumption(boolean low) {
        Optional<Affine> needed = low ? proof.highest(place).map(last::minus) : proof.lowest(place);
        boolean helps = needed.stream()
                .flatMap(form -> form.terms().values().stream())
                .anyMatch(coefficient -> coefficient > 0);
        return needed.filter(form -> helps && isOfSizes(form)).map(form -> {
            Affine right = Affine.constant(Math.max(form.constant(), 0));
            Affine left = Affine.constant(Math.max(-form.constant(), 0));
            for (Map.Entry<Scalar, Long> term : form.terms().entrySet()) {
                Affine one = Affine.of(term.getKey()).times(Math.abs(term.getValue()));
                right = term.getValue() > 0 ? right.plus(one) : right;
                left = term.getValue() > 0 ? left : left.plus(one);
            }
            return left.isConstant()
                    ? "assume " + text(right) + " >= " + text(left) + ";"
                    : "assume " + text(left) + " <= " + text(right) + ";";
        });
    }

    private static boolean isOfSizes(Affine form) {
        return form.terms().keySet().stream()
                .allMatch(term -> term instanceof Leaf leaf && leaf.atom() instanceof SizeOf);
    }

    /** A form over lengths as it is written in values. */
    private static String text(Affine form) {
        StringBuilder text = new StringBuilder();
        for (boolean positive : new boolean[] {true, false}) {
            for (Map.Entry<Scalar, Long> term : form.terms().entrySet()) {
                if (term.getValue() > 0 == positive) {
                    long times = Math.abs(term.getValue());
                    text.append(text.isEmpty() ? positive ? "" : "-" : positive ? " + " : " - ")
                            .append(times == 1 ? "" : times + " * ")
                            .append(
                                    term.getKey() instanceof Leaf leaf && leaf.atom() instanceof SizeOf size
                                            ? "size(" + size.dim().name() + ")"
                                            : term.getKey().toString());
                }
            }
        }
        if (text.isEmpty()) {
            return Long.toString(form.constant());
        }
        return form.constant() == 0
                ? text.toString()
                : text + (form.constant() > 0 ? " + " : " - ") + Math.abs(form.constant());
    }
}
