package dev.chainrule.differentiate;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Entry.Destination;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds adjoints, and says what the class can compute. After it, every parameter of a network, and every real argument of
 * a scalar function, has exactly one tensor of partial derivatives.
 */
public final class Differentiator {

    private final Model model;
    private final List<Entry> entries = new ArrayList<>();

    private Differentiator(Model model) {
        this.model = model;
    }

    /** The model with the gradient's equations, the entries, and no stopped gradient left. */
    public static Model differentiate(Model model) {
        return new Differentiator(model).run();
    }

    private Model run() {
        EquationSystem system = model.system();
        boolean network = model.kind() == Model.Kind.NETWORK;
        if (model.objective().isPresent()) {
            Model.Result objective = model.objective().get();
            boolean scalar = objective.tensor().rank() == 0;
            String name = network ? objective.name() : "value";
            Destination destination = scalar ? Destination.RETURNED : Destination.OUT;
            Entry.Result value = new Entry.Result(objective.tensor(), destination, Optional.empty());
            entries.add(new Entry(name, Entry.Kind.VALUE, objective.doc(), List.of(value)));
            List<Tensor> wanted = wanted(network);
            if (scalar && !wanted.isEmpty()) {
                Gradient.Result gradient = Gradient.of(system, objective.tensor(), wanted);
                system = gradient.system();
                String gradientName = network ? name + "AndGradient" : "gradient";
                entries.add(new Entry(
                        gradientName, Entry.Kind.GRADIENT, objective.doc(), results(value, gradient.partials())));
                step(value, gradient.partials());
            }
        }
        model.optimizer().ifPresent(this::update);
        for (Model.Result output : model.outputs()) {
            Entry.Result whole = new Entry.Result(output.tensor(), Destination.OUT, Optional.empty());
            entries.add(new Entry(output.name(), Entry.Kind.OUTPUT, output.doc(), List.of(whole)));
        }
        return StoppedGradients.removed(model.with(system, entries));
    }

    private List<Tensor> wanted(boolean network) {
        return network
                ? model.parameters().stream().map(Model.Parameter::tensor).toList()
                : model.inputs().stream()
                        .map(Model.Input::tensor)
                        .filter(tensor -> tensor.type() == Type.REAL)
                        .toList();
    }

    private static List<Entry.Result> results(Entry.Result value, Map<Tensor, Tensor> partials) {
        List<Entry.Result> results = new ArrayList<>(List.of(value));
        partials.forEach((of, partial) -> results.add(new Entry.Result(partial, Destination.PARTIAL, Optional.of(of))));
        return results;
    }

    /** A step that leaves parameters alone, or changes state, does not begin with the public gradient. */
    private void step(Entry.Result value, Map<Tensor, Tensor> partials) {
        List<Tensor> frozen = model.optimizer().map(Model.Optimizer::frozen).orElse(List.of());
        List<Model.Update> updates = model.training().updates();
        if (frozen.isEmpty() && updates.isEmpty()) {
            return;
        }
        Map<Tensor, Tensor> trained = new LinkedHashMap<>(partials);
        trained.keySet().removeAll(frozen);
        List<Entry.Result> results = results(value, trained);
        results.addAll(assigned(updates));
        entries.add(new Entry("stepGradient", Entry.Kind.STEP, Optional.empty(), results));
    }

    private void update(Model.Optimizer optimizer) {
        entries.add(new Entry("update", Entry.Kind.UPDATE, Optional.empty(), assigned(optimizer.updates())));
    }

    private static List<Entry.Result> assigned(List<Model.Update> updates) {
        return updates.stream()
                .map(update -> new Entry.Result(update.value(), Destination.ASSIGNED, Optional.of(update.target())))
                .toList();
    }
}
