package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random equations that read themselves, or each other, at an earlier or a later index. */
final class Recurrences {

    private final Scope scope;
    private final Chance chance;
    private final Body body;
    private final IndexedExpressions indexed;

    Recurrences(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
        this.indexed = new IndexedExpressions(scope);
    }

    void add() {
        switch (chance.below(6)) {
            case 0, 1 -> lags();
            case 2 -> together();
            case 3 -> everythingBefore();
            case 4 -> grid();
            default -> states();
        }
    }

    private String begin() {
        return chance.of("0", "1", "-0.5", chance.number());
    }

    private static String read(String tensor, List<Index> indices, int time, String at) {
        List<String> places = new ArrayList<>(indices.stream().map(Index::name).toList());
        places.set(time, at);
        return tensor + places;
    }

    /** One equation of one or two earlier, or later, elements. */
    private void lags() {
        List<Index> indices = body.bound(scope.axes(chance.between(1, 3), true));
        int time = chance.below(indices.size());
        String t = indices.get(time).name();
        String sign = chance.of(" - ", " + ");
        String name = scope.fresh("t");
        String before = read(name, indices, time, t + sign + "1");
        String previous = sign.equals(" - ") && chance.one(3)
                ? "(%s == 0 ? %s : %s)".formatted(t, indexed.number(1, without(indices, time)), before)
                : "(%s else %s)".formatted(before, begin());
        String more = chance.one(2)
                ? ""
                : " + 0.3 * (%s else %s)".formatted(read(name, indices, time, t + sign + "2"), begin());
        define(name, indices, Formulas.unary(chance, "0.7 * " + previous + more + " + " + indexed.number(2, indices)));
    }

    private static List<Index> without(List<Index> indices, int position) {
        List<Index> others = new ArrayList<>(indices);
        others.remove(position);
        return others;
    }

    private void define(String name, List<Index> indices, String value) {
        body.lines.add(name + Body.bindings(indices) + " = "
                + chance.of("tanh(%s)", "sin(%s)", "0.5 * softsign(%s)").formatted(value) + ";");
        scope.tensors.add(new Tensor(name, indices.stream().map(Index::dim).toList(), Optional.empty()));
    }

    /** Two or three equations that need each other. */
    private void together() {
        List<Dim> axes = scope.axes(chance.between(1, 2), true);
        int time = chance.below(axes.size());
        String sign = chance.of(" - ", " + ");
        int count = chance.between(2, 3);
        List<String> names = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            names.add(scope.fresh("t"));
        }
        List<List<Index>> bound = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            List<Index> indices = body.bound(axes);
            String t = indices.get(time).name();
            String other = names.get((k + 1) % count);
            String value = "0.5 * (%s else %s)".formatted(read(other, indices, time, t + sign + "1"), begin());
            if (k > 0 && chance.one(2)) { // of the same step, which is done already
                value += " + 0.4 * " + read(names.get(k - 1), indices, time, t);
            }
            if (chance.one(3)) {
                value += " * (%s else 1)".formatted(read(names.get(k), indices, time, t + sign + "2"));
            }
            bound.add(indices);
            values.add(value + " + " + indexed.number(1, indices));
        }
        for (int k = 0; k < count; k++) {
            define(names.get(k), bound.get(k), values.get(k));
        }
    }

    private void everythingBefore() {
        List<Index> indices = body.bound(scope.axes(chance.between(1, 2), true));
        int time = chance.below(indices.size());
        String t = indices.get(time).name();
        String name = scope.fresh("t");
        Index u = new Index(scope.fresh("i"), indices.get(time).dim(), 0);
        List<Index> all = new ArrayList<>(indices);
        all.add(u);
        String sum = chance.one(2)
                ? "sum[%s: %s](%s * %s)"
                        .formatted(u.name(), t, read(name, indices, time, u.name()), indexed.number(1, all))
                : "sum[%s: %s where %s %s %s](%s)"
                        .formatted(
                                u.name(),
                                u.dim().name(),
                                u.name(),
                                chance.of("<", ">"),
                                t,
                                Formulas.unary(chance, read(name, indices, time, u.name())));
        define(name, indices, sum + " + " + indexed.number(1, indices));
    }

    /** Over two axes at once. */
    private void grid() {
        List<Index> indices = body.bound(scope.axes(2, true));
        if (indices.size() < 2) {
            lags();
            return;
        }
        String name = scope.fresh("t");
        String i = indices.get(0).name();
        String j = indices.get(1).name();
        String up = "(%s[%s - 1, %s] else %s)".formatted(name, i, j, begin());
        String left = "(%s[%s, %s - 1] else %s)".formatted(name, i, j, begin());
        String both = chance.of("max(%s, %s)", "min(%s, %s)", "0.4 * (%s + %s)", "%s * %s")
                .formatted(up, left);
        define(name, indices, both + " + " + indexed.number(1, indices));
    }

    /** A state of several numbers, mixed by a matrix at each step. */
    private void states() {
        List<Dim> axes = scope.axes(2, false);
        if (axes.size() < 2) {
            lags();
            return;
        }
        Dim units = axes.get(1);
        List<Index> indices = body.bound(axes);
        Index k = new Index(scope.fresh("i"), units, 0);
        String t = indices.get(0).name();
        String matrix = scope.reals().stream()
                .filter(tensor -> tensor.axes().equals(List.of(units, units)))
                .findFirst()
                .orElseGet(() -> {
                    List<Index> square = body.bound(List.of(units, units));
                    return body.define(square, "0.6 * sin(" + indexed.number(1, square) + " + 0.5)");
                })
                .name();
        String name = scope.fresh("t");
        String sign = chance.of(" - ", " + ");
        String mixed = "sum[%s: %s]((%s[%s%s1, %s] else %s) * %s[%s, %s])"
                .formatted(
                        k.name(),
                        units.name(),
                        name,
                        t,
                        sign,
                        k.name(),
                        begin(),
                        matrix,
                        k.name(),
                        indices.get(1).name());
        define(name, indices, mixed + " + " + indexed.number(2, indices));
    }
}
