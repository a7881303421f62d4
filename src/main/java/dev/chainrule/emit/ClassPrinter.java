package dev.chainrule.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Method;
import dev.chainrule.loop.Variable;
import dev.chainrule.scalar.Spelling;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Puts a class together: constants, fields, public methods, kernels, helpers. */
final class ClassPrinter {

    private final ClassPlan plan;
    private final Model model;
    private final Types types;
    private final ClassNames names;
    private final BoundaryChecks checks;
    private final GeneratedMark mark;
    private final Map<String, Spelling.Helper> helpers = new LinkedHashMap<>();
    private final Set<String> guards = new HashSet<>();

    ClassPrinter(ClassPlan plan) {
        this.plan = plan;
        this.model = plan.model();
        this.types = new Types(model.precision());
        this.names = new ClassNames(plan);
        this.checks = new BoundaryChecks(model, names);
        this.mark = new GeneratedMark(plan);
    }

    TypeSpec function() {
        TypeSpec.Builder type = open("Every method may be called from any thread.");
        addSizes(type);
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        for (ClassPlan.EntryMethod entry : plan.entries()) {
            type.addMethod(entry(entry, Modifier.PUBLIC, Modifier.STATIC));
        }
        addKernels(type);
        mark.declareIn(type);
        return type.build();
    }

    TypeSpec network() {
        NetworkMembers members = new NetworkMembers(plan, types, names);
        TypeSpec.Builder type =
                open("An object is used by one thread at a time; {@link #share} makes one for each thread.");
        addSizes(type);
        members.addConstantsAndFields(type);
        members.addBasics(type);
        for (ClassPlan.EntryMethod entry : plan.entries()) {
            boolean update = entry.entry().kind() == Entry.Kind.UPDATE;
            boolean own = update || entry.entry().kind() == Entry.Kind.STEP;
            type.addMethod(entry(entry, own ? Modifier.PRIVATE : Modifier.PUBLIC));
            if (update) {
                members.addStep(type);
            }
        }
        type.addType(TensorType.spec(mark));
        new SafetensorsMethods(plan, types, names).addTo(type, mark);
        addKernels(type);
        new Initialization(plan, types, names).helpers().forEach(type::addMethod);
        WorkspaceMethods.of(plan.workspaces(), types).forEach(type::addMethod);
        mark.declareIn(type);
        return type.build();
    }

    private TypeSpec.Builder open(String threads) {
        TypeSpec.Builder type =
                mark.on(TypeSpec.classBuilder(model.name()).addModifiers(Modifier.PUBLIC, Modifier.FINAL));
        model.doc().filter(doc -> !doc.isBlank()).ifPresent(doc -> type.addJavadoc("$L\n\n<p>", Javadocs.escaped(doc)));
        type.addJavadoc("Arrays are row-major. $L\n", threads);
        return type;
    }

    private void addSizes(TypeSpec.Builder type) {
        names.sizes().forEach((dim, name) -> {
            if (!name.equals("PARAMETER_COUNT")) {
                type.addField(FieldSpec.builder(int.class, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("The length of $L.", Javadocs.escaped(dim.name()))
                        .initializer("$L", dim.fixedLength().getAsInt())
                        .build());
            }
        });
    }

    private MethodSpec entry(ClassPlan.EntryMethod entry, Modifier... modifiers) {
        Method method = entry.method();
        boolean isStatic = List.of(modifiers).contains(Modifier.STATIC);
        NameScope scope = isStatic ? names.staticScope() : names.instanceScope();
        scope.open();
        MethodSpec.Builder spec = MethodSpec.methodBuilder(method.name()).addModifiers(modifiers);
        addSignature(spec, method, scope);
        EntryDocs.add(spec, entry, model, scope);
        checks.add(spec, entry, scope);
        spec.addCode(body(method, scope));
        return spec.build();
    }

    private void addSignature(MethodSpec.Builder spec, Method method, NameScope scope) {
        spec.returns(method.result().map(types::of).orElse(com.palantir.javapoet.TypeName.VOID));
        for (Variable parameter : method.parameters()) {
            spec.addParameter(ParameterSpec.builder(types.of(parameter.kind()), scope.declare(parameter))
                    .build());
        }
    }

    private ExpressionPrinter printer(NameScope scope) {
        return new ExpressionPrinter(types, model.fast(), names, scope, this::need, guards);
    }

    private void need(Spelling.Helper helper) {
        helper.needs().forEach(this::need);
        helpers.put(helper.name(), helper);
    }

    private CodeBlock body(Method method, NameScope scope) {
        return new MethodPrinter(types, names, scope, printer(scope)).print(method.body());
    }

    private void addKernels(TypeSpec.Builder type) {
        for (Method kernel : plan.kernels()) {
            NameScope scope = names.staticScope();
            scope.open();
            MethodSpec.Builder spec =
                    MethodSpec.methodBuilder(names.method(kernel)).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
            addSignature(spec, kernel, scope);
            spec.addJavadoc("$L", Javadocs.escaped(String.join("\n", kernel.comment())));
            spec.addCode(body(kernel, scope));
            type.addMethod(spec.build());
        }
        checks.methods().forEach(type::addMethod);
        GuardMethods.of(guards).forEach(type::addMethod);
        helpers.values().forEach(helper -> type.addMethod(helper(helper)));
    }

    private static MethodSpec helper(Spelling.Helper helper) {
        MethodSpec.Builder spec = MethodSpec.methodBuilder(helper.name())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("$L", Javadocs.escaped(helper.documentation()))
                .returns(Types.named(helper.result()));
        helper.parameters().forEach(parameter -> spec.addParameter(Types.named(helper.operand()), parameter));
        return spec.addCode("$L", helper.body()).build();
    }

    /** The objective's fused method, if there is one. */
    static Optional<ClassPlan.EntryMethod> entry(ClassPlan plan, Entry.Kind kind) {
        return plan.entries().stream()
                .filter(entry -> entry.entry().kind() == kind)
                .findFirst();
    }
}
