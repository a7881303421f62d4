package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Methods that write and read parameters, optimiser state, hypers and the step as a safetensors file. The part of the
 * header that names the tensors is a constant of the class, and a file fits only if it says exactly that.
 */
final class SafetensorsMethods {

    private static final ClassName BUFFER = ClassName.get("java.nio", "ByteBuffer");
    private static final ClassName ORDER = ClassName.get("java.nio", "ByteOrder");
    private static final ClassName UTF_8 = ClassName.get("java.nio.charset", "StandardCharsets");
    private static final ClassName IN = ClassName.get("java.io", "InputStream");
    private static final ClassName OUT = ClassName.get("java.io", "OutputStream");

    private final ClassPlan plan;
    private final Model model;
    private final Types types;
    private final ClassNames names;
    private final List<StateArray> arrays;

    SafetensorsMethods(ClassPlan plan, Types types, ClassNames names) {
        this.plan = plan;
        this.model = plan.model();
        this.types = types;
        this.names = names;
        this.arrays = StateArray.of(plan);
    }

    void addTo(TypeSpec.Builder type) {
        type.addField(FieldSpec.builder(String.class, "TENSORS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(header())
                .build());
        type.addMethod(write());
        type.addMethod(read());
        type.addMethod(value());
    }

    private CodeBlock header() {
        List<String> entries = new ArrayList<>();
        int width = types.single() ? 4 : 8;
        String dtype = types.single() ? "F32" : "F64";
        long at = 0;
        for (Model.Parameter parameter : model.parameters()) {
            String shape = parameter.tensor().extents().stream()
                    .map(extent -> String.valueOf(NetworkMembers.length(extent)))
                    .collect(Collectors.joining(","));
            long end = at + (long) width * NetworkMembers.size(parameter.tensor());
            entries.add(entry(parameter.tensor().name(), dtype, shape, at, end));
            at = end;
        }
        for (StateArray array : arrays) {
            String shape = array.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
            long end = at + width * array.size();
            entries.add(entry(array.saved(), dtype, shape, at, end));
            at = end;
        }
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < entries.size(); i++) {
            code.add(i == 0 ? "$S" : "\n+ $S", entries.get(i) + (i < entries.size() - 1 ? "," : ""));
        }
        return entries.isEmpty() ? CodeBlock.of("$S", "") : code.build();
    }

    private static String entry(String name, String dtype, String shape, long from, long to) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + from + ","
                + to + "]}";
    }

    /** Numbers that are saved in the header's metadata, by name. */
    private Map<String, Variable> numbers() {
        Map<String, Variable> numbers = new java.util.LinkedHashMap<>();
        plan.fields().forEach((tensor, variable) -> {
            if (NetworkMembers.isNumber(tensor)) {
                numbers.put(tensor.name(), variable);
            }
        });
        return numbers;
    }

    private MethodSpec write() {
        CodeBlock.Builder metadata =
                CodeBlock.builder().add("$S", "{\"__metadata__\":{\"model\":\"" + model.name() + "\"");
        numbers()
                .forEach((name, variable) ->
                        metadata.add("\n+ $S + $L + $S", ",\"" + name + "\":\"", names.field(variable), "\""));
        metadata.add("\n+ $S + TENSORS + $S", model.parameters().isEmpty() ? "}" : "},", "}");
        MethodSpec.Builder method = MethodSpec.methodBuilder("write")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Writes all that training needs to go on, as a safetensors file. The stream stays open.\n")
                .addParameter(OUT, "out")
                .addException(IOException.class)
                .addStatement("String text = $L", metadata.build())
                .addStatement(
                        "byte[] header = (text + $S.repeat((8 - text.length() % 8) % 8)).getBytes($T.UTF_8)",
                        " ", UTF_8)
                .addStatement(
                        "$T buffer = $T.allocate(8 + header.length + $L * $L).order($T.LITTLE_ENDIAN)",
                        BUFFER,
                        BUFFER,
                        elements(),
                        types.single() ? "Float.BYTES" : "Double.BYTES",
                        ORDER)
                .addStatement("buffer.putLong(header.length).put(header)");
        for (String array : fields()) {
            method.beginControlFlow("for ($T value : $L)", types.real(), array)
                    .addStatement("buffer.$L(value)", types.single() ? "putFloat" : "putDouble")
                    .endControlFlow();
        }
        return method.addStatement("out.write(buffer.array())").build();
    }

    private MethodSpec read() {
        String model = this.model.name();
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Reads what {@link #write} has written; nothing is changed if the file does not fit.\n\n"
                                + "@throws IOException if the file is not of this class, is cut off, or has more than it says\n")
                .addParameter(IN, "in")
                .addException(IOException.class)
                .addStatement("byte[] bytes = in.readAllBytes()")
                .addStatement("$T buffer = $T.wrap(bytes).order($T.LITTLE_ENDIAN)", BUFFER, BUFFER, ORDER)
                .addStatement("long length = bytes.length < 8 ? -1 : buffer.getLong()")
                .beginControlFlow("if (length < 2 || length > 1 << 20 || length > bytes.length - 8)")
                .addStatement(
                        "throw new $T($S)", IOException.class, "not a safetensors file: it has no complete header")
                .endControlFlow()
                .addStatement("String header = new String(bytes, 8, (int) length, $T.UTF_8).stripTrailing()", UTF_8)
                .beginControlFlow(
                        "if (!header.endsWith($S + TENSORS + $S))",
                        this.model.parameters().isEmpty() ? "}" : "},",
                        "}")
                .addStatement(
                        "throw new $T($S)",
                        IOException.class,
                        "the file's tensors are not those of " + model + ": names, shapes, types and order must agree")
                .endControlFlow()
                .addStatement("buffer.position(8 + (int) length)")
                .beginControlFlow(
                        "if (buffer.remaining() != $L * $L)",
                        elements(),
                        types.single() ? "Float.BYTES" : "Double.BYTES")
                .addStatement(
                        "throw new $T($S)",
                        IOException.class,
                        "the file is cut off, or has more data than its header says")
                .endControlFlow();
        numbers()
                .forEach((name, variable) -> method.addStatement(
                        "$T new$L = $L",
                        types.of(variable.kind()),
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        parsed(name, variable)));
        for (String array : fields()) {
            method.beginControlFlow("for (int i = 0; i < $L.length; i++)", array)
                    .addStatement("$L[i] = buffer.$L()", array, types.single() ? "getFloat" : "getDouble")
                    .endControlFlow();
        }
        numbers()
                .forEach((name, variable) -> method.addStatement(
                        "$L = new$L",
                        names.field(variable),
                        Character.toUpperCase(name.charAt(0)) + name.substring(1)));
        return method.build();
    }

    /** The arrays in the order in which they are saved. */
    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        plan.parameters().ifPresent(parameters -> fields.add(names.field(parameters)));
        arrays.forEach(array -> fields.add(names.field(array.field())));
        return fields;
    }

    /** How many numbers are saved. */
    private String elements() {
        long others = arrays.stream()
                .filter(array -> !array.length().equals("PARAMETER_COUNT"))
                .mapToLong(StateArray::size)
                .sum();
        long flat = 1
                + arrays.stream()
                        .filter(array -> array.length().equals("PARAMETER_COUNT"))
                        .count();
        String all = flat + " * PARAMETER_COUNT";
        return others == 0 ? all : "(" + all + " + " + others + ")";
    }

    private String parsed(String name, Variable variable) {
        String text = "metadata(header, \"" + name + "\")";
        if (variable.kind() == Variable.Kind.INT) {
            return "Integer.parseInt(" + text + ")";
        }
        return types.single() ? "Float.parseFloat(" + text + ")" : "Double.parseDouble(" + text + ")";
    }

    private MethodSpec value() {
        return MethodSpec.methodBuilder("metadata")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("A text of the header's metadata.\n")
                .returns(String.class)
                .addParameter(String.class, "header")
                .addParameter(String.class, "key")
                .addException(IOException.class)
                .addStatement("String start = $S + key + $S", "\"", "\":\"")
                .addStatement("int from = header.indexOf(start)")
                .beginControlFlow("if (from < 0)")
                .addStatement("throw new $T($S + key)", IOException.class, "the file's metadata lacks ")
                .endControlFlow()
                .addStatement(
                        "return header.substring(from + start.length(), header.indexOf('\"', from + start.length()))")
                .build();
    }
}
