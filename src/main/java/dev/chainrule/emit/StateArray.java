package dev.chainrule.emit;

import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * An array that training keeps besides the parameters.
 *
 * @param field where it is
 * @param saved its name in a file
 * @param shape as it is saved
 * @param length as Java text: a constant of the class or a number
 * @param first how it starts
 */
record StateArray(Variable field, String saved, List<Long> shape, String length, Initializer first) {

    /** The network's own, then the optimiser's. */
    static List<StateArray> of(ClassPlan plan) {
        Model model = plan.model();
        List<StateArray> arrays = new ArrayList<>();
        for (Model.State state : model.training().states()) {
            Tensor tensor = state.tensor();
            arrays.add(new StateArray(
                    plan.fields().get(tensor),
                    tensor.name(),
                    tensor.extents().stream().map(NetworkMembers::length).toList(),
                    String.valueOf(NetworkMembers.size(tensor)),
                    state.initializer()));
        }
        model.optimizer().ifPresent(optimizer -> {
            for (Model.State state : optimizer.states()) {
                arrays.add(new StateArray(
                        plan.fields().get(state.tensor()),
                        "optimizer." + state.tensor().name(),
                        List.of((long) NetworkMembers.count(model)),
                        "PARAMETER_COUNT",
                        state.initializer()));
            }
        });
        return arrays;
    }

    /** How many elements it has. */
    long size() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
