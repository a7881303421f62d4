package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random arrays as formulas without indices, which line up by name. */
final class ArrayExpressions {

    private static final int MOST_AXES = 3;

    private final Scope scope;
    private final Chance chance;
    private final Body body;
    private final IndexedExpressions indexed;

    ArrayExpressions(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
        this.indexed = new IndexedExpressions(scope);
    }

    /** An array with exactly these axes, in some order. */
    String array(int depth, List<Dim> axes) {
        if (depth <= 0) {
            return leaf(axes);
        }
        return switch (chance.below(10)) {
            case 0 -> Formulas.unary(chance, array(depth - 1, axes));
            case 1, 2 -> spread(depth, axes);
            case 3 -> Formulas.guarded(chance, array(depth - 2, axes), array(depth - 2, axes));
            case 4, 5 -> reduced(depth, axes);
            case 6 -> normalised(depth, axes);
            case 7 -> contracted(depth, axes);
            case 8 -> picked(axes);
            default -> leaf(axes);
        };
    }

    /** Two arrays, one of which has all axes, the other some. */
    private String spread(int depth, List<Dim> axes) {
        String whole = array(depth - 1, axes);
        String part = array(depth - 2, chance.shuffled(axes).subList(0, chance.between(0, axes.size())));
        return chance.one(2) ? Formulas.binary(chance, whole, part) : Formulas.binary(chance, part, whole);
    }

    /** More axes, reduced. */
    String reduced(int depth, List<Dim> axes) {
        Optional<Dim> more = other(axes);
        if (more.isEmpty() || axes.size() >= MOST_AXES) {
            return Formulas.unary(chance, array(depth - 1, axes));
        }
        List<Dim> all = chance.shuffled(
                Stream.concat(axes.stream(), Stream.of(more.get())).toList());
        String inner = array(depth - 1, all);
        List<String> shapes = new ArrayList<>(
                List.of("sum[%s](%s)", "sum[%s](%s)", "prod[%s](1 + 0.3 * tanh(%s))", "sqrt(1 + sum[%s]((%s)^2))"));
        if (more.get().inhabited()) {
            shapes.addAll(List.of(
                    "max[%s](%s)",
                    "min[%s](%s)",
                    "mean[%s](%s)",
                    "logsumexp[%s](%s)",
                    "log(sum[%s](exp(%s)))",
                    "variance[%s](%s)",
                    "norm1[%s](%s)"));
        }
        return chance.of(shapes).formatted(more.get().name(), inner);
    }

    private String normalised(int depth, List<Dim> axes) {
        List<Dim> inhabited = axes.stream().filter(Dim::inhabited).toList();
        if (inhabited.isEmpty()) {
            return spread(depth, axes);
        }
        return chance.of(
                        "softmax[%s](%s)",
                        "log_softmax[%s](%s)",
                        "log(softmax[%s](%s))",
                        "rms_norm[%s](%s, epsilon = 0.1)",
                        "layer_norm[%s](%s, epsilon = 0.1)")
                .formatted(chance.of(inhabited).name(), array(depth - 1, axes));
    }

    /** {@code a @ b} or {@code dot[d](a, b)}. */
    String contracted(int depth, List<Dim> axes) {
        Optional<Dim> more = other(axes);
        if (more.isEmpty()) {
            return leaf(axes);
        }
        int cut = chance.between(0, axes.size());
        List<Dim> left = new ArrayList<>(axes.subList(0, cut));
        left.add(more.get());
        List<Dim> right = new ArrayList<>(List.of(more.get()));
        right.addAll(axes.subList(cut, axes.size()));
        if (left.size() > MOST_AXES || right.size() > MOST_AXES) {
            return leaf(axes);
        }
        return chance.one(3)
                ? "dot[%s](%s, %s)".formatted(more.get().name(), array(depth - 1, left), array(depth - 1, right))
                : "(%s @ %s)".formatted(ordered(left), ordered(right));
    }

    /** An element of one more axis. */
    String picked(List<Dim> axes) {
        Optional<Dim> more = other(axes);
        if (more.isEmpty() || axes.size() >= MOST_AXES) {
            return leaf(axes);
        }
        Dim dim = more.get();
        List<Dim> all = new ArrayList<>(axes);
        all.add(dim);
        List<Tensor> given = scope.indicesOf(dim).stream()
                .filter(tensor -> axes.containsAll(tensor.axes()) && tensor.aligns())
                .toList();
        String from = ordered(chance.shuffled(all));
        if (!given.isEmpty() && chance.one(2)) {
            return "%s[%s = %s]".formatted(from, dim.name(), chance.of(given).name());
        }
        if (!dim.inhabited()) {
            return "(%s[%s = 1] else %s)".formatted(from, dim.name(), chance.number());
        }
        return chance.one(2)
                ? "%s[%s = %s[%s](%s)]"
                        .formatted(from, dim.name(), chance.of("argmax", "argmin"), dim.name(), array(0, all))
                : "%s[%s = 0]".formatted(from, dim.name());
    }

    private Optional<Dim> other(List<Dim> axes) {
        List<Dim> others =
                scope.dims.stream().filter(dim -> !axes.contains(dim)).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(chance.of(others));
    }

    /** A tensor with these axes in any order, or a number. */
    private String leaf(List<Dim> axes) {
        List<Tensor> fitting = scope.reals().stream()
                .filter(tensor -> tensor.aligns()
                        && tensor.axes().size() == axes.size()
                        && new HashSet<>(tensor.axes()).containsAll(axes))
                .toList();
        if (axes.isEmpty() && (fitting.isEmpty() || chance.one(3))) {
            return chance.one(2)
                    ? chance.number()
                    : chance.of("sum(%s)", "sum(tanh(%s))")
                            .formatted(scope.real().name());
        }
        return fitting.isEmpty()
                ? ordered(axes)
                : chance.of(fitting.subList(Math.max(0, fitting.size() - 3), fitting.size()))
                        .name();
    }

    /** The name of a tensor with these axes in this order; if there is none, one is defined. */
    String ordered(List<Dim> axes) {
        List<Tensor> fitting = scope.reals().stream()
                .filter(tensor -> tensor.axes().equals(axes))
                .toList();
        if (!fitting.isEmpty()) {
            return chance.of(fitting).name();
        }
        List<Index> indices = body.bound(axes);
        String places = indices.stream().map(Index::name).collect(Collectors.joining(" + ", "0.1 * (", ")"));
        return body.define(indices, "sin(" + indexed.number(1, indices) + " + " + places + ") + 0.2")
                .name();
    }
}
