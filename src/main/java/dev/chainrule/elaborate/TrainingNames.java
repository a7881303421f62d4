package dev.chainrule.elaborate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network's equations may say of its training: the number of the step, whether a training method runs, and random
 * draws. Each is made when it is first asked for.
 */
final class TrainingNames {

    private final EquationSystem.Builder equations;
    private final Map<Tensor.Role, Tensor> made = new HashMap<>();
    private int sites;

    TrainingNames(EquationSystem.Builder equations) {
        this.equations = equations;
    }

    /** The number of the step as an integer. */
    Scalar step() {
        return read(stepTensor());
    }

    /** The field that counts steps. */
    Tensor stepTensor() {
        return given("step", Tensor.Role.STEP, Type.INTEGER);
    }

    /** What draws depend on, besides step and place, as an integer. */
    Scalar seed() {
        return read(given("seed", Tensor.Role.SEED, Type.INTEGER));
    }

    /** Whether a training method runs. Stands in equations until {@link Modes} replaces it. */
    Scalar training() {
        return read(given("training", Tensor.Role.TRAINING, Type.BOOLEAN));
    }

    /** The number of a place in the program where something is drawn; it has as many numbers as it asks for. */
    Scalar site(int numbers) {
        int first = sites;
        sites += numbers;
        return scalars().integer(first);
    }

    private Scalars scalars() {
        return equations.scalars();
    }

    private Tensor given(String name, Tensor.Role role, Type type) {
        return made.computeIfAbsent(
                role, any -> equations.given(name, role, List.of(), type, Optional.empty(), Optional.empty()));
    }

    private Scalar read(Tensor tensor) {
        return equations.read(tensor, List.of());
    }

    /** What has been asked for. */
    Optional<Tensor> used(Tensor.Role role) {
        return Optional.ofNullable(made.get(role));
    }
}
