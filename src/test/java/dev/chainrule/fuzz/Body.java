package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements of a body while it grows, and what stands before it in the file. */
final class Body {

    final List<String> declarations = new ArrayList<>();
    final List<String> arguments = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final boolean network;
    private final Scope scope;

    Body(Scope scope, boolean network) {
        this.scope = scope;
        this.network = network;
    }

    /** Fresh indices, one for each axis. */
    List<Index> bound(List<Dim> axes) {
        return axes.stream().map(dim -> new Index(scope.fresh("i"), dim, 0)).toList();
    }

    /** {@code [i0: rows, i1: columns]}. */
    static String bindings(List<Index> indices) {
        return indices.isEmpty()
                ? ""
                : indices.stream()
                        .map(index -> index.name() + ": " + index.dim().name())
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code [i0, i1]}. */
    static String places(List<Index> indices) {
        return indices.isEmpty() ? "" : indices.stream().map(Index::name).collect(Collectors.joining(", ", "[", "]"));
    }

    /** An equation of a new tensor, which later ones may read. */
    Tensor define(List<Index> indices, String value) {
        Tensor tensor =
                new Tensor(scope.fresh("t"), indices.stream().map(Index::dim).toList(), Optional.empty());
        lines.add(tensor.name() + bindings(indices) + " = " + value + ";");
        scope.tensors.add(tensor);
        return tensor;
    }

    /** An equation without indices; {@code axes} says in which order its value has them. */
    Tensor define(String value, List<Dim> axes, Optional<Dim> indexOf) {
        Tensor tensor = new Tensor(scope.fresh("t"), axes, indexOf);
        lines.add(tensor.name() + " = " + value + ";");
        scope.tensors.add(tensor);
        return tensor;
    }

    /** Whether a step has something to update besides parameters. */
    boolean updates() {
        return Stream.concat(declarations.stream(), lines.stream())
                .anyMatch(text -> text.contains("update ") || text.contains("BatchNorm"));
    }

    /** What nothing reads yet: the names of tensors that occur once in all lines. */
    List<Tensor> unread() {
        String text = String.join("\n", lines) + "\n";
        return scope.reals().stream()
                .filter(tensor -> text.split("\\b" + tensor.name() + "\\b", -1).length == 2)
                .toList();
    }
}
