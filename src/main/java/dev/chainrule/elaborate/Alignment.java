package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lines operands up by the names of their dims. Since a dim's axis has the same index everywhere, nothing is to be
 * rewritten: it is enough to see that one operand has all axes of the other.
 */
final class Alignment {

    private final Context context;

    Alignment(Context context) {
        this.context = context;
    }

    /** An operand and how to speak of it. */
    record Operand(Value value, Span span, List<Diagnostic.Label> declared) {}

    /** The axes of the result; empty if the operands do not line up, which is reported. */
    Optional<List<Axis>> of(Span at, List<Operand> operands) {
        List<Axis> axes = operands.get(0).value().axes();
        Operand widest = operands.get(0);
        for (Operand operand : operands.subList(1, operands.size())) {
            List<Axis> other = operand.value().axes();
            boolean within = axes.containsAll(other);
            boolean around = other.containsAll(axes);
            if (!within && !around) {
                report(at, widest, operand);
                return Optional.empty();
            }
            Optional<Dim> spread = spreadsRepeated(axes, other);
            if (spread.isPresent()) {
                reportRepeated(at, spread.get());
                return Optional.empty();
            }
            if (!within) {
                axes = other;
                widest = operand;
            }
        }
        return Optional.of(axes);
    }

    /** A dim that one operand has twice and the other once: it could be meant to line up with either. */
    private static Optional<Dim> spreadsRepeated(List<Axis> a, List<Axis> b) {
        List<Axis> larger = a.size() >= b.size() ? a : b;
        List<Axis> smaller = larger == a ? b : a;
        for (Axis axis : smaller) {
            long there =
                    larger.stream().filter(other -> other.dim() == axis.dim()).count();
            long here =
                    smaller.stream().filter(other -> other.dim() == axis.dim()).count();
            if (there > 1 && there != here || there > 1 && !larger.equals(smaller)) {
                return Optional.of(axis.dim());
            }
        }
        return Optional.empty();
    }

    private void report(Span at, Operand a, Operand b) {
        String left = Value.shape(a.value().dims());
        String right = Value.shape(b.value().dims());
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.ALIGNMENT, at, "these operands do not line up: " + left + " and " + right)
                .labelled("neither has all the dimensions of the other");
        for (Diagnostic.Label label : a.declared()) {
            diagnostic = diagnostic.with(label.at(), label.text());
        }
        for (Diagnostic.Label label : b.declared()) {
            diagnostic = diagnostic.with(label.at(), label.text());
        }
        String missing = b.value().dims().stream()
                .filter(dim -> !a.value().dims().contains(dim))
                .map(Dim::name)
                .collect(Collectors.joining(", "));
        context.report(diagnostic
                .note(a.span().text() + " is " + left + ", " + b.span().text() + " is " + right + "; the first lacks "
                        + missing)
                .hint("for every pair, write the equation with indices: name"
                        + outer(a.value().dims(), b.value().dims()) + " = …"));
    }

    private static String outer(List<Dim> a, List<Dim> b) {
        List<Dim> all = new java.util.ArrayList<>(a);
        b.stream().filter(dim -> !all.contains(dim)).forEach(all::add);
        String letters = "ijklmnopqrst";
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < all.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(letters.charAt(i % letters.length()))
                    .append(": ")
                    .append(all.get(i).name());
        }
        return text.append("]").toString();
    }

    private void reportRepeated(Span at, Dim dim) {
        context.report(Diagnostic.of(
                        MeaningCodes.REPEATED_AXIS,
                        at,
                        "one operand has the dim " + dim.name() + " twice, so it is not clear which is meant")
                .hint("write the equation with indices"));
    }
}
