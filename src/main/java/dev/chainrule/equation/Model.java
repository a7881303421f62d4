package dev.chainrule.equation;

import java.util.List;
import java.util.Optional;

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
 * @param inputs the arguments of the generated methods, in order of declaration
 * @param parameters in order of declaration, which is their order in the flat array
 * @param hypers numbers that have a setter: {@code hyper}s, then what the optimiser offers
 * @param system the equations
 * @param objective what training lowers: a network's loss; for a function, its value
 * @param outputs the outputs of a network, in order of declaration; empty for a function
 * @param optimizer how a training step updates the parameters
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
        Optional<Optimizer> optimizer,
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

    /** An argument. */
    public record Input(Tensor tensor, Optional<String> doc) {}

    /** A trained array. */
    public record Parameter(Tensor tensor, Initializer initializer, Optional<String> doc) {}

    /** A number with a setter, and its first value. */
    public record Hyper(Tensor tensor, double value, Optional<String> doc) {}

    /** A tensor under the name by which the class offers it. */
    public record Result(String name, Optional<String> doc, Tensor tensor) {}

    /**
     * The optimiser's equations, written over {@link #parameters} as one flat array.
     *
     * @param name {@code sgd}, {@code adam}
     * @param parameterAxis the dim of the flat arrays: its length is the number of parameters
     * @param parameters all parameters, role {@link Tensor.Role#FLAT_PARAMETERS}
     * @param gradient role {@link Tensor.Role#FLAT_GRADIENT}
     * @param step role {@link Tensor.Role#STEP}
     * @param updates in the order in which they are made; each reads the new values of those before it
     */
    public record Optimizer(
            String name, Dim parameterAxis, Tensor parameters, Tensor gradient, Tensor step, List<Update> updates) {}

    /** {@code target} becomes {@code value}, element by element. */
    public record Update(Tensor target, Tensor value) {}

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
                optimizer,
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
                optimizer,
                added);
    }

    /** This with tensors renamed by a map, wherever the model itself names one. */
    public Model with(EquationSystem changed, java.util.function.UnaryOperator<Tensor> now) {
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
                objective.map(result -> new Result(result.name(), result.doc(), now.apply(result.tensor()))),
                outputs.stream()
                        .map(result -> new Result(result.name(), result.doc(), now.apply(result.tensor())))
                        .toList(),
                optimizer.map(o -> new Optimizer(
                        o.name(),
                        o.parameterAxis(),
                        o.parameters(),
                        o.gradient(),
                        o.step(),
                        o.updates().stream()
                                .map(update -> new Update(update.target(), now.apply(update.value())))
                                .toList())),
                entries.stream().map(entry -> entry.with(now)).toList());
    }

    /** The tensors that the model itself names: whatever else stays is needed by one of these. */
    public List<Tensor> roots() {
        List<Tensor> roots = new java.util.ArrayList<>();
        objective.ifPresent(result -> roots.add(result.tensor()));
        outputs.forEach(result -> roots.add(result.tensor()));
        optimizer.ifPresent(o -> o.updates().forEach(update -> roots.add(update.value())));
        entries.forEach(entry -> entry.results().forEach(result -> roots.add(result.value())));
        return roots;
    }
}
