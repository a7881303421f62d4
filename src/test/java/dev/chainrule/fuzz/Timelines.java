package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Random recurrences that can be computed segment by segment: all forwards along one axis, with whatever goes along with
 * their steps; outside of it only sums over all steps, or the last one, are read.
 */
final class Timelines {

    private static final int MOST_OTHER_AXES = 2;

    private final Chance chance;
    private final Scope scope;
    private final Scope given;
    private final Body body;
    private final IndexedExpressions outside;
    private final Dim time;
    private final List<Dim> others;
    private final List<Tensor> along = new ArrayList<>();

    /** From here on nothing else may be added to the body. */
    Timelines(Scope scope, Body body) {
        this.chance = scope.chance;
        this.scope = scope;
        this.body = body;
        this.time = chance.one(2) ? chance.of(scope.dims) : longer();
        this.others = scope.dims.stream().filter(dim -> !dim.equals(time)).toList();
        this.given = scope.copy();
        this.outside = new IndexedExpressions(given);
    }

    /** More steps than the other dims have elements, and an input that has them. */
    private Dim longer() {
        String name = scope.fresh("d");
        String input = scope.fresh("x");
        int length = chance.between(5, 9);
        List<Dim> axes = new ArrayList<>(scope.axes(chance.between(0, 1), false));
        Dim dim = new Dim(name, Optional.of(String.valueOf(length)), true);
        axes.add(chance.below(axes.size() + 1), dim);
        body.lines.add(0, "dim " + name + " = " + length + ";");
        body.lines.add(1, "input " + input + axes.stream().map(Dim::name).toList() + ";");
        scope.dims.add(dim);
        scope.tensors.add(new Tensor(input, axes, Optional.empty()));
        return dim;
    }

    void add() {
        switch (along.isEmpty() ? chance.below(3) : chance.below(6)) {
            case 0, 1 -> define(indices(), true);
            case 2 -> together();
            case 3, 4 -> define(indices(), false);
            default -> sums();
        }
    }

    private List<Index> indices() {
        List<Dim> axes = new ArrayList<>();
        for (int k = chance.between(0, MOST_OTHER_AXES); k > 0 && !others.isEmpty(); k--) {
            Dim dim = chance.of(others);
            if (!axes.contains(dim)) {
                axes.add(dim);
            }
        }
        axes.add(chance.below(axes.size() + 1), time);
        return body.bound(axes);
    }

    /** An equation for each step; a recurrence, if it reads itself. */
    private void define(List<Index> indices, boolean itself) {
        Tensor tensor =
                new Tensor(scope.fresh("t"), indices.stream().map(Index::dim).toList(), Optional.empty());
        String value = itself ? "0.7 * " + read(tensor, indices, chance.between(1, 3)) + " + " : "";
        add(tensor, indices, value + mixed(indices));
    }

    private void add(Tensor tensor, List<Index> indices, String value) {
        String noise = chance.one(6) ? " + 0.1 * noise()" : "";
        body.lines.add(tensor.name() + Body.bindings(indices) + " = "
                + chance.of("tanh(%s)", "sin(%s)", "0.5 * softsign(%s)").formatted(value + noise) + ";");
        along.add(tensor);
        scope.tensors.add(tensor);
    }

    /** What is given, and what else goes along. */
    private String mixed(List<Index> indices) {
        String free = outside.number(chance.between(1, 2), indices);
        return along.isEmpty()
                ? free
                : Formulas.binary(
                        chance, Formulas.unary(chance, read(chance.of(along), indices, chance.below(3))), free);
    }

    /** Two that need each other. */
    private void together() {
        List<Index> indices = indices();
        List<Dim> axes = indices.stream().map(Index::dim).toList();
        List<Index> more = body.bound(axes);
        Tensor first = new Tensor(scope.fresh("t"), axes, Optional.empty());
        Tensor second = new Tensor(scope.fresh("t"), axes, Optional.empty());
        String a = "0.6 * %s + %s".formatted(read(second, indices, chance.between(1, 2)), mixed(indices));
        String b = "%s * %s + %s"
                .formatted(read(first, more, chance.below(2)), read(second, more, chance.between(1, 3)), mixed(more));
        add(first, indices, a);
        add(second, more, b);
    }

    /** Of an element {@code lag} steps earlier; axes that are not bound are summed over. */
    private String read(Tensor tensor, List<Index> bound, int lag) {
        List<String> places = new ArrayList<>();
        List<Index> summed = new ArrayList<>();
        for (Dim dim : tensor.axes()) {
            Optional<Index> own =
                    bound.stream().filter(index -> index.dim().equals(dim)).findFirst();
            Index index = own.orElseGet(() -> new Index(scope.fresh("i"), dim, 0));
            if (own.isEmpty()) {
                summed.add(index);
            }
            places.add(dim.equals(time) && lag > 0 ? index.name() + " - " + lag : index.name());
        }
        String element = tensor.name() + places;
        String read = lag > 0 ? "(" + element + " else " + chance.of("0", "1", chance.number()) + ")" : element;
        if (summed.isEmpty()) {
            return read;
        }
        String factor =
                outside.number(1, Stream.concat(bound.stream(), summed.stream()).toList());
        return "sum%s(%s * %s)".formatted(Body.bindings(summed), read, factor);
    }

    /** Of all steps, for other sums to read, or of the last. */
    private void sums() {
        Tensor tensor = chance.of(along);
        List<Index> indices = body.bound(tensor.axes());
        String element = tensor.name() + Body.places(indices);
        if (time.inhabited() && chance.one(2)) {
            List<Index> kept = new ArrayList<>(indices);
            int at = tensor.axes().indexOf(time);
            kept.remove(at);
            List<String> places =
                    new ArrayList<>(indices.stream().map(Index::name).toList());
            places.set(at, time.name() + " - 1");
            body.lines.add(outsideName(kept) + " = " + Formulas.unary(chance, tensor.name() + places) + ";");
        } else {
            body.lines.add(outsideName(List.of()) + " = sum" + Body.bindings(indices) + "("
                    + Formulas.unary(chance, element) + ");");
        }
    }

    private String outsideName(List<Index> indices) {
        Tensor tensor =
                new Tensor(scope.fresh("t"), indices.stream().map(Index::dim).toList(), Optional.empty());
        scope.tensors.add(tensor);
        return tensor.name() + Body.bindings(indices);
    }

    /** One that goes along. */
    Tensor last() {
        return along.get(along.size() - 1);
    }

    /** What of all this the objective reads: sums. */
    String total(Tensor tensor) {
        return tensor.axes().isEmpty()
                ? tensor.name()
                : Stream.of(chance.of("sum(%s)", "sum(sin(%s))", "0.5 * sum(%s^2)"))
                        .map(shape -> shape.formatted(tensor.name()))
                        .collect(Collectors.joining());
    }
}
