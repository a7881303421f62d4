package dev.chainrule.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Checks of a public method's arguments, once; the loops behind need none. */
final class BoundaryChecks {

    private final Model model;
    private final ClassNames constants;
    private final Set<String> called = new HashSet<>();

    BoundaryChecks(Model model, ClassNames constants) {
        this.model = model;
        this.constants = constants;
    }

    /** Adds the checks of one public method. */
    void add(MethodSpec.Builder spec, ClassPlan.EntryMethod entry, NameScope scope) {
        if (entry.entry().kind() == Entry.Kind.UPDATE) {
            return;
        }
        ArrayLengths lengths = new ArrayLengths(entry, model, scope, constants);
        CallerArrays arrays = new CallerArrays(entry.entry(), model);
        entry.dims()
                .forEach((dim, variable) ->
                        spec.addStatement("$L($S, $L)", call("checkDim"), dim.name(), scope.of(variable)));
        addAssumptions(spec, entry, scope, lengths.text());
        entry.inputs().forEach((tensor, variable) -> addInput(spec, tensor, scope.of(variable), lengths));
        entry.vector()
                .ifPresent(vector -> addLength(spec, vector, arrays.vectorShape(), scope.of(vector), lengths.vector()));
        entry.out()
                .filter(out -> entry.entry().kind() != Entry.Kind.STEP) // the object's own array
                .ifPresent(out -> addLength(spec, out, arrays.outShape(), scope.of(out), lengths.out()));
    }

    private void addLength(MethodSpec.Builder spec, Variable array, String shape, String name, String length) {
        spec.addStatement("$L($S, $S, $L.length, $L)", call("checkLength"), array.name(), shape, name, length);
    }

    private void addInput(MethodSpec.Builder spec, Tensor tensor, String name, ArrayLengths lengths) {
        if (tensor.rank() > 0) {
            spec.addStatement(
                    "$L($S, $S, $L.length, $L)",
                    call("checkLength"),
                    tensor.name(),
                    EntryDocs.shape(tensor),
                    name,
                    lengths.of(tensor));
        }
        tensor.indexOf()
                .ifPresent(dim -> spec.addStatement(
                        "$L($S, $S, $L, $L)",
                        call(tensor.rank() > 0 ? "checkIndices" : "checkIndex"),
                        tensor.name(),
                        dim.name(),
                        name,
                        lengths.text().of(model.system().scalars().leaf(new SizeOf(dim)))));
    }

    /** What the file assumes of lengths and what the results require, as far as the method knows all of them. */
    private void addAssumptions(
            MethodSpec.Builder spec, ClassPlan.EntryMethod entry, NameScope scope, LengthText lengths) {
        Set<Assumption> assumptions = new LinkedHashSet<>(model.system().assumptions());
        assumptions.addAll(model.requirements(entry.entry()));
        for (Assumption assumption : assumptions) {
            List<Dim> dims = List.copyOf(assumption.openDims());
            if (!entry.dims().keySet().containsAll(dims)) {
                continue;
            }
            CodeBlock.Builder message = CodeBlock.builder();
            for (int i = 0; i < dims.size(); i++) {
                String before = i == 0 ? assumption.message() + " for " : ", ";
                message.add(i == 0 ? "" : " +$W")
                        .add(
                                "$S + $L",
                                before + dims.get(i).name() + " = ",
                                scope.of(entry.dims().get(dims.get(i))));
            }
            spec.beginControlFlow("if (!($L))", lengths.of(assumption.condition()))
                    .addStatement("throw new IllegalArgumentException($L)", message.build())
                    .endControlFlow();
        }
    }

    private String call(String check) {
        called.add(check);
        return check;
    }

    /** The methods that have been called so far. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        if (called.contains("checkDim")) {
            methods.add(check("checkDim")
                    .addParameter(String.class, "dim")
                    .addParameter(int.class, "length")
                    .beginControlFlow("if (length < 0)")
                    .addStatement("throw new IllegalArgumentException(dim + $S + length)", " has the negative length ")
                    .endControlFlow()
                    .build());
        }
        if (called.contains("checkLength")) {
            methods.add(check("checkLength")
                    .addParameter(String.class, "name")
                    .addParameter(String.class, "shape")
                    .addParameter(int.class, "length")
                    .addParameter(long.class, "expected")
                    .beginControlFlow("if (length != expected)")
                    .addStatement(
                            "throw new IllegalArgumentException($W name + shape + $S + expected + $S + length)",
                            " has ",
                            " elements, but the array has ")
                    .endControlFlow()
                    .build());
        }
        if (called.contains("checkIndices")) {
            methods.add(check("checkIndices")
                    .addParameter(String.class, "name")
                    .addParameter(String.class, "dim")
                    .addParameter(int[].class, "values")
                    .addParameter(long.class, "size")
                    .beginControlFlow("for (int i = 0; i < values.length; i++)")
                    .beginControlFlow("if (values[i] < 0 || values[i] >= size)")
                    .addStatement(
                            "throw new IllegalArgumentException($W name + $S + i + $S + values[i] + $S + dim + $S + size)",
                            "[",
                            "] is ",
                            ", which is no index of ",
                            ": its length is ")
                    .endControlFlow()
                    .endControlFlow()
                    .build());
        }
        if (called.contains("checkIndex")) {
            methods.add(check("checkIndex")
                    .addParameter(String.class, "name")
                    .addParameter(String.class, "dim")
                    .addParameter(int.class, "value")
                    .addParameter(long.class, "size")
                    .beginControlFlow("if (value < 0 || value >= size)")
                    .addStatement(
                            "throw new IllegalArgumentException($W name + $S + value + $S + dim + $S + size)",
                            " is ",
                            ", which is no index of ",
                            ": its length is ")
                    .endControlFlow()
                    .build());
        }
        return methods;
    }

    private static MethodSpec.Builder check(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }
}
