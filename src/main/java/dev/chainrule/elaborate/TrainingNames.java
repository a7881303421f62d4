package dev.chainrule.elaborate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Optional;

/** What a network's equations may say of its training: the number of the step. Made when it is first asked for. */
final class TrainingNames {

    private final EquationSystem.Builder equations;
    private Optional<Tensor> step = Optional.empty();

    TrainingNames(EquationSystem.Builder equations) {
        this.equations = equations;
    }

    /** The number of the step as an integer. */
    Scalar step() {
        return read(stepTensor());
    }

    /** The field that counts steps. */
    Tensor stepTensor() {
        step = step.or(() -> Optional.of(given("step", Tensor.Role.STEP, Type.INTEGER)));
        return step.get();
    }

    private Tensor given(String name, Tensor.Role role, Type type) {
        return equations.given(name, role, List.of(), type, Optional.empty(), Optional.empty());
    }

    private Scalar read(Tensor tensor) {
        return equations.read(tensor, List.of());
    }

    /** The field that counts steps, if anything has asked for it. */
    Optional<Tensor> usedStep() {
        return step;
    }
}
