package dev.chainrule.differentiate;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Entry.Destination;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Adds adjoints, and says what the class can compute. After it, every parameter of a network, and every real argument of
 * a scalar function, has exactly one tensor of partial derivatives.
 */
public final class Differentiator {

    private final Model model;
    private final boolean network;
    private final DerivativeEntries derivatives;
    private final List<Entry> entries = new ArrayList<>();

    private Differentiator(Model model) {
        this.model = model;
        this.network = model.kind() == Model.Kind.NETWORK;
        this.derivatives = new DerivativeEntries(model.system(), model.arguments());
    }

    /** The model with the equations of its derivatives, the entries, and no stopped gradient left. */
    public static Model differentiate(Model model) {
        Model expanded = InnerDerivatives.expanded(model);
        return new Differentiator(expanded.with(NamedFactors.in(expanded.system()))).run();
    }

    private Model run() {
        model.objective().ifPresent(this::objective);
        model.training().predicted().ifPresent(this::inPrediction);
        model.optimizer().ifPresent(this::update);
        for (Model.Result output : model.outputs()) {
            Entry.Result whole = new Entry.Result(output.tensor(), Destination.OUT, Optional.empty());
            entries.add(new Entry(output.name(), Entry.Kind.OUTPUT, output.doc(), List.of(whole)));
            derive(output, kind -> !kind.isOfNumbers());
        }
        Model differentiated = CheckpointedEntries.in(model.with(derivatives.system(), entries), model.arguments());
        return StoppedGradients.removed(differentiated);
    }

    /** The value and, of a network's objective, what only a number has: that of a function has all derivatives. */
    private void objective(Model.Result objective) {
        Entry.Result value = DerivativeEntries.delivered(objective.tensor());
        String name = network ? objective.name() : "value";
        entries.add(new Entry(name, Entry.Kind.VALUE, objective.doc(), List.of(value)));
        derive(objective, kind -> kind == Entry.Kind.GRADIENT);
        step();
        derive(objective, kind -> kind != Entry.Kind.GRADIENT && (!network || kind.isOfNumbers()));
    }

    /** {@code lossInPrediction}. */
    private void inPrediction(Model.Result objective) {
        entries.add(new Entry(
                objective.name() + "InPrediction",
                Entry.Kind.IN_PREDICTION,
                objective.doc(),
                List.of(DerivativeEntries.delivered(objective.tensor()))));
    }

    private void derive(Model.Result result, Predicate<Entry.Kind> which) {
        if (result.tensor().type() == Type.REAL && !model.arguments().isEmpty()) {
            model.derivatives().methods().stream()
                    .filter(which)
                    .forEach(kind -> entries.add(derivatives.entry(kind, name(result, kind), result)));
        }
    }

    /** {@code gradient}, {@code hessian}; of a network {@code lossAndGradient}, {@code lossHessian}. */
    private String name(Model.Result result, Entry.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        String capitalised = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        return !network ? word : result.name() + (kind == Entry.Kind.GRADIENT ? "And" : "") + capitalised;
    }

    /** A step that leaves parameters alone, or changes state, does not begin with the public gradient. */
    private void step() {
        List<Tensor> frozen = model.optimizer().map(Model.Optimizer::frozen).orElse(List.of());
        List<Model.Update> updates = model.training().updates();
        Optional<Entry> gradient = entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.GRADIENT)
                .findFirst();
        if (gradient.isEmpty() || frozen.isEmpty() && updates.isEmpty()) {
            return;
        }
        List<Entry.Result> results = new ArrayList<>(gradient.get().results());
        results.removeIf(result -> result.of().filter(frozen::contains).isPresent());
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
