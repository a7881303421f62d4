package dev.chainrule.elaborate;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.differentiate.Source;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.source.SourceText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A network as elaboration leaves it, evaluated by the interpreter at lengths and numbers that a test gives. */
final class Elaborated {

    private final Model model;
    private final Map<Dim, Integer> lengths = new LinkedHashMap<>();
    private final Map<Tensor, double[]> values = new LinkedHashMap<>();

    private Elaborated(Model model) {
        this.model = model;
        model.hypers().forEach(hyper -> values.put(hyper.tensor(), new double[] {hyper.value()}));
    }

    static CompileResult compile(String program, CompileOptions options) {
        return Compiler.compile(SourceText.of("test.nn", program), options.verified());
    }

    /** A program whose last declaration is a network or function. */
    static Elaborated program(String program) {
        return new Elaborated(Source.model(program));
    }

    static Elaborated program(String program, CompileOptions options) {
        CompileResult result = compile(program, options);
        if (result.hasErrors()) {
            throw new AssertionError(result.diagnostics() + " in\n" + program);
        }
        return new Elaborated(result.models().get(result.models().size() - 1).elaborated());
    }

    /** A network with these statements. */
    static Elaborated network(String body) {
        return program("network N { " + body + " }");
    }

    /** The length of an open dim. */
    Elaborated dim(String name, int length) {
        Dim dim = model.dims().stream()
                .filter(one -> one.name().equals(name) && one.isOpen())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open dim " + name));
        lengths.put(dim, length);
        return this;
    }

    /** The elements of an input or parameter, row by row. */
    Elaborated given(String name, double... elements) {
        values.put(tensor(name), elements);
        return this;
    }

    /** The elements of all parameters, one after the other, as a function of their number gives them. */
    Elaborated parameters(IntFunction<double[]> elements) {
        List<Tensor> tensors =
                model.parameters().stream().map(Model.Parameter::tensor).toList();
        double[] all =
                elements.apply(tensors.stream().mapToInt(Elaborated::size).sum());
        int at = 0;
        for (Tensor tensor : tensors) {
            values.put(tensor, Arrays.copyOfRange(all, at, at + size(tensor)));
            at += size(tensor);
        }
        return this;
    }

    /** States of fixed lengths as they are at first: zeros, ones or a constant. */
    Elaborated states() {
        for (Model.State state : model.training().states()) {
            double[] first = new double[size(state.tensor())];
            Arrays.fill(
                    first,
                    switch (state.initializer().kind()) {
                        case ZEROS -> 0;
                        case ONES -> 1;
                        default -> state.initializer().arguments().get(0);
                    });
            values.put(state.tensor(), first);
        }
        return this;
    }

    private static int size(Tensor tensor) {
        int size = 1;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            size *= tensor.dim(axis).orElseThrow().fixedLength().orElseThrow();
        }
        return size;
    }

    private Tensor tensor(String name) {
        for (Model.Input input : model.inputs()) {
            if (input.tensor().name().equals(name)) {
                return input.tensor();
            }
        }
        return parameter(name).tensor();
    }

    private Model.Parameter parameter(String name) {
        return model.parameters().stream()
                .filter(parameter -> parameter.tensor().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no input or parameter " + name));
    }

    Initializer initializer(String parameter) {
        return parameter(parameter).initializer();
    }

    private Tensor result(String name) {
        return model.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .or(model::objective)
                .orElseThrow(() -> new AssertionError("no output " + name))
                .tensor();
    }

    /** The elements of an output, row by row; of a function, its value. */
    double[] value(String output) {
        return Interpreter.evaluate(model.system(), new Environment(lengths, values))
                .values()
                .get(result(output));
    }

    /** The names of an output's axes. */
    List<String> axes(String output) {
        Tensor tensor = result(output);
        return java.util.stream.IntStream.range(0, tensor.rank())
                .mapToObj(axis -> tensor.dim(axis).orElseThrow().name())
                .toList();
    }

    Model model() {
        return model;
    }
}
