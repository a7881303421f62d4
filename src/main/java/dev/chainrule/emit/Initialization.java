package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.loop.ClassPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The method that draws the first parameters, and the random numbers it needs. They are counter-based: number {@code i}
 * of parameter {@code p} depends on the seed, {@code p} and {@code i} alone.
 */
final class Initialization {

    private static final ClassName ARRAYS = ClassName.get("java.util", "Arrays");

    private final ClassPlan plan;
    private final Model model;
    private final Types types;
    private final ClassNames names;

    Initialization(ClassPlan plan, Types types, ClassNames names) {
        this.plan = plan;
        this.model = plan.model();
        this.types = types;
        this.names = names;
    }

    MethodSpec method() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("initialize")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Draws all parameters and forgets what training has collected. The same seed gives the same numbers.\n")
                .addParameter(long.class, "seed");
        String parameters = names.field(plan.parameters().orElseThrow());
        int stream = 0;
        for (Model.Parameter parameter : model.parameters()) {
            add(
                    method,
                    parameter.initializer(),
                    parameters,
                    names.offset(parameter.tensor()),
                    NetworkMembers.size(parameter.tensor()),
                    stream++);
        }
        for (StateArray array : StateArray.of(plan)) {
            add(method, array.first(), own(names.field(array.field())), "0", Math.toIntExact(array.size()), stream++);
        }
        plan.fields().forEach((tensor, variable) -> {
            if (tensor.role() == Tensor.Role.STEP) {
                method.addStatement("$L = 0", names.field(variable));
            } else if (tensor.role() == Tensor.Role.SEED) {
                method.addStatement("$L = Long.hashCode(seed)", own(names.field(variable)));
            }
        });
        return method.build();
    }

    /** A field in the method, whose argument is called seed. */
    private static String own(String field) {
        return field.equals("seed") ? "this.seed" : field;
    }

    private void add(
            MethodSpec.Builder method, Initializer initializer, String array, String from, int size, int stream) {
        double in = NetworkMembers.length(initializer.fanIn());
        double out = NetworkMembers.length(initializer.fanOut());
        switch (initializer.kind()) {
            case ZEROS -> fill(method, array, from, size, 0);
            case ONES -> fill(method, array, from, size, 1);
            case CONSTANT ->
                fill(method, array, from, size, initializer.arguments().get(0));
            case UNIFORM ->
                uniform(
                        method,
                        array,
                        from,
                        size,
                        stream,
                        initializer.arguments().get(0),
                        initializer.arguments().get(1));
            case NORMAL ->
                normal(
                        method,
                        array,
                        from,
                        size,
                        stream,
                        initializer.arguments().get(0),
                        initializer.arguments().get(1));
            case GLOROT_UNIFORM ->
                uniform(method, array, from, size, stream, -Math.sqrt(6 / (in + out)), Math.sqrt(6 / (in + out)));
            case HE_UNIFORM -> uniform(method, array, from, size, stream, -Math.sqrt(6 / in), Math.sqrt(6 / in));
            case GLOROT_NORMAL -> normal(method, array, from, size, stream, 0, Math.sqrt(2 / (in + out)));
            case HE_NORMAL -> normal(method, array, from, size, stream, 0, Math.sqrt(2 / in));
            case ORTHOGONAL -> orthogonal(method, array, from, size, stream, (long) in, (long) out);
        }
    }

    /** A matrix for each copy of the module that the parameter is of, each from a stream of its own. */
    private static void orthogonal(
            MethodSpec.Builder method, String array, String from, int size, int stream, long in, long out) {
        if (size == 0) {
            return;
        }
        long copies = size / (in * out);
        if (copies == 1) {
            method.addStatement("orthogonal($L, $L, $L, $L, seed, $L)", array, from, in, out, stream);
            return;
        }
        method.beginControlFlow("for (int copy = 0; copy < $L; copy++)", copies)
                .addStatement(
                        "orthogonal($L, $L + $L * copy, $L, $L, seed, $L + $L * copy)",
                        array,
                        from,
                        in * out,
                        in,
                        out,
                        stream,
                        1 << 16)
                .endControlFlow();
    }

    private void fill(MethodSpec.Builder method, String array, String from, int size, double value) {
        if (from.equals("0")) { // an array of its own
            method.addStatement("$T.fill($L, $L)", ARRAYS, array, types.literal(value));
            return;
        }
        method.addStatement("$T.fill($L, $L, $L + $L, $L)", ARRAYS, array, from, from, size, types.literal(value));
    }

    private static void uniform(
            MethodSpec.Builder method, String array, String from, int size, int stream, double low, double high) {
        method.addStatement("uniform($L, $L, $L, $L, $L, seed, $L)", array, from, size, low, high, stream);
    }

    private static void normal(
            MethodSpec.Builder method, String array, String from, int size, int stream, double mean, double deviation) {
        method.addStatement("normal($L, $L, $L, $L, $L, seed, $L)", array, from, size, mean, deviation, stream);
    }

    /** The random numbers that the class needs. */
    List<MethodSpec> helpers() {
        Set<String> needed = new LinkedHashSet<>();
        List<Initializer> all = new ArrayList<>();
        model.parameters().forEach(parameter -> all.add(parameter.initializer()));
        StateArray.of(plan).forEach(array -> all.add(array.first()));
        for (Initializer initializer : all) {
            switch (initializer.kind()) {
                case UNIFORM, GLOROT_UNIFORM, HE_UNIFORM -> needed.add("uniform");
                case NORMAL, GLOROT_NORMAL, HE_NORMAL -> needed.add("normal");
                case ORTHOGONAL -> {
                    needed.add("normal");
                    needed.add("orthogonal");
                }
                default -> {
                    // drawn without random numbers
                }
            }
        }
        List<MethodSpec> methods = new ArrayList<>();
        if (needed.contains("uniform")) {
            methods.add(draws("uniform", "low", "high", "low + (high - low) * random(seed, stream, i)"));
        }
        if (needed.contains("normal")) {
            methods.add(draws(
                    "normal",
                    "mean",
                    "deviation",
                    "mean + deviation * Math.sqrt(-2 * Math.log(1 - random(seed, stream, 2L * i)))\n"
                            + "        * Math.cos(2 * Math.PI * random(seed, stream, 2L * i + 1))"));
        }
        if (needed.contains("orthogonal")) {
            methods.add(orthogonal());
        }
        if (!needed.isEmpty()) {
            methods.add(random());
        }
        return methods;
    }

    private MethodSpec draws(String name, String first, String second, String value) {
        String cast = types.single() ? "(float) (" + value + ")" : value;
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(types.reals(), "out")
                .addParameter(int.class, "from")
                .addParameter(int.class, "count")
                .addParameter(double.class, first)
                .addParameter(double.class, second)
                .addParameter(long.class, "seed")
                .addParameter(int.class, "stream")
                .beginControlFlow("for (int i = 0; i < count; i++)")
                .addStatement("out[from + i] = $L", cast)
                .endControlFlow()
                .build();
    }

    private MethodSpec random() {
        return MethodSpec.methodBuilder("random")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc(
                        "A number in [0, 1) for a seed, a stream and a counter: two rounds of splitmix64 (Steele et al., 2014).\n")
                .returns(double.class)
                .addParameter(long.class, "seed")
                .addParameter(long.class, "stream")
                .addParameter(long.class, "counter")
                .addStatement("long z = seed * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L + counter")
                .beginControlFlow("for (int round = 0; round < 2; round++)")
                .addStatement("z += 0x9E3779B97F4A7C15L")
                .addStatement("z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L")
                .addStatement("z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL")
                .addStatement("z ^= z >>> 31")
                .endControlFlow()
                .addStatement("return (z >>> 11) * 0x1.0p-53")
                .build();
    }

    private MethodSpec orthogonal() {
        String wide = types.single() ? "(double) " : "";
        String narrow = types.single() ? "(float) " : "";
        return MethodSpec.methodBuilder("orthogonal")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc(
                        "A random matrix whose rows, or columns if they are fewer, are orthonormal: modified Gram–Schmidt.\n")
                .addParameter(types.reals(), "out")
                .addParameter(int.class, "from")
                .addParameter(int.class, "rows")
                .addParameter(int.class, "columns")
                .addParameter(long.class, "seed")
                .addParameter(int.class, "stream")
                .addStatement("normal(out, from, rows * columns, 0, 1, seed, stream)")
                .addStatement("int vectors = Math.min(rows, columns)")
                .addStatement("int length = Math.max(rows, columns)")
                .addStatement("int next = rows <= columns ? columns : 1")
                .addStatement("int along = rows <= columns ? 1 : columns")
                .beginControlFlow("for (int a = 0; a < vectors; a++)")
                .beginControlFlow("for (int b = 0; b <= a; b++)")
                .addStatement("double product = 0")
                .beginControlFlow("for (int i = 0; i < length; i++)")
                .addStatement("product += $Lout[from + a * next + i * along] * out[from + b * next + i * along]", wide)
                .endControlFlow()
                .addStatement("double scale = 1 / Math.sqrt(product)")
                .beginControlFlow("for (int i = 0; i < length; i++)")
                .addStatement("int at = from + a * next + i * along")
                .addStatement(
                        "out[at] = $L(b < a ? out[at] - product * out[from + b * next + i * along] : out[at] * scale)",
                        narrow)
                .endControlFlow()
                .endControlFlow()
                .endControlFlow()
                .build();
    }
}
