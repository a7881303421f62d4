package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Index;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.HashSet;
import java.util.List;

/** Random functions and modules of a program's own, and their uses. */
final class Applications {

    private final Scope scope;
    private final Chance chance;
    private final Body body;
    private final IndexedExpressions indexed;

    Applications(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
        this.indexed = new IndexedExpressions(scope);
    }

    void add() {
        List<Tensor> aligned = scope.reals().stream()
                .filter(tensor -> tensor.aligns() && !tensor.axes().isEmpty())
                .toList();
        int kind = chance.below(body.network ? 5 : 3);
        if (kind == 0 || aligned.isEmpty()) {
            elementwise();
            return;
        }
        Tensor tensor = chance.of(aligned);
        switch (kind) {
            case 1 -> overDim(tensor);
            case 2 -> slope();
            case 3 -> module(tensor);
            default -> copies(tensor);
        }
    }

    /** A function of numbers. */
    private void elementwise() {
        String name = scope.fresh("f");
        String formula = Formulas.binary(chance, Formulas.unary(chance, "x"), "a * x");
        body.declarations.add(
                chance.one(2)
                        ? "fn %s(x, a = 0.5) = %s;".formatted(name, formula)
                        : "fn %s(x, a = 0.5) {\n  s = %s;\n  return sin(s) + s * x;\n}".formatted(name, formula));
        for (int k = 0; k < 2; k++) {
            List<Index> indices = body.bound(scope.axes(chance.between(0, 2), true));
            String call =
                    chance.of("%s(%s)", "%s(%s, 1.5)", "%s(%s, a = -0.3)").formatted(name, indexed.number(1, indices));
            body.define(indices, Formulas.bounded(chance, call));
        }
    }

    /** A function that names a dim of its argument. */
    private void overDim(Tensor tensor) {
        String name = scope.fresh("f");
        Dim dim = chance.of(tensor.axes());
        String formula = chance.of(
                "{\n  s = sum[d](x^2);\n  return x / (1 + s);\n}",
                "{\n  squares = sin(x)^2;\n  return squares - sum[d](squares) / (1 + size(d));\n}",
                "{\n  y[i: d] = x[d = i] * (i + 1);\n  return tanh(y);\n}",
                "{\n  y[i: d] = (x[d = i - 1] else 0) + 0.5 * x;\n  return y;\n}");
        body.declarations.add("fn %s[d](x) %s".formatted(name, formula));
        define(tensor.axes(), "%s[%s](%s)".formatted(name, dim.name(), tensor.name()));
    }

    /** Bound indices tell in which order the axes are. */
    private void define(List<Dim> axes, String array) {
        body.define(body.bound(axes), Formulas.bounded(chance, array));
    }

    /** A derivative inside of a function. */
    private void slope() {
        String name = scope.fresh("f");
        body.declarations.add("fn %s(z) = grad[z](%s);".formatted(name, Formulas.binary(chance, "z", "sin(z)")));
        List<Index> indices = body.bound(scope.axes(chance.between(0, 2), true));
        body.define(indices, Formulas.bounded(chance, name + "(" + indexed.number(1, indices) + ")"));
    }

    private String layer(String result) {
        String name = scope.fresh("M");
        body.declarations.add("""
                module %s[n, m](x, slope = 0.2) {
                  param W[n, m] = normal(0, 0.5);
                  param b[m] = normal(0, 0.3);
                  s = dot[n](x, W) + b;
                  return %s;
                }""".formatted(name, result));
        return name;
    }

    /** A module, perhaps applied twice. */
    private void module(Tensor tensor) {
        Dim in = chance.of(tensor.axes());
        List<Dim> fitting = scope.dims.stream()
                .filter(dim -> dim.text().isPresent() && !tensor.axes().contains(dim))
                .toList();
        if (fitting.isEmpty() || in.text().isEmpty()) {
            elementwise();
            return;
        }
        Dim out = chance.of(fitting);
        String layer = layer(chance.of("tanh(s)", "leaky_relu(s, slope)", "s * slope + sin(s)"));
        String instance = scope.fresh("m");
        body.lines.add("%s = new %s[%s, %s]%s;"
                .formatted(instance, layer, in.name(), out.name(), chance.of("", "(slope = 0.7)")));
        List<Dim> axes =
                tensor.axes().stream().map(dim -> dim.equals(in) ? out : dim).toList();
        define(axes, "%s(%s)".formatted(instance, tensor.name()));
        if (chance.one(2)) {
            define(axes, "%s(%s)".formatted(instance, "cos(" + tensor.name() + ")"));
        }
        if (chance.one(3)) {
            body.define(List.of(), "0.1 * sum(%s.W^2)".formatted(instance));
        }
    }

    /** A chain of copies of a module. */
    private void copies(Tensor tensor) {
        List<Dim> fixed =
                tensor.axes().stream().filter(dim -> dim.text().isPresent()).toList();
        if (fixed.isEmpty()) {
            elementwise();
            return;
        }
        Dim dim = chance.of(fixed);
        String layer = layer(chance.of("tanh(s)", "s * slope"));
        String block = scope.fresh("M");
        body.declarations.add(
                """
                module %s[n](x, share = 0.4) {
                  inner = new %s[n, n];
                  return %s;
                }""".formatted(block, layer, chance.of("x + share * inner(x)", "tanh(inner(x)) - share * x")));
        if (new HashSet<>(tensor.axes()).size() == tensor.axes().size()) {
            String instance = scope.fresh("m");
            body.lines.add("%s = new %s[%s] times %d;".formatted(instance, block, dim.name(), chance.between(1, 4)));
            define(tensor.axes(), "%s(%s)".formatted(instance, tensor.name()));
        }
    }
}
