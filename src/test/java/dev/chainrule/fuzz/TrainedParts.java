package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Random statements that only networks have: draws, state and its updates, hypers, and what differs while they train. */
final class TrainedParts {

    private final Scope scope;
    private final Chance chance;
    private final Body body;
    private final IndexedExpressions indexed;
    private final ArrayExpressions arrays;
    private final List<String> rates = new ArrayList<>();
    private final List<Tensor> states = new ArrayList<>();

    TrainedParts(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
        this.indexed = new IndexedExpressions(scope);
        this.arrays = new ArrayExpressions(scope, body);
    }

    /** Masks and noise, each with readers that must see the same numbers on the way back. */
    void drawn() {
        List<Dim> axes = scope.axes(chance.between(1, 3), false);
        List<Index> indices = body.bound(axes);
        switch (chance.below(6)) {
            case 0 -> twice(indices, "dropout(%s, %s)".formatted(indexed.number(2, indices), rate()));
            case 1 -> twice(indices, "dropout(%s, %s)".formatted(arrays.ordered(axes), rate()));
            case 2 -> {
                String dims = axes.stream().map(Dim::name).collect(Collectors.joining(", "));
                twice(indices, "%s + 0.3 * noise[%s]()".formatted(arrays.array(1, axes), dims));
            }
            case 3 -> twice(indices, "(%s) * (1 + 0.2 * noise())".formatted(indexed.number(2, indices)));
            case 4 -> {
                String array = arrays.ordered(axes);
                twice(indices, "%s * sin(noise(%s))".formatted(array, array));
            }
            default -> drawnInside();
        }
    }

    private void twice(List<Index> indices, String value) {
        Tensor drawn = body.define(indices, value);
        if (chance.one(2)) {
            List<Index> own = body.bound(drawn.axes());
            String read = drawn.name() + Body.places(own);
            body.define(own, Formulas.binary(chance, Formulas.unary(chance, read), read));
        }
    }

    /** Under a reduction, or in a function that is called at two sites. */
    private void drawnInside() {
        List<Index> indices = body.bound(scope.axes(chance.between(0, 2), true));
        if (chance.one(2)) {
            Index k = new Index(scope.fresh("i"), chance.of(scope.dims), 0);
            List<Index> all = new ArrayList<>(indices);
            all.add(k);
            body.define(
                    indices,
                    "sum[%s: %s](dropout(%s, %s) + 0.1 * noise())"
                            .formatted(k.name(), k.dim().name(), indexed.number(2, all), rate()));
            return;
        }
        String name = scope.fresh("f");
        body.declarations.add("fn %s(x, rate = 0.4) = dropout(%s, rate);".formatted(name, Formulas.unary(chance, "x")));
        for (int k = 0; k < 2; k++) {
            String call = chance.of("%s(%s)", "%s(%s, 0.25)").formatted(name, indexed.number(1, indices));
            body.define(indices, Formulas.bounded(chance, call));
        }
    }

    private String rate() {
        if (rates.isEmpty() && chance.one(2)) {
            rates.add(hyper(chance.of("0.25", "0.5", "0.1")));
        }
        return rates.isEmpty() || chance.one(2) ? chance.of("0.5", "0.2", "0.75") : rates.get(0);
    }

    private String hyper(String value) {
        String name = scope.fresh("h");
        body.lines.add("hyper " + name + " = " + value + ";");
        return name;
    }

    /** What training keeps: the running mean of something, which is read in its place when nothing trains. */
    void stateful() {
        if (chance.one(3)) {
            normalised();
            return;
        }
        List<Dim> axes = scope.axes(chance.between(0, 2), false).stream()
                .filter(dim -> dim.text().isPresent())
                .toList();
        List<Index> indices = body.bound(axes);
        Tensor now = body.define(indices, Formulas.bounded(chance, indexed.number(2, indices)));
        Tensor state = new Tensor(scope.fresh("s"), axes, Optional.empty());
        body.lines.add("state " + state.name() + names(axes) + " = "
                + chance.of("zeros()", "ones()", "normal(0, 1)", "0.5") + ";");
        List<Index> own = body.bound(axes);
        body.define(
                own,
                chance.of(
                                "(training ? %s : %s)",
                                "%s - 0.5 * tanh(%s)", "%s * (1 + %s)", "(training ? 2 : 1) * %s + %s")
                        .formatted(now.name() + Body.places(own), state.name() + Body.places(own)));
        update(state, now);
        scope.tensors.add(state);
        states.add(state);
    }

    private static String names(List<Dim> axes) {
        return axes.isEmpty() ? "" : axes.stream().map(Dim::name).toList().toString();
    }

    /** Reads, perhaps, what an update before has made of another state. */
    private void update(Tensor state, Tensor now) {
        String more = states.isEmpty() || chance.one(2)
                ? ""
                : " + 0.1 * sum(" + chance.of(states).name() + ")";
        if (chance.one(2)) {
            body.lines.add("update %1$s = 0.9 * %1$s + 0.1 * %2$s%3$s;".formatted(state.name(), now.name(), more));
            return;
        }
        List<Index> indices = body.bound(state.axes());
        String at = Body.places(indices);
        body.lines.add("update %s%s = %s%s;"
                .formatted(
                        state.name(),
                        Body.bindings(indices),
                        "0.8 * sin(%s) + 0.2 * %s".formatted(state.name() + at, now.name() + at),
                        more));
    }

    /** A module with state, of the program's own or of the library. */
    private void normalised() {
        List<Dim> fixed =
                scope.dims.stream().filter(dim -> dim.text().isPresent()).toList();
        List<Dim> rows = scope.dims.stream().filter(Dim::inhabited).toList();
        if (fixed.isEmpty() || rows.isEmpty()) {
            tuned();
            return;
        }
        Dim features = chance.of(fixed);
        Dim batch = chance.of(rows);
        if (batch.equals(features)) {
            tuned();
            return;
        }
        String module = "BatchNorm[%s, %s](epsilon = 0.3)";
        if (chance.one(2)) {
            String own = scope.fresh("M");
            module = own + "[%s, %s](momentum = 0.2)";
            body.declarations.add(
                    """
                    module %s[b, f](x, momentum = 0.1) {
                      state seen[f] = zeros();
                      now = mean[b](x);
                      update seen = (1 - momentum) * seen + momentum * now;
                      return %s;
                    }""".formatted(own, chance.of("x - (training ? now : seen)", "tanh(x) * (1 + seen) + now")));
        }
        String array = arrays.ordered(List.of(batch, features));
        String instance = scope.fresh("m");
        body.lines.add("%s = new %s;".formatted(instance, module.formatted(batch.name(), features.name())));
        List<Dim> axes = List.of(batch, features);
        Tensor first = body.define(body.bound(axes), "%s(%s)".formatted(instance, array));
        if (chance.one(3)) {
            body.define(body.bound(axes), "%s(sin(%s))".formatted(instance, first.name()));
        }
    }

    /** A number that can be set, the number of the step, or a choice of what trains. */
    void tuned() {
        Tensor hyper = new Tensor(hyper(chance.number()), List.of(), Optional.empty());
        scope.tensors.add(hyper);
        List<Index> indices = body.bound(scope.axes(chance.between(0, 2), true));
        String one = indexed.number(2, indices);
        String shape = chance.of(
                "%1$s * (%2$s)",
                "(training ? %1$s : 1) * (%2$s)",
                "(%2$s) / (1 + 0.1 * step) + %1$s",
                "(step < 1 ? %1$s : sin(%2$s))",
                "(training ? %2$s : cos(%2$s))");
        body.define(indices, Formulas.bounded(chance, shape.formatted(hyper.name(), one)));
    }
}
