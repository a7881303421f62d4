package dev.chainrule.describe;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A model as equations, in sections: what is given, what is computed from it, its gradient, the update. */
final class EquationText {

    private static final int WIDTH = 100;

    private final Page page = new Page();
    private final Model model;
    private final Parts parts;

    EquationText(Model model, String stage) {
        this.model = model;
        this.parts = Parts.of(model);
        page.heading(model.kind().name().toLowerCase(Locale.ROOT) + " " + model.name() + ": " + stage);
        model.doc().ifPresent(doc -> doc.lines().forEach(line -> page.line("// " + line)));
    }

    /** Dims and all tensors that no equation defines. */
    void given() {
        if (!model.dims().isEmpty()) {
            page.heading("dims");
            page.indent();
            page.table(model.dims().stream().map(EquationText::row).toList());
            page.unindent();
        }
        List<List<String>> rows = new ArrayList<>();
        model.inputs()
                .forEach(input -> rows.add(row(
                        input.tensor(),
                        "input"
                                + input.tensor()
                                        .indexOf()
                                        .map(dim -> ", each element an index of " + dim)
                                        .orElse(""))));
        model.parameters()
                .forEach(parameter -> rows.add(
                        row(parameter.tensor(), "parameter, at first " + initializer(parameter.initializer()))));
        model.hypers()
                .forEach(hyper -> rows.add(
                        row(hyper.tensor(), "number with a setter, at first " + Shapes.number(hyper.value()))));
        model.training()
                .states()
                .forEach(state -> rows.add(row(state.tensor(), "state, at first " + initializer(state.initializer()))));
        model.training().step().ifPresent(step -> rows.add(row(step, "the number of the step")));
        model.training().seed().ifPresent(seed -> rows.add(row(seed, "what random draws depend on")));
        if (!rows.isEmpty()) {
            page.heading("given");
            page.indent();
            page.table(rows);
            page.unindent();
        }
    }

    private static List<String> row(Dim dim) {
        return List.of(dim.name(), Shapes.length(dim));
    }

    private static List<String> row(Tensor tensor, String what) {
        return List.of(tensor.name() + Shapes.of(tensor), what);
    }

    private static String initializer(Initializer initializer) {
        return initializer.kind().name().toLowerCase(Locale.ROOT)
                + initializer.arguments().stream().map(Shapes::number).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The rewrites that led here. */
    void rewrites(List<String> rewrites) {
        page.heading(rewrites.isEmpty() ? "rewrites: none" : "rewrites, in the order in which they were made");
        page.indent();
        rewrites.forEach(page::line);
        page.unindent();
    }

    /** The equations of the objective and the outputs, and which tensors those are. */
    void forward() {
        page.heading("equations, each after those that it reads");
        page.indent();
        lines(parts.forward());
        page.unindent();
        List<List<String>> results = new ArrayList<>();
        model.objective()
                .ifPresent(
                        result -> results.add(row(result, model.kind() == Model.Kind.NETWORK ? "objective" : "value")));
        model.training().predicted().ifPresent(result -> results.add(row(result, "in prediction")));
        model.outputs().forEach(output -> results.add(row(output, "output")));
        if (!results.isEmpty()) {
            page.heading("results");
            page.indent();
            page.table(results);
            page.unindent();
        }
    }

    private static List<String> row(Model.Result result, String what) {
        String value = result.tensor().name() + Shapes.of(result.tensor());
        return List.of(what, result.name().equals(result.tensor().name()) ? value : result.name() + " = " + value);
    }

    /** Equations in order. Over those that a {@code .nn} line needs and that are not there yet, the line. */
    private void lines(List<Equation> equations) {
        List<Equation> helpers = new ArrayList<>();
        for (Equation equation : equations) {
            helpers.add(equation);
            Optional<Origin> origin = equation.target().origin();
            if (origin.isPresent()) {
                Origin at = origin.get();
                page.line("// line " + at.line() + ": " + Page.oneLine(at.text(), WIDTH));
                helpers.forEach(each -> page.line(Notation.of(each)));
                helpers.clear();
            }
        }
        helpers.forEach(each -> page.line(Notation.of(each)));
    }

    /** The adjoints, from the objective back to what is given, and the partial derivatives asked for. */
    void gradient() {
        List<Entry.Result> partials = model.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.GRADIENT)
                .flatMap(entry -> entry.results().stream())
                .filter(result -> result.of().isPresent())
                .toList();
        if (partials.isEmpty()) {
            return;
        }
        String objective = model.objective().map(Model.Result::name).orElse("value");
        page.heading("gradient of " + objective);
        page.indent();
        page.line("// dT is how " + objective
                + " changes with T, element by element. The chain rule, for each read A[e] in the");
        page.line("// equation of T: dA[e] += dT * (the derivative of the right side by A[e]), over all indices.");
        page.line("// Readers come first; where several paths lead from a tensor to " + objective
                + ", their gradients add.");
        Map<Tensor, Tensor> adjoints = adjoints(partials);
        for (Equation equation : parts.gradient()) {
            Optional.ofNullable(adjoints.get(equation.target()))
                    .ifPresent(of -> page.line("// " + adjoint(equation, of)));
            page.line(Notation.of(equation));
        }
        page.unindent();
        page.heading("partial derivatives");
        page.indent();
        page.table(partials.stream()
                .map(result -> row(result.of().orElseThrow(), result.value().name()))
                .toList());
        page.unindent();
    }

    /** What {@code derive} adds, method by method, and which tensors it delivers. */
    void derivatives() {
        parts.derivatives().forEach((entry, equations) -> {
            page.heading(entry.name() + ": " + entry.kind().name().toLowerCase(Locale.ROOT) + " of "
                    + entry.of().orElseThrow().name());
            page.indent();
            equations.forEach(equation -> page.line(Notation.of(equation)));
            page.table(entry.results().stream()
                    .filter(result -> result.destination() != Entry.Destination.MIRRORED)
                    .map(EquationText::row)
                    .toList());
            page.unindent();
        });
    }

    private static List<String> row(Entry.Result result) {
        String rows = result.rows().map(of -> "rows of " + of.name() + ", ").orElse("");
        String what = result.of().map(of -> of.name()).orElse("result");
        return List.of(rows + what, result.value().name());
    }

    /** What an equation of the gradient is for; a sum means that several paths lead from the tensor to the objective. */
    private static String adjoint(Equation equation, Tensor of) {
        boolean branches = equation.body().is(Arithmetic.ADD) || equation.body().is(Arithmetic.SUBTRACT);
        return "adjoint of " + of.name() + (branches ? ": gradients add at branches" : "");
    }

    /** What each tensor of the gradient is the adjoint of: asked for, or by its name. */
    private Map<Tensor, Tensor> adjoints(List<Entry.Result> partials) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        parts.gradient().forEach(equation -> byName.put(equation.target().name(), equation.target()));
        Map<Tensor, Tensor> adjoints = new LinkedHashMap<>();
        for (Equation equation : parts.forward()) {
            Optional.ofNullable(byName.get("d" + equation.target().name()))
                    .ifPresent(adjoint -> adjoints.put(adjoint, equation.target()));
        }
        partials.forEach(result -> adjoints.put(result.value(), result.of().orElseThrow()));
        return adjoints;
    }

    /** The equations of updates, and what they are assigned to. */
    void update() {
        List<Model.Update> updates = model.training().updates();
        if (!updates.isEmpty()) {
            page.heading("updates of the state, in each step");
            page.indent();
            lines(parts.state());
            becoming(updates);
            page.unindent();
        }
        model.optimizer().ifPresent(optimizer -> {
            page.heading("update by " + optimizer.name() + ", over all parameters as one flat array");
            page.indent();
            optimizer
                    .states()
                    .forEach(state -> page.line("// " + state.tensor().name() + " is kept from step to step, "
                            + Shapes.number(state.initializer().arguments().get(0)) + " at first"));
            lines(parts.update());
            becoming(optimizer.updates());
            page.unindent();
        });
    }

    private void becoming(List<Model.Update> updates) {
        updates.forEach(update ->
                page.line(update.target().name() + " becomes " + update.value().name()));
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
