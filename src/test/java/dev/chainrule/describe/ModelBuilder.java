package dev.chainrule.describe;

import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A small network, put together by hand. */
final class ModelBuilder {
    final Scalars e = new Scalars();
    private final EquationSystem.Builder builder = EquationSystem.builder(e);
    private final List<Dim> dims = new ArrayList<>();
    private final List<Model.Input> inputs = new ArrayList<>();
    private final List<Model.Parameter> parameters = new ArrayList<>();
    private final Map<Index, String> names = new LinkedHashMap<>();

    Dim open(String name) {
        return added(Dim.open(name));
    }

    Dim fixed(String name, int length) {
        return added(Dim.fixed(name, length));
    }

    private Dim added(Dim dim) {
        dims.add(dim);
        return dim;
    }

    Tensor input(String name, Dim... axes) {
        Tensor tensor = given(name, Tensor.Role.INPUT, axes);
        inputs.add(new Model.Input(tensor, Optional.empty(), false));
        return tensor;
    }

    Tensor parameter(String name, Dim... axes) {
        Tensor tensor = given(name, Tensor.Role.PARAMETER, axes);
        Initializer initializer =
                new Initializer(Initializer.Kind.UNIFORM, List.of(-0.5, 1.0), e.integer(1), e.integer(1));
        parameters.add(new Model.Parameter(tensor, initializer, Optional.empty()));
        return tensor;
    }

    private Tensor given(String name, Tensor.Role role, Dim... axes) {
        List<Scalar> extents = Arrays.stream(axes).map(builder::size).toList();
        return builder.given(name, role, extents, Type.REAL, Optional.empty(), Optional.empty());
    }

    Index index(String name, Dim dim) {
        Index index = builder.freshIndex(builder.size(dim));
        names.put(index, name);
        return index;
    }

    Scalar read(Tensor tensor, Index... indices) {
        return builder.read(tensor, Arrays.stream(indices).map(builder::node).toList());
    }

    Scalar size(Dim dim) {
        return e.toReal(builder.size(dim));
    }

    Tensor define(String name, List<Index> left, Reduction reduction, List<Index> reduced, Scalar body) {
        return define(name, Optional.empty(), left, reduction, reduced, body);
    }

    Tensor define(
            String name,
            Optional<Origin> origin,
            List<Index> left,
            Reduction reduction,
            List<Index> reduced,
            Scalar body) {
        List<String> indexNames =
                Stream.concat(left.stream(), reduced.stream()).map(names::get).toList();
        return builder.define(name, origin, left, reduction, reduced, e.bool(true), body, indexNames);
    }

    Model network(String name, Tensor loss) {
        return new Model(
                Model.Kind.NETWORK,
                "",
                name,
                Optional.of("By hand."),
                name + ".nn",
                Model.Precision.DOUBLE,
                false,
                dims,
                inputs,
                parameters,
                List.of(),
                builder.build(),
                Optional.of(new Model.Result(loss.name(), Optional.empty(), loss)),
                List.of(),
                Model.Training.NONE,
                Optional.empty(),
                Derivatives.GRADIENT,
                List.of());
    }
}
