package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Random numbers as formulas over bound indices. */
final class IndexedExpressions {

    private static final int MOST_INDICES = 4;

    private final Scope scope;
    private final Chance chance;

    /** A subscript, and whether it is known to stay inside. */
    private record Subscript(String text, boolean inside) {}

    IndexedExpressions(Scope scope) {
        this.scope = scope;
        this.chance = scope.chance;
    }

    /** A number that may depend on indices. */
    String number(int depth, List<Index> bound) {
        if (depth <= 0) {
            return leaf(bound);
        }
        return switch (chance.below(9)) {
            case 0, 1 -> Formulas.unary(chance, number(depth - 1, bound));
            case 2, 3, 4 -> Formulas.binary(chance, number(depth - 1, bound), number(depth - 2, bound));
            case 5 -> Formulas.guarded(chance, number(depth - 2, bound), number(depth - 2, bound));
            case 6 -> placed(depth, bound);
            default -> bound.size() < MOST_INDICES ? reduction(depth, bound) : leaf(bound);
        };
    }

    /** A choice by where one is. */
    private String placed(int depth, List<Index> bound) {
        if (bound.isEmpty()) {
            return Formulas.unary(chance, number(depth - 1, bound));
        }
        String i = chance.of(bound).name();
        String j = chance.of(bound).name();
        String condition = chance.of(
                i + " == 0",
                i + " < " + j,
                i + " != " + j,
                i + " >= " + j + " && " + i + " > 0",
                "mod(" + i + ", 2) == 0");
        return "(%s ? %s : %s)".formatted(condition, number(depth - 1, bound), number(depth - 2, bound));
    }

    private String reduction(int depth, List<Index> bound) {
        Dim dim = chance.of(scope.dims);
        Index index = new Index(scope.fresh("i"), dim, 0);
        List<Index> inside = with(bound, index);
        String body = number(depth - 1, inside);
        String range = index.name() + ": " + dim.name();
        if (!dim.inhabited() || chance.one(2)) {
            return sum(depth, bound, dim, body, range);
        }
        return chance.of(
                        "max[%s](%s)",
                        "min[%s](%s)",
                        "mean[%s](%s)",
                        "logsumexp[%s](%s)",
                        "variance[%s](%s)",
                        "log(sum[%s](exp(%s)))",
                        "prod[%s](1 + 0.3 * sin(%s))")
                .formatted(range, body);
    }

    private String sum(int depth, List<Index> bound, Dim dim, String body, String range) {
        Optional<Index> same =
                bound.stream().filter(index -> index.dim().equals(dim)).findFirst();
        String where = same.filter(any -> chance.one(2))
                .map(index -> " where " + range.substring(0, range.indexOf(':'))
                        + chance.of(" < ", " <= ", " != ", " > ") + index.name())
                .orElse("");
        if (bound.size() < MOST_INDICES - 1 && chance.one(4)) {
            Dim other = chance.of(scope.dims);
            Index more = new Index(scope.fresh("i"), other, 0);
            return "sum[%s, %s: %s%s]((%s) * %s)"
                    .formatted(range, more.name(), other.name(), where, body, number(depth - 2, with(bound, more)));
        }
        return "%s[%s%s](%s)".formatted(chance.one(5) ? "prod" : "sum", range, where, Formulas.bounded(chance, body));
    }

    private static List<Index> with(List<Index> bound, Index index) {
        List<Index> more = new ArrayList<>(bound);
        more.add(index);
        return more;
    }

    private String leaf(List<Index> bound) {
        if (chance.one(8)) {
            return chance.number();
        }
        if (chance.one(8) && !bound.isEmpty()) {
            return "(0.2 * " + chance.of(bound).name() + ")";
        }
        return chance.one(20) ? "(0.1 * size(" + chance.of(scope.dims).name() + "))" : read(scope.real(), bound);
    }

    /** A read of a tensor at places made of the indices. */
    String read(Tensor tensor, List<Index> bound) {
        if (tensor.axes().isEmpty()) {
            return tensor.name();
        }
        List<Subscript> subscripts =
                tensor.axes().stream().map(dim -> subscript(dim, bound)).toList();
        String text =
                tensor.name() + subscripts.stream().map(Subscript::text).collect(Collectors.joining(", ", "[", "]"));
        return subscripts.stream().allMatch(Subscript::inside)
                ? text
                : "(" + text + " else " + chance.of("0", "1", "-0.5", chance.number()) + ")";
    }

    private Subscript subscript(Dim dim, List<Index> bound) {
        List<Index> own =
                bound.stream().filter(index -> index.dim().equals(dim)).toList();
        List<Tensor> given = scope.indicesOf(dim).stream()
                .filter(tensor -> plain(tensor, bound).isPresent())
                .toList();
        if (!given.isEmpty() && chance.one(3)) {
            return new Subscript(plain(chance.of(given), bound).orElseThrow(), true);
        }
        if (!own.isEmpty()) {
            Index index = chance.of(own);
            return chance.one(3) ? moved(index) : new Subscript(index.name(), true);
        }
        if (!bound.isEmpty() && chance.one(2)) {
            return far(bound);
        }
        return new Subscript("0", dim.inhabited());
    }

    /** Another place of the index's own dim. */
    private Subscript moved(Index index) {
        String i = index.name();
        String length = index.dim().name();
        if (index.below() > 0 && chance.one(2)) {
            return new Subscript(i + " + 1", true);
        }
        return switch (chance.below(9)) {
            case 0 -> new Subscript(i + " - 1", false);
            case 1 -> new Subscript(i + " + 1", false);
            case 2 -> new Subscript(length + " - 1 - " + i, true);
            case 3 -> new Subscript("(" + i + " > 0 ? " + i + " - 1 : 0)", true);
            case 4 ->
                index.dim().inhabited()
                        ? new Subscript("mod(" + i + " + " + chance.between(1, 3) + ", " + length + ")", true)
                        : new Subscript("div(" + i + ", 2)", true);
            case 5 -> new Subscript("div(" + i + ", 2)", true);
            case 6 -> new Subscript("max(" + i + " - 1, 0)", true);
            case 7 -> new Subscript("2 * " + i + " - 1", false);
            default -> new Subscript("min(" + i + " + 1, " + length + " - 1)", true);
        };
    }

    /** A place that is computed from any indices. */
    private Subscript far(List<Index> bound) {
        String i = chance.of(bound).name();
        String j = chance.of(bound).name();
        return new Subscript(
                chance.of(
                        i,
                        i + " - 1",
                        i + " + " + j,
                        i + " - " + j,
                        i + " + " + j + " - 1",
                        "2 * " + i + " + " + j + " - 1",
                        "2 * " + i + " + 1",
                        "abs(" + i + " - " + j + ")",
                        "3 - " + i),
                false);
    }

    /** An element of a tensor of indices, each axis at an index of its own dim, if there are such. */
    private Optional<String> plain(Tensor tensor, List<Index> bound) {
        List<String> subscripts = new ArrayList<>();
        for (Dim dim : tensor.axes()) {
            Optional<Index> own =
                    bound.stream().filter(index -> index.dim().equals(dim)).findFirst();
            if (own.isEmpty()) {
                return Optional.empty();
            }
            subscripts.add(own.get().name());
        }
        return Optional.of(tensor.name() + (subscripts.isEmpty() ? "" : subscripts.toString()));
    }
}
