package dev.chainrule.train;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.diagnostic.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What training needs to know of a network and its generated class.
 *
 * @param name of the network
 * @param single whether real numbers are {@code float} in the class
 * @param inputs in order of declaration
 * @param objective the method that gives the loss, if there is one
 * @param predicted the method that gives the loss as outputs are computed, if that differs
 * @param gradient the method that gives the loss and its gradient, if there is one
 * @param step the method that takes a training step, if there is one
 * @param lbfgs how the network is trained without steps, if it is
 * @param outputs in order of declaration
 * @param parameters in the order of the flat array
 * @param hypers names of the numbers that have a setter
 */
public record NetworkDescription(
        String name,
        boolean single,
        List<Input> inputs,
        Optional<Call> objective,
        Optional<Call> predicted,
        Optional<Call> gradient,
        Optional<Call> step,
        Optional<Lbfgs> lbfgs,
        List<Output> outputs,
        List<Parameter> parameters,
        List<String> hypers) {

    /**
     * An axis.
     *
     * @param dim its name; empty for one whose length is only an expression
     * @param length if it is fixed
     * @param open whether its length comes with a call
     */
    public record Axis(String dim, OptionalInt length, boolean open) {

        public static Axis fixed(String dim, int length) {
            return new Axis(dim, OptionalInt.of(length), false);
        }

        public static Axis open(String dim) {
            return new Axis(dim, OptionalInt.empty(), true);
        }

        @Override
        public String toString() {
            return dim.isEmpty() ? "…" : dim;
        }
    }

    /**
     * An argument.
     *
     * @param indexOf the dim of which each element is an index; empty for real numbers
     */
    public record Input(String name, List<Axis> axes, Optional<Axis> indexOf) {

        public Input {
            axes = List.copyOf(axes);
        }

        public boolean isIndex() {
            return indexOf.isPresent();
        }

        /** As the {@code .nn} file declares it: {@code x[batch, pixels]}. */
        @Override
        public String toString() {
            return name
                    + (axes.isEmpty() ? "" : axes)
                    + indexOf.map(dim -> ": " + dim).orElse("");
        }
    }

    /** A method of the class: the inputs that it asks for, then the open dims. */
    public record Call(String method, List<String> inputs, List<String> dims) {

        public Call {
            inputs = List.copyOf(inputs);
            dims = List.copyOf(dims);
        }
    }

    /**
     * Something that the class can compute for the caller.
     *
     * @param whole whether its elements are integers
     */
    public record Output(String name, List<Axis> axes, boolean whole, Call call) {

        public Output {
            axes = List.copyOf(axes);
        }

        @Override
        public String toString() {
            return name + (axes.isEmpty() ? "" : axes);
        }
    }

    /** A trained array: its place in the flat array, and its shape. */
    public record Parameter(String name, int offset, List<Integer> shape) {

        public Parameter {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Settings of limited-memory BFGS.
     *
     * @param memory how many changes of point and gradient are remembered
     * @param tolerance it ends where no element of the gradient is larger
     * @param frozen the parameters that stay as they are
     */
    public record Lbfgs(int memory, double tolerance, List<Parameter> frozen) {

        public Lbfgs {
            frozen = List.copyOf(frozen);
        }
    }

    /** Whether something improves the parameters. */
    public boolean trainable() {
        return step.isPresent() || lbfgs.isPresent();
    }

    public NetworkDescription {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        hypers = List.copyOf(hypers);
    }

    public Optional<Input> input(String named) {
        return inputs.stream().filter(input -> input.name().equals(named)).findFirst();
    }

    /** Refuses names that are no input's. */
    public void refuseOthers(List<String> named) throws DataException {
        List<String> known = inputs.stream().map(Input::name).toList();
        DataProblems problems = new DataProblems();
        for (String other : named) {
            if (!known.contains(other)) {
                String question = DidYouMean.question(other, known);
                problems.add(DataProblem.option("the network " + name + " has no input " + DataProblem.quoted(other))
                        .hint(question.isEmpty() ? "its inputs are " + Listing.of(known) : question));
            }
        }
        problems.throwIfAny();
    }

    public Optional<Output> output(String named) {
        return outputs.stream().filter(output -> output.name().equals(named)).findFirst();
    }

    /** Whether some output needs this input. Labels are what none needs. */
    public boolean isReadByOutputs(Input input) {
        return outputs.stream().anyMatch(output -> output.call().inputs().contains(input.name()));
    }

    /** This with some of its inputs: those that a file is read for. */
    public NetworkDescription only(List<String> named) {
        return new NetworkDescription(
                name,
                single,
                inputs.stream().filter(input -> named.contains(input.name())).toList(),
                objective,
                predicted,
                gradient,
                step,
                lbfgs,
                outputs,
                parameters,
                hypers);
    }
}
