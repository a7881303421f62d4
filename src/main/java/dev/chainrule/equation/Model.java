package dev.chainrule.equation;

import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One {@code function} or {@code network}: its equations, and what of them the world sees.
 *
 * @param kind what the {@code .nn} file declared
 * @param packageName of the generated class; may be empty
 * @param name of the generated class
 * @param doc the documentation comment, without its stars
 * @param source the {@code .nn} file as the user named it, for the header of the output
 * @param precision what {@code real} means
 * @param fast whether {@code math fast} holds
 * @param dims all named dims in order of declaration
 * @param inputs the arguments of the generated methods: those in parentheses, then the {@code input x;} in order of declaration
 * @param parameters in order of declaration, which is their order in the flat array
 * @param hypers numbers that have a setter: those of the file, then what the optimiser offers
 * @param system the equations
 * @param objective what training lowers: a network's loss; for a function, its value
 * @param outputs the outputs of a network, in order of declaration; empty for a function
 * @param training what a network keeps from step to step besides its parameters
 * @param optimizer how a training step updates the parameters
 * @param derivatives what is to be differentiated
 * @param entries what the class can compute; empty before differentiation
 */
public record Model(
        Kind kind,
        String packageName,
        String name,
        Optional<String> doc,
        String source,
        Precision precision,
        boolean fast,
        List<Dim> dims,
        List<Input> inputs,
        List<Parameter> parameters,
        List<Hyper> hypers,
        EquationSystem system,
        Optional<Result> objective,
        List<Result> outputs,
        Training training,
        Optional<Optimizer> optimizer,
        Derivatives derivatives,
        List<Entry> entries) {

    /** What the file declared. */
    public enum Kind {
        FUNCTION,
        NETWORK
    }

    /** The Java type of real numbers. */
    public enum Precision {
        FLOAT,
        DOUBLE
    }

    /**
     * An argument of the generated methods.
     *
     * @param data whether it is given and nothing else, so that no derivative is taken for it: an {@code input}
     */
    public record Input(Tensor tensor, Optional<String> doc, boolean data) {}

    /** A trained array. */
    public record Parameter(Tensor tensor, Initializer initializer, Optional<String> doc) {}

    /** A number with a setter, and its first value. */
    public record Hyper(Tensor tensor, double value, Optional<String> doc) {}

    /**
     * A tensor under the name by which the class offers it.
     *
     * @param requirements what must hold of lengths for it to have a value
     */
    public record Result(String name, Optional<String> doc, Tensor tensor, List<Assumption> requirements) {

        public Result {
            requirements = List.copyOf(requirements);
        }

        /** One that has a value for all lengths. */
        public Result(String name, Optional<String> doc, Tensor tensor) {
            this(name, doc, tensor, List.of());
        }

        Result with(java.util.function.UnaryOperator<Tensor> now) {
            return new Result(name, doc, now.apply(tensor), requirements);
        }
    }

    /** An array that training changes without a gradient, and how it starts. */
    public record State(Tensor tensor, Initializer initializer, Optional<String> doc) {}

    /**
     * Limited-memory BFGS, which is no part of the class: a driver around it that needs the gradient at points of its own.
     *
     * @param memory how many changes of point and gradient are remembered
     * @param tolerance it ends where no element of the gradient is larger
     * @param frozen the parameters that stay as they are
     */
    public record Lbfgs(int memory, double tolerance, List<Tensor> frozen) {

        public Lbfgs {
            frozen = List.copyOf(frozen);
        }
    }

    /**
     * What a network keeps from step to step besides its parameters, and what improves those.
     *
     * @param step the number of the last step, role {@link Tensor.Role#STEP}, if anything reads it
     * @param seed of what is drawn while it trains, role {@link Tensor.Role#SEED}, if anything is
     * @param states in order of declaration, role {@link Tensor.Role#STATE}
     * @param updates of the states, made by a step; each reads the new values of those before it
     * @param requirements what must hold of lengths for the updates to have values
     * @param lbfgs what improves the parameters, if no optimiser does
     * @param checkpoint after how many steps of its recurrences training saves where they stand, instead of keeping all
     * @param predicted the objective as outputs are computed, if that differs from what training computes
     */
    public record Training(
            Optional<Tensor> step,
            Optional<Tensor> seed,
            List<State> states,
            List<Update> updates,
            List<Assumption> requirements,
            Optional<Lbfgs> lbfgs,
            OptionalInt checkpoint,
            Optional<Result> predicted) {

        /** Nothing. */
        public static final Training NONE = new Training(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());

        public Training {
            states = List.copyOf(states);
            updates = List.copyOf(updates);
            requirements = List.copyOf(requirements);
        }

        Training with(java.util.function.UnaryOperator<Tensor> now, java.util.function.UnaryOperator<Tensor> offered) {
            return new Training(
                    step,
                    seed,
                    states,
                    updates.stream().map(update -> update.with(now)).toList(),
                    requirements,
                    lbfgs,
                    checkpoint,
                    predicted.map(result -> result.with(offered)));
        }

        /** This with an objective that outputs see otherwise. */
        public Training predicting(Optional<Result> objective) {
            return new Training(step, seed, states, updates, requirements, lbfgs, checkpoint, objective);
        }
    }

    /**
     * The optimiser's equations, written over {@link #parameters} as one flat array.
     *
     * @param name {@code sgd}, {@code adam}
     * @param parameterAxis the dim of the flat arrays: its length is the number of parameters
     * @param parameters all parameters, role {@link Tensor.Role#FLAT_PARAMETERS}
     * @param gradient role {@link Tensor.Role#FLAT_GRADIENT}
     * @param states its own arrays, role {@link Tensor.Role#OPTIMIZER_STATE}
     * @param frozen the parameters that a step leaves as they are; it needs no gradient of them
     * @param updates in the order in which they are made; each reads the new values of those before it
     */
    public record Optimizer(
            String name,
            Dim parameterAxis,
            Tensor parameters,
            Tensor gradient,
            List<State> states,
            List<Tensor> frozen,
            List<Update> updates) {

        public Optimizer {
            states = List.copyOf(states);
            frozen = List.copyOf(frozen);
            updates = List.copyOf(updates);
        }

        Optimizer with(java.util.function.UnaryOperator<Tensor> now) {
            return new Optimizer(
                    name,
                    parameterAxis,
                    parameters,
                    gradient,
                    states,
                    frozen,
                    updates.stream().map(update -> update.with(now)).toList());
        }
    }

    /** {@code target} becomes {@code value}, element by element. */
    public record Update(Tensor target, Tensor value) {

        Update with(java.util.function.UnaryOperator<Tensor> now) {
            return new Update(target, now.apply(value));
        }
    }

    public Model {
        dims = List.copyOf(dims);
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        hypers = List.copyOf(hypers);
        outputs = List.copyOf(outputs);
        entries = List.copyOf(entries);
    }

    /** This with another system. */
    public Model with(EquationSystem changed) {
        return new Model(
                kind,
                packageName,
                name,
                doc,
                source,
                precision,
                fast,
                dims,
                inputs,
                parameters,
                hypers,
                changed,
                objective,
                outputs,
                training,
                optimizer,
                derivatives,
                entries);
    }

    /** This with an objective that outputs see otherwise. */
    public Model predicting(Optional<Result> predicted) {
        return new Model(
                kind,
                packageName,
                name,
                doc,
                source,
                precision,
                fast,
                dims,
                inputs,
                parameters,
                hypers,
                system,
                objective,
                outputs,
                training.predicting(predicted),
                optimizer,
                derivatives,
                entries);
    }

    /** This with another system and entries. */
    public Model with(EquationSystem changed, List<Entry> added) {
        return new Model(
                kind,
                packageName,
                name,
                doc,
                source,
                precision,
                fast,
                dims,
                inputs,
                parameters,
                hypers,
                changed,
                objective,
                outputs,
                training,
                optimizer,
                derivatives,
                added);
    }

    /** This with tensors renamed by a map, wherever the model itself names one. */
    public Model with(EquationSystem changed, java.util.function.UnaryOperator<Tensor> now) {
        return with(changed, now, now);
    }

    /** The same with another map for outputs than for what training computes. */
    public Model with(
            EquationSystem changed,
            java.util.function.UnaryOperator<Tensor> trained,
            java.util.function.UnaryOperator<Tensor> offered) {
        return new Model(
                kind,
                packageName,
                name,
                doc,
                source,
                precision,
                fast,
                dims,
                inputs,
                parameters,
                hypers,
                changed,
                objective.map(result -> result.with(trained)),
                outputs.stream().map(result -> result.with(offered)).toList(),
                training.with(trained, offered),
                optimizer.map(o -> o.with(trained)),
                derivatives.with(trained),
                entries.stream().map(entry -> entry.with(trained)).toList());
    }

    /** What derivatives are taken for, in order: the parameters of a network, the real arguments of a function. */
    public List<Tensor> arguments() {
        return kind == Kind.NETWORK
                ? parameters.stream().map(Parameter::tensor).toList()
                : inputs.stream()
                        .filter(input -> !input.data())
                        .map(Input::tensor)
                        .filter(tensor -> tensor.type() == Type.REAL)
                        .toList();
    }

    /** What a step computes of the network: its objective, and what becomes of its state. */
    public List<Tensor> computedByTraining() {
        List<Tensor> computed = new java.util.ArrayList<>();
        objective.ifPresent(result -> computed.add(result.tensor()));
        training.updates().forEach(update -> computed.add(update.value()));
        return computed;
    }

    /** The tensors that training computes: the objective, and what arrays become in a step. */
    public List<Tensor> trained() {
        List<Tensor> trained = new java.util.ArrayList<>();
        objective.ifPresent(result -> trained.add(result.tensor()));
        training.updates().forEach(update -> trained.add(update.value()));
        optimizer.ifPresent(o -> o.updates().forEach(update -> trained.add(update.value())));
        return trained;
    }

    /** What must hold of lengths for what an entry delivers, besides what the whole system assumes. */
    public List<Assumption> requirements(Entry entry) {
        return switch (entry.kind()) {
            case VALUE, GRADIENT -> objective.orElseThrow().requirements();
            case STEP ->
                Stream.concat(objective.orElseThrow().requirements().stream(), training.requirements().stream())
                        .distinct()
                        .toList();
            case IN_PREDICTION -> training.predicted().orElseThrow().requirements();
            case OUTPUT -> requirements(result -> result.name().equals(entry.name()));
            case JACOBIAN, JVP, VJP, HESSIAN, HVP ->
                requirements(
                        result -> entry.of().filter(of -> of == result.tensor()).isPresent());
            case UPDATE -> List.of();
        };
    }

    private List<Assumption> requirements(Predicate<Result> wanted) {
        return Stream.concat(outputs.stream(), objective.stream())
                .filter(wanted)
                .findFirst()
                .map(Result::requirements)
                .orElse(List.of());
    }

    /** The tensors that the model itself names: whatever else stays is needed by one of these. */
    public List<Tensor> roots() {
        List<Tensor> roots = new java.util.ArrayList<>(trained());
        outputs.forEach(result -> roots.add(result.tensor()));
        training.predicted().ifPresent(result -> roots.add(result.tensor()));
        derivatives.inner().forEach(inner -> {
            roots.add(inner.of());
            roots.add(inner.by());
        });
        for (Entry entry : entries) {
            entry.results().forEach(result -> roots.add(result.value()));
            entry.checkpoints().ifPresent(segments -> roots.addAll(segments.computed()));
        }
        return roots;
    }
}
