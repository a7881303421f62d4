package dev.chainrule.differentiate;

import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small program, written by hand: what elaboration would make of a {@code .nn} file. */
public final class Program {

    public final Scalars e = new Scalars();
    public final EquationSystem.Builder builder = EquationSystem.builder(e);
    public final List<Tensor> inputs = new ArrayList<>();
    private final Map<Index, String> names = new LinkedHashMap<>();

    public Index index(String name, Dim dim) {
        return index(name, builder.size(dim));
    }

    public Index index(String name, Scalar extent) {
        Index index = builder.freshIndex(extent);
        names.put(index, name);
        return index;
    }

    /** A real argument. */
    public Tensor input(String name, Dim... dims) {
        return given(name, Tensor.Role.INPUT, Type.REAL, Optional.empty(), dims);
    }

    public Tensor parameter(String name, Dim... dims) {
        return given(name, Tensor.Role.PARAMETER, Type.REAL, Optional.empty(), dims);
    }

    /** An argument whose elements are indices of {@code of}. */
    public Tensor labels(String name, Dim of, Dim... dims) {
        return given(name, Tensor.Role.INPUT, Type.INTEGER, Optional.of(of), dims);
    }

    private Tensor given(String name, Tensor.Role role, Type type, Optional<Dim> of, Dim... dims) {
        List<Scalar> extents = Arrays.stream(dims).map(builder::size).toList();
        Tensor tensor = builder.given(name, role, extents, type, of, Optional.empty());
        inputs.add(tensor);
        return tensor;
    }

    public Scalar at(Index index) {
        return builder.node(index);
    }

    public Scalar plus(Scalar a, long b) {
        return e.call(Whole.ADD, a, e.integer(b));
    }

    /** {@code A[…]} of indices and integer expressions. */
    public Scalar read(Tensor tensor, Object... subscripts) {
        List<Scalar> nodes = new ArrayList<>();
        for (Object subscript : subscripts) {
            nodes.add(subscript instanceof Index index ? at(index) : (Scalar) subscript);
        }
        return builder.read(tensor, nodes);
    }

    public Scalar call(ScalarFunction function, Scalar... operands) {
        return e.call(function, operands);
    }

    public Tensor define(String name, List<Index> left, Scalar body) {
        return reduce(name, left, Reduction.NONE, List.of(), body);
    }

    public Tensor sum(String name, List<Index> left, List<Index> reduced, Scalar body) {
        return reduce(name, left, Reduction.SUM, reduced, body);
    }

    public Tensor reduce(String name, List<Index> left, Reduction reduction, List<Index> reduced, Scalar body) {
        return reduceWhere(name, left, reduction, reduced, e.bool(true), body);
    }

    public Tensor reduceWhere(
            String name, List<Index> left, Reduction reduction, List<Index> reduced, Scalar filter, Scalar body) {
        List<String> all = new ArrayList<>();
        left.forEach(index -> all.add(names.get(index)));
        reduced.forEach(index -> all.add(names.get(index)));
        return builder.define(name, Optional.empty(), left, reduction, reduced, filter, body, all);
    }

    /** A function of the inputs with this value, and the gradient if it is a number. */
    public Model function(Tensor value) {
        return function(value, value.rank() == 0 ? Derivatives.GRADIENT : Derivatives.NONE);
    }

    public Model function(Tensor value, Derivatives derivatives) {
        return new Model(
                Model.Kind.FUNCTION,
                "",
                "Test",
                Optional.empty(),
                "Test.nn",
                Model.Precision.DOUBLE,
                false,
                List.of(),
                inputs.stream()
                        .map(tensor -> new Model.Input(tensor, Optional.empty(), false))
                        .toList(),
                List.of(),
                List.of(),
                builder.build(),
                Optional.of(new Model.Result("value", Optional.empty(), value)),
                List.of(),
                Model.Training.NONE,
                Optional.empty(),
                derivatives,
                List.of());
    }
}
