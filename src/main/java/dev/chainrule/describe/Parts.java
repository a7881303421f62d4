package dev.chainrule.describe;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's equations by what they are for. Each stands in the first part that needs it, so what the gradient shares with
 * the forward pass is forward.
 *
 * @param forward what the objective and the outputs need
 * @param gradient what the partial derivatives need besides
 * @param derivatives what each further derivative needs besides, by its entry, in order
 * @param state what updates of the state need besides
 * @param update what the optimiser needs besides
 */
record Parts(
        List<Equation> forward,
        List<Equation> gradient,
        Map<Entry, List<Equation>> derivatives,
        List<Equation> state,
        List<Equation> update) {

    static Parts of(Model model) {
        List<Tensor> values = new ArrayList<>();
        model.objective().ifPresent(result -> values.add(result.tensor()));
        model.training().predicted().ifPresent(result -> values.add(result.tensor()));
        model.outputs().forEach(result -> values.add(result.tensor()));
        List<Tensor> partials = new ArrayList<>();
        for (Entry entry : model.entries()) {
            if (entry.kind() == Entry.Kind.GRADIENT) {
                entry.results().forEach(result -> partials.add(result.value()));
            }
        }
        List<Tensor> states = new ArrayList<>();
        model.training().updates().forEach(update -> states.add(update.value()));
        List<Tensor> updates = new ArrayList<>();
        model.optimizer().ifPresent(optimizer -> optimizer.updates().forEach(update -> updates.add(update.value())));

        Set<Tensor> taken = new HashSet<>();
        List<Equation> forward = needed(model.system(), values, taken);
        List<Equation> gradient = needed(model.system(), partials, taken);
        Map<Entry, List<Equation>> derivatives = new LinkedHashMap<>();
        model.entries().stream()
                .filter(entry -> entry.of().isPresent())
                .forEach(entry -> derivatives.put(
                        entry,
                        needed(
                                model.system(),
                                entry.results().stream()
                                        .map(Entry.Result::value)
                                        .toList(),
                                taken)));
        return new Parts(
                forward,
                gradient,
                derivatives,
                needed(model.system(), states, taken),
                needed(model.system(), updates, taken));
    }

    /** The equations that {@code wanted} needs and that are not taken yet, definitions first. */
    private static List<Equation> needed(EquationSystem system, List<Tensor> wanted, Set<Tensor> taken) {
        return system.reachable(wanted).equations().stream()
                .filter(equation -> taken.add(equation.target()))
                .toList();
    }
}
