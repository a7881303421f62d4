package dev.chainrule.emit;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Method;
import dev.chainrule.loop.Variable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names of a class's constants, fields and methods. */
final class ClassNames {

    private final NameScope fields = new NameScope();
    private final NameScope constants = new NameScope();
    private final NameScope methods = new NameScope();
    private final Map<Dim, String> sizes = new LinkedHashMap<>();
    private final Map<Tensor, String> offsets = new LinkedHashMap<>();
    private final IdentityHashMap<Method, String> methodNames = new IdentityHashMap<>(); // for looking up only

    ClassNames(ClassPlan plan) {
        Model model = plan.model();
        if (model.kind() == Model.Kind.NETWORK) {
            fields.reserve("PARAMETER_COUNT");
        }
        for (Dim dim : model.dims()) {
            if (dim.fixedLength().isPresent()) {
                sizes.put(dim, fields.reserve(dim.name().toUpperCase(Locale.ROOT)));
            }
        }
        model.optimizer().ifPresent(optimizer -> sizes.put(optimizer.parameterAxis(), "PARAMETER_COUNT"));
        for (Model.Parameter parameter : model.parameters()) {
            offsets.put(
                    parameter.tensor(),
                    fields.reserve("OFFSET_" + parameter.tensor().name()));
        }
        sizes.values().forEach(constants::reserve);
        offsets.values().forEach(constants::reserve);
        plan.parameters().ifPresent(fields::declare);
        plan.fields().values().stream()
                .filter(field -> plan.parameters().stream().noneMatch(known -> known == field))
                .forEach(fields::declare);
        plan.workspaces().forEach(fields::declare);
        plan.entries().forEach(entry -> methods.reserve(entry.method().name()));
        for (String taken : new String[] {
            "initialize",
            "parameters",
            "layout",
            "step",
            "share",
            "write",
            "read",
            "objective",
            "checkLength",
            "checkIndices",
            "checkDim",
            "rows",
            "array",
            "take",
            "number",
            "counts",
            "countRows",
            GuardMethods.INSIDE,
            GuardMethods.NOT_FINITE,
            GuardMethods.SHOWN,
            "uniform",
            "normal",
            "orthogonal",
            "yield" // of Java 14 and later: a call must be qualified
        }) {
            methods.reserve(taken);
        }
        for (Method kernel : plan.kernels()) {
            Variable stand = Variable.local(kernel.name(), Variable.Kind.INT);
            methodNames.put(kernel, methods.declare(stand));
        }
    }

    /** Fixed dims and their constants. */
    Map<Dim, String> sizes() {
        return sizes;
    }

    /** Parameters and the constants that tell where they start. */
    Map<Tensor, String> offsets() {
        return offsets;
    }

    String size(Dim dim) {
        String name = sizes.get(dim);
        if (name == null) {
            throw new IllegalStateException("the dim " + dim + " has no constant");
        }
        return name;
    }

    String offset(Tensor parameter) {
        return offsets.get(parameter);
    }

    String field(Variable variable) {
        return fields.of(variable);
    }

    String method(Method method) {
        return methodNames.get(method);
    }

    /** The names that are taken in a method of an object, which sees the fields. */
    NameScope instanceScope() {
        return fields.inner();
    }

    /** The names that are taken in a static method: the constants. */
    NameScope staticScope() {
        return constants.inner();
    }
}
