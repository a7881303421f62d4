package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds random statements to a body, kind by kind. */
final class Statements {

    private final Scope scope;
    private final Chance chance;
    private final Body body;
    private final IndexedExpressions indexed;
    private final ArrayExpressions arrays;
    private final Recurrences recurrences;
    private final Applications applications;
    private final TrainedParts trained;

    Statements(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
        this.indexed = new IndexedExpressions(scope);
        this.arrays = new ArrayExpressions(scope, body);
        this.recurrences = new Recurrences(scope, body);
        this.applications = new Applications(scope, body);
        this.trained = new TrainedParts(scope, body);
    }

    /** Adds one of this kind, or a few that belong together. */
    void add(Policy.Statement kind) {
        switch (body.network ? kind : kind.orOfFunctions()) {
            case INDEXED -> indexed();
            case ARRAY -> array(arrays.array(chance.between(1, 3), axes()));
            case CONTRACTED -> contracted();
            case REDUCED -> reduced();
            case CHAIN -> chain();
            case SHARED -> shared();
            case WINDOWED -> windowed();
            case GATHERED -> gathered();
            case TRIANGULAR -> triangular();
            case RECURRENT -> recurrences.add();
            case GUARDED -> guarded();
            case APPLIED -> applications.add();
            case DERIVED -> derived();
            case DRAWN -> trained.drawn();
            case STATEFUL -> trained.stateful();
            case TUNED -> trained.tuned();
        }
    }

    private List<Dim> axes;

    private List<Dim> axes() {
        axes = scope.axes(chance.between(0, 3), false);
        return axes;
    }

    /** The right side of {@link #axes}; the left side binds them, so that their order is known. */
    private void array(String value) {
        List<Index> indices = body.bound(axes);
        body.define(indices, Formulas.bounded(chance, value));
    }

    private void indexed() {
        List<Index> indices = body.bound(scope.axes(chance.between(0, 3), true));
        body.define(indices, Formulas.bounded(chance, indexed.number(chance.between(1, 3), indices)));
    }

    private void contracted() {
        List<Dim> wanted = scope.axes(chance.between(1, 3), false);
        String product = arrays.contracted(chance.between(1, 2), wanted);
        body.define(
                body.bound(wanted),
                chance.of("%s", "tanh(%s)", "relu(%s)", "0.3 * (%s)").formatted(product));
    }

    private void reduced() {
        List<Dim> wanted = scope.axes(chance.between(0, 2), false);
        body.define(body.bound(wanted), arrays.reduced(chance.between(1, 3), wanted));
    }

    private void chain() {
        Tensor tensor = scope.real();
        int length = chance.one(6) ? chance.between(10, 30) : chance.between(2, 8);
        List<Index> first = body.bound(tensor.axes());
        if (chance.one(3)) {
            String long1 = tensor.name() + Body.places(first);
            StringBuilder sum = new StringBuilder(long1);
            for (int k = 0; k < 2 * length; k++) {
                sum.append(chance.of(" + ", " - ", " + 0.5 * "))
                        .append(Formulas.unary(chance, indexed.read(scope.real(), first)));
            }
            body.define(first, "0.1 * (" + sum + ")");
            return;
        }
        for (int k = 0; k < length; k++) {
            List<Index> indices = body.bound(tensor.axes());
            String before = tensor.name() + Body.places(indices);
            String next = Formulas.bounded(chance, Formulas.unary(chance, before));
            tensor = body.define(
                    indices, chance.one(4) ? next + " + 0.3 * " + indexed.read(scope.real(), indices) : next);
        }
    }

    private void shared() {
        List<Index> indices = body.bound(scope.axes(chance.between(1, 2), true));
        String dear = chance.of("exp(sin(%s))", "tanh(%s)", "sigmoid(%s)", "log(2 + sin(%s))", "sqrt(2 + cos(%s))")
                .formatted(indexed.number(2, indices));
        int readers = chance.between(2, 5);
        for (int k = 0; k < readers; k++) {
            body.define(indices, Formulas.binary(chance, dear, indexed.number(1, indices)));
        }
        Tensor common = body.define(indices, dear);
        for (int k = 0; k < readers; k++) {
            List<Index> own = body.bound(common.axes());
            body.define(own, Formulas.unary(chance, common.name() + Body.places(own)));
        }
    }

    private void windowed() {
        Tensor tensor = scope.real();
        List<Index> indices = body.bound(tensor.axes().isEmpty() ? scope.axes(1, true) : tensor.axes());
        Dim window = chance.of(scope.dims);
        Index u = new Index(scope.fresh("i"), window, 0);
        List<Index> all = new ArrayList<>(indices);
        all.add(u);
        List<String> places = new ArrayList<>();
        for (int axis = 0; axis < tensor.axes().size(); axis++) {
            String i = indices.get(axis).name();
            places.add(
                    axis == tensor.axes().size() - 1 || chance.one(2)
                            ? chance.of("%s + %s - 1", "2 * %s + %s", "2 * %s + %s - 1", "%s - %s", "%s + 2 * %s - 2")
                                    .formatted(i, u.name())
                            : i);
        }
        String read = places.isEmpty() ? tensor.name() : "(" + tensor.name() + places + " else 0)";
        String combined = window.inhabited() && chance.one(3)
                ? "max[%s: %s](%s)".formatted(u.name(), window.name(), read)
                : "sum[%s: %s](%s * %s)".formatted(u.name(), window.name(), read, indexed.read(scope.real(), all));
        body.define(indices, Formulas.bounded(chance, combined));
    }

    private void gathered() {
        if (chance.one(3)) {
            List<Tensor> sources = scope.reals().stream()
                    .filter(tensor -> tensor.aligns()
                            && !tensor.axes().isEmpty()
                            && tensor.axes().stream().allMatch(Dim::inhabited))
                    .toList();
            if (!sources.isEmpty()) {
                Tensor source = chance.of(sources);
                Dim dim = chance.of(source.axes());
                List<Dim> rest = new ArrayList<>(source.axes());
                rest.remove(dim);
                body.define(
                        "%s[%s](%s)".formatted(chance.of("argmax", "argmin"), dim.name(), source.name()),
                        rest,
                        Optional.of(dim));
            }
        }
        List<Dim> wanted = scope.axes(chance.between(1, 2), false);
        body.define(
                body.bound(wanted), Formulas.bounded(chance, arrays.picked(wanted) + " + " + arrays.array(1, wanted)));
    }

    private void triangular() {
        Dim dim = chance.of(scope.dims);
        Index i = new Index(scope.fresh("i"), dim, 0);
        Index j = new Index(scope.fresh("i"), dim, 0);
        List<Index> both = List.of(i, j);
        switch (chance.below(6)) {
            case 0 ->
                body.define(
                        List.of(i),
                        "sum[%s: %s](%s)"
                                .formatted(j.name(), i.name(), Formulas.bounded(chance, indexed.number(2, both))));
            case 1 ->
                body.define(
                        List.of(i),
                        "%s[%s: %s + 1](%s)"
                                .formatted(
                                        chance.of("sum", "max", "min", "prod"),
                                        j.name(),
                                        i.name(),
                                        Formulas.bounded(chance, indexed.number(2, both))));
            case 2 ->
                body.define(
                        List.of(),
                        "sum[%s: %s, %s: %s where %s < %s](%s)"
                                .formatted(
                                        i.name(),
                                        dim.name(),
                                        j.name(),
                                        dim.name(),
                                        i.name(),
                                        j.name(),
                                        Formulas.bounded(chance, indexed.number(2, both))));
            case 3 -> {
                Index shorter = new Index(i.name(), dim, 1);
                body.define(
                        List.of(),
                        "sum[%s: %s - 1](%s)".formatted(i.name(), dim.name(), indexed.number(2, List.of(shorter))));
            }
            case 4 ->
                body.define(
                        List.of(),
                        "sum[%s: %s, %s: %s](%s)"
                                .formatted(
                                        i.name(),
                                        dim.name(),
                                        j.name(),
                                        dim.name() + " - " + i.name(),
                                        Formulas.bounded(chance, indexed.number(2, both))));
            default -> packed(dim, i, j);
        }
    }

    /** A triangle whose rows lie one after the other. */
    private void packed(Dim dim, Index i, Index j) {
        String triangle = scope.fresh("d");
        String rows = scope.fresh("x");
        body.lines.add(0, "dim %s = %s * (%s + 1) / 2;".formatted(triangle, dim.name(), dim.name()));
        String axis = rows + "[" + triangle + "]";
        if (!body.network) {
            body.arguments.add(axis);
        } else {
            body.lines.add(1, dim.text().isPresent() ? "param " + axis + " = normal(0, 0.5);" : "input " + axis + ";");
        }
        body.define(
                List.of(i),
                "sum[%s: %s + 1](%s[%s * (%s + 1) / 2 + %s] * %s)"
                        .formatted(
                                j.name(),
                                i.name(),
                                rows,
                                i.name(),
                                i.name(),
                                j.name(),
                                indexed.number(1, List.of(i, j))));
    }

    private void guarded() {
        List<Index> indices = body.bound(scope.axes(chance.between(0, 2), true));
        String at = Body.places(indices);
        String x = body.define(indices, Formulas.bounded(chance, indexed.number(2, indices)))
                        .name()
                + at;
        String unsafe = scope.fresh("s");
        String[] pair = chance.of(
                new String[] {"log(%s)", "%s > 0"},
                new String[] {"sqrt(%s)", "%s > 0"},
                new String[] {"1 / %s", "abs(%s) > 0.2"},
                new String[] {"acosh(1 + %s)", "%s > 0.1"},
                new String[] {"(%s)^0.5 * log(%1$s)", "%s > 0"});
        body.lines.add(unsafe + Body.bindings(indices) + " = " + pair[0].formatted(x) + ";");
        body.define(indices, "(%s ? %s : %s)".formatted(pair[1].formatted(x), unsafe + at, indexed.number(1, indices)));
    }

    private void derived() {
        Tensor by = scope.real();
        List<Index> indices = body.bound(by.axes());
        String own = by.name() + Body.places(indices);
        String term = Formulas.binary(chance, Formulas.unary(chance, own), indexed.number(1, indices));
        String value = indices.isEmpty() ? term : "sum%s(%s)".formatted(Body.bindings(indices), term);
        body.define("grad[%s](%s)".formatted(by.name(), value), by.axes(), Optional.empty());
    }
}
