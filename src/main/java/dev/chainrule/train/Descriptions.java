package dev.chainrule.train;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Describes a network from the plan of its class. */
public final class Descriptions {

    private Descriptions() {}

    /** Of a network: a function has nothing to train, and asking for one is a mistake of ours. */
    public static NetworkDescription of(ClassPlan plan) {
        Model model = plan.model();
        if (model.kind() != Model.Kind.NETWORK) {
            throw new IllegalArgumentException(model.name() + " is a function, not a network");
        }
        return new NetworkDescription(
                model.name(),
                model.precision() == Model.Precision.FLOAT,
                model.inputs().stream().map(input -> input(input.tensor())).toList(),
                call(plan, Entry.Kind.VALUE),
                call(plan, Entry.Kind.IN_PREDICTION),
                call(plan, Entry.Kind.GRADIENT),
                model.optimizer()
                        .flatMap(any -> call(plan, Entry.Kind.STEP).or(() -> call(plan, Entry.Kind.GRADIENT)))
                        .map(call -> new NetworkDescription.Call("step", call.inputs(), call.dims())),
                model.training().lbfgs().map(lbfgs -> lbfgs(lbfgs, model)),
                plan.entries().stream()
                        .filter(entry -> entry.entry().kind() == Entry.Kind.OUTPUT)
                        .map(Descriptions::output)
                        .toList(),
                parameters(model),
                model.hypers().stream().map(hyper -> hyper.tensor().name()).toList());
    }

    private static Optional<NetworkDescription.Call> call(ClassPlan plan, Entry.Kind kind) {
        return plan.entries().stream()
                .filter(entry -> entry.entry().kind() == kind)
                .findFirst()
                .map(Descriptions::call);
    }

    private static NetworkDescription.Lbfgs lbfgs(Model.Lbfgs lbfgs, Model model) {
        List<String> names = lbfgs.frozen().stream().map(Tensor::name).toList();
        return new NetworkDescription.Lbfgs(
                lbfgs.memory(),
                lbfgs.tolerance(),
                parameters(model).stream()
                        .filter(parameter -> names.contains(parameter.name()))
                        .toList());
    }

    private static NetworkDescription.Input input(Tensor tensor) {
        return new NetworkDescription.Input(
                tensor.name(), axes(tensor), tensor.indexOf().map(Descriptions::axis));
    }

    private static NetworkDescription.Output output(ClassPlan.EntryMethod entry) {
        Tensor value = entry.entry().results().get(0).value();
        return new NetworkDescription.Output(
                entry.entry().name(), axes(value), value.type() == Type.INTEGER, call(entry));
    }

    private static NetworkDescription.Call call(ClassPlan.EntryMethod entry) {
        return new NetworkDescription.Call(
                entry.method().name(),
                entry.inputs().keySet().stream().map(Tensor::name).toList(),
                entry.dims().keySet().stream().map(Dim::name).toList());
    }

    private static List<NetworkDescription.Axis> axes(Tensor tensor) {
        List<NetworkDescription.Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            Optional<Dim> dim = tensor.dim(axis);
            Scalar extent = tensor.extents().get(axis);
            axes.add(dim.map(Descriptions::axis)
                    .orElseGet(() -> new NetworkDescription.Axis("", length(extent), false)));
        }
        return axes;
    }

    private static NetworkDescription.Axis axis(Dim dim) {
        return new NetworkDescription.Axis(dim.name(), dim.fixedLength(), dim.isOpen());
    }

    private static OptionalInt length(Scalar extent) {
        OptionalLong value = Affine.of(extent).value();
        return value.isPresent() ? OptionalInt.of(Math.toIntExact(value.getAsLong())) : OptionalInt.empty();
    }

    private static List<NetworkDescription.Parameter> parameters(Model model) {
        List<NetworkDescription.Parameter> parameters = new ArrayList<>();
        int offset = 0;
        for (Model.Parameter parameter : model.parameters()) {
            List<Integer> shape = parameter.tensor().extents().stream()
                    .map(extent -> length(extent).orElseThrow())
                    .toList();
            parameters.add(new NetworkDescription.Parameter(parameter.tensor().name(), offset, shape));
            offset += shape.stream().reduce(1, Math::multiplyExact);
        }
        return parameters;
    }
}
