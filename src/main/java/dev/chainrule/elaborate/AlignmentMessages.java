package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Tensor;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Why operands do not line up, and what to write instead. */
final class AlignmentMessages {

    private AlignmentMessages() {}

    /**
     * Neither has all dims of the other.
     *
     * @param all the operands around {@code at}, from left to right
     */
    static Diagnostic unlike(Span at, Operand a, Operand b, List<Expression> all, Scope scope) {
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.ALIGNMENT,
                        at,
                        "these operands do not line up: " + a.value().shape() + " and "
                                + b.value().shape())
                .labelled("neither has all the dimensions of the other");
        diagnostic = Operand.shown(diagnostic, a, b);
        List<Dim> onlyA = without(a.value().dims(), b.value().dims());
        List<Dim> onlyB = without(b.value().dims(), a.value().dims());
        if (onlyA.size() == 1
                && onlyB.size() == 1
                && onlyA.get(0).fixedLength().isPresent()
                && onlyA.get(0).fixedLength().equals(onlyB.get(0).fixedLength())) {
            diagnostic = diagnostic.note(onlyA.get(0) + " and " + onlyB.get(0)
                    + " are two dims, although both have the length "
                    + onlyA.get(0).fixedLength().getAsInt());
        }
        return diagnostic.hint(String.join("\n", hints(at, a, b, all, scope)));
    }

    private static List<Dim> without(List<Dim> dims, List<Dim> others) {
        return dims.stream().filter(dim -> !others.contains(dim)).distinct().toList();
    }

    private static List<String> hints(Span at, Operand a, Operand b, List<Expression> operands, Scope scope) {
        List<Dim> onlyA = without(a.value().dims(), b.value().dims());
        List<Dim> onlyB = without(b.value().dims(), a.value().dims());
        List<String> others = new ArrayList<>();
        otherwise(a, onlyA, onlyB, scope).ifPresent(others::add);
        otherwise(b, onlyB, onlyA, scope).ifPresent(others::add);
        List<String> hints = new ArrayList<>();
        if (!others.isEmpty()) {
            hints.add("declare " + String.join(" or ", others));
        }
        List<Dim> all = new ArrayList<>(a.value().dims());
        all.addAll(onlyB);
        Expression together = new Expression.Sum(
                at, operands, Collections.nCopies(operands.size(), false)); // only to walk all of them
        String every = hints.isEmpty() ? "for every pair, write " : "or, for every pair, ";
        hints.add(every
                + IndexedSpelling.of(together, at, all, scope)
                        .orElse("the equation with indices: pairs" + bound(all) + " = …"));
        return hints;
    }

    /**
     * {@code b1[hidden]}: what is declared with a dim that the other operand lacks probably has that in place of
     * one that only the other has, if there is just one that it may have.
     */
    private static Optional<String> otherwise(Operand operand, List<Dim> own, List<Dim> others, Scope scope) {
        if (own.size() != 1
                || !(operand.expression() instanceof Expression.Reference reference)
                || !(scope.find(reference.name()).orElse(null) instanceof Named.Array array)
                || array.tensor().role() == Tensor.Role.DEFINED) {
            return Optional.empty();
        }
        boolean parameter = array.tensor().role() == Tensor.Role.PARAMETER;
        List<Dim> fitting = others.stream()
                .filter(dim -> !parameter || dim.fixedLength().isPresent())
                .toList();
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        List<String> dims = new ArrayList<>();
        operand.value().dims().forEach(dim -> dims.add((own.contains(dim) ? fitting.get(0) : dim).name()));
        return Optional.of(reference.name() + dims);
    }

    private static String bound(List<Dim> dims) {
        String letters = "ijklmnopqrst";
        List<String> bound = new ArrayList<>();
        for (Dim dim : dims) {
            bound.add(letters.charAt(bound.size() % letters.length()) + ": " + dim.name());
        }
        return bound.toString();
    }

    /** One has a dim twice and the other once: it could be meant to line up with either. */
    static Diagnostic repeated(Span at, Operand a, Operand b, Dim dim) {
        return Operand.shown(
                        Diagnostic.of(
                                MeaningCodes.REPEATED_AXIS,
                                at,
                                "it is not clear which " + dim.name() + " is meant: "
                                        + a.value().shape() + " and "
                                        + b.value().shape()),
                        a,
                        b)
                .hint("write the equation with indices: h[i: " + dim.name() + ", j: " + dim.name() + "] = …");
    }

    /** {@code @} finds two dims where one is needed. */
    static Diagnostic contracted(Span at, Operand a, Operand b) {
        String last = last(a.value()).name();
        String first = b.value().dims().get(0).name();
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.CONTRACTION, at, "`@` can't contract " + last + " with " + first)
                .labelled("`@` sums over the last axis of the left side and the first of the right");
        return Operand.shown(diagnostic, a, b).hint(instead(a, b));
    }

    private static Dim last(Value value) {
        return value.dims().get(value.dims().size() - 1);
    }

    private static String instead(Operand a, Operand b) {
        List<Dim> shared = a.value().dims().stream()
                .filter(dim -> b.value().dims().contains(dim))
                .toList();
        if (!shared.isEmpty()) {
            String dim = shared.get(0).name();
            return "write dot[" + dim + "](" + a.text() + ", " + b.text() + "), which contracts " + dim
                    + " wherever it stands";
        }
        return "let " + b.text() + " begin with " + last(a.value()).name() + ", or multiply element by element with *";
    }

    /** One side of {@code @} is a number. */
    static Diagnostic withoutAxes(Span at, Operand a, Operand b) {
        return Operand.shown(
                        Diagnostic.of(
                                MeaningCodes.CONTRACTION,
                                at,
                                "`@` needs axes on both sides: here are "
                                        + a.value().shape() + " and "
                                        + b.value().shape()),
                        a,
                        b)
                .hint("multiply by a number with *");
    }

    /** A dim besides the contracted one is on both sides of {@code @}. */
    static Diagnostic inBothRests(Span at, Operand a, Operand b, Dim dim) {
        String contracted = last(a.value()).name();
        return Operand.shown(
                        Diagnostic.of(
                                MeaningCodes.REPEATED_AXIS,
                                at,
                                "both sides have the dim " + dim.name() + " besides " + contracted
                                        + ", which is contracted"),
                        a,
                        b)
                .hint("write dot[" + contracted + "](" + a.text() + ", " + b.text() + ") to line " + dim.name()
                        + " up, or indices for every pair");
    }
}
