package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import dev.chainrule.scalar.Scalar;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Fields of a network's class and the methods around them. */
final class NetworkMembers {

    private final ClassPlan plan;
    private final Model model;
    private final Types types;
    private final ClassNames names;

    NetworkMembers(ClassPlan plan, Types types, ClassNames names) {
        this.plan = plan;
        this.model = plan.model();
        this.types = types;
        this.names = names;
    }

    /** The number of elements of a parameter, whose dims are all fixed. */
    static int size(Tensor tensor) {
        long size = 1;
        for (Scalar extent : tensor.extents()) {
            size = Math.multiplyExact(size, length(extent));
        }
        return Math.toIntExact(size);
    }

    static long length(Scalar extent) {
        return Affine.of(extent).value().orElseThrow();
    }

    static int count(Model model) {
        return model.parameters().stream()
                .mapToInt(parameter -> size(parameter.tensor()))
                .sum();
    }

    void addConstantsAndFields(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(int.class, "PARAMETER_COUNT", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The length of {@link #parameters}.")
                .initializer("$L", count(model))
                .build());
        int offset = 0;
        for (Model.Parameter parameter : model.parameters()) {
            type.addField(FieldSpec.builder(
                            int.class,
                            names.offset(parameter.tensor()),
                            Modifier.PRIVATE,
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer("$L", offset)
                    .build());
            offset += size(parameter.tensor());
        }
        plan.parameters().ifPresent(field -> addFinal(type, field));
        for (Map.Entry<Tensor, Variable> field : plan.fields().entrySet()) {
            addField(type, field.getKey(), field.getValue());
        }
        for (Variable workspace : plan.workspaces()) {
            boolean real = workspace.kind() == Variable.Kind.REALS || workspace.kind() == Variable.Kind.ROWS;
            boolean rows = workspace.kind() == Variable.Kind.ROWS || workspace.kind() == Variable.Kind.INT_ROWS;
            type.addField(FieldSpec.builder(types.of(workspace.kind()), names.field(workspace), Modifier.PRIVATE)
                    .initializer("new $L[0]$L", real ? types.real() : "int", rows ? "[0]" : "")
                    .build());
        }
    }

    private void addFinal(TypeSpec.Builder type, Variable field) {
        type.addField(FieldSpec.builder(types.reals(), names.field(field), Modifier.PRIVATE, Modifier.FINAL)
                .build());
    }

    private void addField(TypeSpec.Builder type, Tensor tensor, Variable variable) {
        String name = names.field(variable);
        switch (tensor.role()) {
            case HYPER ->
                type.addField(FieldSpec.builder(types.real(), name, Modifier.PRIVATE)
                        .initializer("$L", types.literal(hyper(tensor).value()))
                        .build());
            case STEP, SEED ->
                type.addField(FieldSpec.builder(types.of(variable.kind()), name, Modifier.PRIVATE)
                        .build());
            case OPTIMIZER_STATE, STATE -> addFinal(type, variable);
            case FLAT_GRADIENT ->
                type.addField(FieldSpec.builder(types.reals(), name, Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T[PARAMETER_COUNT]", types.real())
                        .build());
            default -> {
                // the parameters have been added first
            }
        }
    }

    private Model.Hyper hyper(Tensor tensor) {
        return model.hypers().stream()
                .filter(hyper -> hyper.tensor() == tensor)
                .findFirst()
                .orElseThrow();
    }

    void addBasics(TypeSpec.Builder type) {
        addConstructors(type);
        type.addMethod(new Initialization(plan, types, names).method());
        String parameters = names.field(plan.parameters().orElseThrow());
        type.addMethod(MethodSpec.methodBuilder("parameters")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The live parameters, one after the other; {@link #layout} tells which is where.\n")
                .returns(types.reals())
                .addStatement("return $L", parameters)
                .build());
        type.addMethod(layout());
        for (Model.Hyper hyper : model.hypers()) {
            String doc = hyper.doc()
                    .filter(text -> !text.isBlank())
                    .map(Javadocs::escaped)
                    .orElse("The value of " + hyper.tensor().name() + ".");
            addNumber(type, hyper.tensor(), types.real(), doc);
        }
        model.training()
                .seed()
                .ifPresent(seed -> addNumber(
                        type,
                        seed,
                        TypeName.INT,
                        "The seed of what is drawn in training; {@link #initialize} sets it."));
        if (!model.training().states().isEmpty()) {
            type.addMethod(states());
        }
        addShare(type);
    }

    private void addConstructors(TypeSpec.Builder type) {
        MethodSpec.Builder fresh = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Parameters are zero until {@link #initialize} draws them or {@link #read} loads them.\n");
        MethodSpec.Builder sharing = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(ClassName.get("", model.name()), "original");
        plan.parameters().ifPresent(parameters -> addArray(fresh, sharing, parameters, "PARAMETER_COUNT"));
        StateArray.of(plan).forEach(array -> addArray(fresh, sharing, array.field(), array.length()));
        plan.fields().forEach((tensor, variable) -> {
            if (isNumber(tensor)) {
                sharing.addStatement("$L = original.$L", names.field(variable), names.field(variable));
            }
        });
        type.addMethod(fresh.build());
        type.addMethod(sharing.build());
    }

    private void addArray(MethodSpec.Builder fresh, MethodSpec.Builder sharing, Variable array, String length) {
        fresh.addStatement("$L = new $T[$L]", names.field(array), types.real(), length);
        sharing.addStatement("$L = original.$L", names.field(array), names.field(array));
    }

    /** Whether a field is a single number that a step depends on. */
    static boolean isNumber(Tensor tensor) {
        return tensor.role() == Tensor.Role.HYPER
                || tensor.role() == Tensor.Role.STEP
                || tensor.role() == Tensor.Role.SEED;
    }

    private void addShare(TypeSpec.Builder type) {
        ClassName self = ClassName.get("", model.name());
        type.addMethod(MethodSpec.methodBuilder("share")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("An object with the same parameters and a workspace of its own, for another thread.\n")
                .returns(self)
                .addStatement("return new $T(this)", self)
                .build());
    }

    private MethodSpec layout() {
        ParameterizedTypeName list = ParameterizedTypeName.get(TensorType.LIST, ClassName.get("", "Tensor"));
        CodeBlock.Builder entries = CodeBlock.builder();
        String separator = "";
        for (Model.Parameter parameter : model.parameters()) {
            Tensor tensor = parameter.tensor();
            String shape = tensor.extents().stream()
                    .map(extent -> String.valueOf(length(extent)))
                    .collect(Collectors.joining(", "));
            entries.add(
                    separator + "\nnew Tensor($S, $L, $T.of($L))",
                    tensor.name(),
                    names.offset(tensor),
                    TensorType.LIST,
                    shape);
            separator = ",";
        }
        return MethodSpec.methodBuilder("layout")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc("The parameters in the order of {@link #parameters}.\n")
                .returns(list)
                .addStatement("return $T.of($L)", TensorType.LIST, entries.build())
                .build();
    }

    /** One method for all, since a state may be called what a method of every class is called. */
    private MethodSpec states() {
        CodeBlock.Builder list = CodeBlock.builder();
        CodeBlock.Builder cases =
                CodeBlock.builder().add("return switch (name) {\n").indent();
        for (Model.State state : model.training().states()) {
            Tensor tensor = state.tensor();
            String doc = state.doc()
                    .filter(text -> !text.isBlank())
                    .map(text -> ": " + Javadocs.escaped(text.replace('\n', ' ')))
                    .orElse("");
            list.add("\n<li>$L$L", Javadocs.escaped(tensor.name() + EntryDocs.shape(tensor)), doc);
            cases.add(
                    "case $S -> $L;\n", tensor.name(), names.field(plan.fields().get(tensor)));
        }
        cases.add("default -> throw new IllegalArgumentException($S + name);\n", "there is no state ");
        return MethodSpec.methodBuilder("state")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "The live array of a state, which steps change without a gradient:\n\n<ul>$L\n</ul>\n",
                        list.build())
                .returns(types.reals())
                .addParameter(String.class, "name")
                .addCode(cases.unindent().add("};\n").build())
                .build();
    }

    private void addNumber(TypeSpec.Builder type, Tensor tensor, TypeName kind, String doc) {
        String field = names.field(plan.fields().get(tensor));
        String capital =
                Character.toUpperCase(tensor.name().charAt(0)) + tensor.name().substring(1);
        type.addMethod(MethodSpec.methodBuilder("get" + capital)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L\n", doc)
                .returns(kind)
                .addStatement("return $L", field)
                .build());
        String value = names.instanceScope().reserve("value");
        type.addMethod(MethodSpec.methodBuilder("set" + capital)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("$L\n", doc)
                .addParameter(kind, value)
                .addStatement("$L = $L", field, value)
                .build());
    }

    /** A training step: the gradient, then the optimiser. A call that is refused leaves the number of the step as it was. */
    void addStep(TypeSpec.Builder type) {
        ClassPlan.EntryMethod gradient = ClassPrinter.entry(plan, Entry.Kind.STEP)
                .or(() -> ClassPrinter.entry(plan, Entry.Kind.GRADIENT))
                .orElseThrow();
        Model.Optimizer optimizer = model.optimizer().orElseThrow();
        NameScope scope = names.instanceScope();
        scope.open();
        MethodSpec.Builder step = MethodSpec.methodBuilder("step")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "One training step of $L: forward, backward and update. Allocates nothing once the workspaces fit.\n",
                        optimizer.name())
                .returns(types.real());
        StringBuilder arguments = new StringBuilder();
        for (Variable parameter : gradient.method().parameters()) {
            boolean out = gradient.out().isPresent() && gradient.out().get() == parameter;
            String name = out ? scope.of(parameter) : scope.declare(parameter);
            if (!out) {
                step.addParameter(types.of(parameter.kind()), name);
            }
            arguments.append(arguments.length() == 0 ? "" : ", ").append(name);
        }
        String result = scope.reserve("value");
        String refused = scope.reserve("refused");
        String number = names.field(plan.fields().get(model.training().step().orElseThrow()));
        step.addStatement("$L++", number)
                .addStatement("$T $L", types.real(), result)
                .beginControlFlow("try")
                .addStatement("$L = $L($L)", result, gradient.method().name(), arguments)
                .nextControlFlow("catch ($T | $T $L)", RuntimeException.class, Error.class, refused)
                .addStatement("$L--", number)
                .addStatement("throw $L", refused)
                .endControlFlow()
                .addStatement(
                        "$L()",
                        ClassPrinter.entry(plan, Entry.Kind.UPDATE)
                                .orElseThrow()
                                .method()
                                .name())
                .addStatement("return $L", result);
        type.addMethod(step.build());
    }
}
