package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
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
 * Methods that write and read parameters, optimiser state, hypers and the step as a safetensors file. What is written has
 * one form; what is read may have any that the format allows, as long as the tensors are those of the class.
 */
final class SafetensorsMethods {

    private static final ClassName BUFFER = ClassName.get("java.nio", "ByteBuffer");
    private static final ClassName ORDER = ClassName.get("java.nio", "ByteOrder");
    private static final ClassName UTF_8 = ClassName.get("java.nio.charset", "StandardCharsets");
    private static final ClassName IN = ClassName.get("java.io", "InputStream");
    private static final ClassName OUT = ClassName.get("java.io", "OutputStream");

    private static final String METADATA = "__metadata__";

    /** How the names of an optimiser's arrays begin in a file. */
    private static final String OPTIMIZER = "optimizer.";

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

    void addTo(TypeSpec.Builder type, GeneratedMark mark) {
        type.addField(FieldSpec.builder(String.class, "TENSORS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(header())
                .build());
        type.addMethod(write());
        type.addMethod(read());
        type.addMethod(take());
        if (!numbers().isEmpty()) {
            type.addMethod(number());
        }
        type.addType(HeaderType.spec(headerType(), mark));
    }

    private CodeBlock header() {
        List<String> entries = new ArrayList<>();
        int width = types.single() ? 4 : 8;
        String dtype = dtype();
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
                CodeBlock.builder().add("$S", "{\"" + METADATA + "\":{\"model\":\"" + model.name() + "\"");
        numbers()
                .forEach((name, variable) ->
                        metadata.add("\n+ $S + $L + $S", ",\"" + name + "\":\"", names.field(variable), "\""));
        metadata.add("\n+ $S + TENSORS + $S", model.parameters().isEmpty() ? "}" : "},", "}");
        NameScope scope = names.instanceScope();
        String out = scope.reserve("out");
        String text = scope.reserve("text");
        String header = scope.reserve("header");
        String buffer = scope.reserve("buffer");
        String value = scope.reserve("value");
        MethodSpec.Builder method = MethodSpec.methodBuilder("write")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("Writes all that training needs to go on, as a safetensors file. The stream stays open.\n")
                .addParameter(OUT, out)
                .addException(IOException.class)
                .addStatement("String $L = $L", text, metadata.build())
                .addStatement(
                        "byte[] $L = ($L + $S.repeat((8 - $L.length() % 8) % 8)).getBytes($T.UTF_8)",
                        header, text, " ", text, UTF_8)
                .addStatement(
                        "$T $L = $T.allocate(8 + $L.length + $L * $L).order($T.LITTLE_ENDIAN)",
                        BUFFER,
                        buffer,
                        BUFFER,
                        header,
                        elements(),
                        types.single() ? "Float.BYTES" : "Double.BYTES",
                        ORDER)
                .addStatement("$L.putLong($L.length).put($L)", buffer, header, header);
        for (String array : fields()) {
            method.beginControlFlow("for ($T $L : $L)", types.real(), value, array)
                    .addStatement("$L.$L($L)", buffer, types.single() ? "putFloat" : "putDouble", value)
                    .endControlFlow();
        }
        return method.addStatement("$L.write($L.array())", out, buffer).build();
    }

    private MethodSpec read() {
        NameScope scope = names.instanceScope();
        String in = scope.reserve("in");
        String bytes = scope.reserve("bytes");
        String length = scope.reserve("length");
        String header = scope.reserve("header");
        String metadata = scope.reserve("metadata");
        String data = scope.reserve("data");
        String taken = scope.reserve("taken");
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Reads what {@link #write} has written, or another library, if names, types and shapes are those"
                                + " of this class.\nWhat training keeps besides stays as it is where the file lacks it; and all"
                                + " does if the file does not fit.\n\n@throws IOException if the file has not the tensors of this"
                                + " class, is cut off, or has more than it says\n")
                .addParameter(IN, in)
                .addException(IOException.class)
                .addStatement("byte[] $L = $L.readAllBytes()", bytes, in)
                .addStatement("$T $L = $T.wrap($L).order($T.LITTLE_ENDIAN)", BUFFER, data, BUFFER, bytes, ORDER)
                .addStatement("long $L = $L.length < 8 ? -1 : $L.getLong()", length, bytes, data)
                .beginControlFlow("if ($L < 2 || $L > 1 << 20 || $L > $L.length - 8)", length, length, length, bytes)
                .addStatement(
                        "throw new $T($S)", IOException.class, "not a safetensors file: it has no complete header")
                .endControlFlow()
                .addStatement(
                        "$T $L = new $L(new String($L, 8, (int) $L, $T.UTF_8)).tensors()",
                        HeaderType.TENSORS,
                        header,
                        headerType(),
                        bytes,
                        length,
                        UTF_8)
                .addStatement(
                        "$T $L = $L.getOrDefault($S, $T.of())",
                        HeaderType.TEXTS,
                        metadata,
                        header,
                        METADATA,
                        HeaderType.MAP)
                .addStatement("$L.remove($S)", header, METADATA)
                .addStatement("$L.position(8 + (int) $L)", data, length)
                .addStatement("$L = $L.slice().order($T.LITTLE_ENDIAN)", data, data, ORDER)
                .addStatement("long $L = 0", taken);
        Map<String, String> copies = new java.util.LinkedHashMap<>();
        fields().forEach(field -> copies.put(field, scope.reserve(fresh(field))));
        copies.forEach((field, copy) -> method.addStatement("$T $L = $L.clone()", types.reals(), copy, field));
        plan.parameters().map(names::field).ifPresent(parameters -> {
            String tensor = scope.reserve("tensor");
            method.beginControlFlow("for (Tensor $L : layout())", tensor)
                    .addStatement(
                            "$L += take($L, $L.name(), $L.shape(), $L, $L, $L.offset())",
                            taken,
                            header,
                            tensor,
                            tensor,
                            data,
                            copies.get(parameters),
                            tensor)
                    .endControlFlow();
        });
        for (StateArray array : arrays) {
            boolean optional = array.saved().startsWith(OPTIMIZER);
            if (optional) {
                method.beginControlFlow("if ($L.containsKey($S))", header, array.saved());
            }
            method.addStatement(
                    "$L += take($L, $S, $T.of($L), $L, $L, 0)",
                    taken,
                    header,
                    array.saved(),
                    TensorType.LIST,
                    array.shape().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    data,
                    copies.get(names.field(array.field())));
            if (optional) {
                method.endControlFlow();
            }
        }
        method.beginControlFlow("if (!$L.isEmpty())", header)
                .addStatement(
                        "throw new $T($S + String.join($S, $L.keySet()))",
                        IOException.class,
                        "the file has tensors that " + model.name() + " lacks: ",
                        ", ",
                        header)
                .endControlFlow()
                .beginControlFlow("if ($L != $L.limit())", taken, data)
                .addStatement("throw new $T($S)", IOException.class, "the file has more data than its header says")
                .endControlFlow();
        Map<String, String> numbers = new java.util.LinkedHashMap<>();
        numbers().forEach((name, variable) -> {
            String field = names.field(variable);
            String copy = scope.reserve(fresh(field));
            numbers.put(field, copy);
            method.addStatement(
                    "$T $L = $Lnumber($L, $S, $L)",
                    types.of(variable.kind()),
                    copy,
                    cast(variable),
                    metadata,
                    name,
                    field);
        });
        copies.forEach(
                (field, copy) -> method.addStatement("System.arraycopy($L, 0, $L, 0, $L.length)", copy, field, copy));
        numbers.forEach((field, copy) -> method.addStatement("$L = $L", field, copy));
        return method.build();
    }

    /** From double, if that is needed. */
    private String cast(Variable variable) {
        return variable.kind() == Variable.Kind.INT ? "(int) " : types.single() ? "(float) " : "";
    }

    private static String fresh(String field) {
        return "new" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    /** A class may not be called what the one around it is. */
    private String headerType() {
        return model.name().equals("Header") ? "FileHeader" : "Header";
    }

    /** A tensor's type in a file. */
    private String dtype() {
        return types.single() ? "F32" : "F64";
    }

    private MethodSpec take() {
        return MethodSpec.methodBuilder("take")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("Copies the data of a tensor to its place, and tells how many bytes they are.\n")
                .returns(TypeName.LONG)
                .addParameter(HeaderType.TENSORS, "header")
                .addParameter(String.class, "name")
                .addParameter(ParameterizedTypeName.get(TensorType.LIST, ClassName.get(Integer.class)), "shape")
                .addParameter(BUFFER, "data")
                .addParameter(types.reals(), "to")
                .addParameter(TypeName.INT, "offset")
                .addException(IOException.class)
                .addStatement("$T tensor = header.remove(name)", HeaderType.TEXTS)
                .beginControlFlow("if (tensor == null)")
                .addStatement("throw new $T($S + name)", IOException.class, "the file has no tensor ")
                .endControlFlow()
                .addStatement("String found = tensor.get($S) + ' ' + tensor.get($S)", "dtype", "shape")
                .beginControlFlow("if (!found.equals($S + shape))", dtype() + " ")
                .addStatement(
                        "throw new $T(name + $S + found + $S + shape + $S)",
                        IOException.class,
                        " is ",
                        " in the file, and " + dtype() + " ",
                        " in " + model.name())
                .endControlFlow()
                .addStatement("int size = shape.stream().reduce(1, Math::multiplyExact)")
                .addStatement("long bytes = (long) size * $L", types.single() ? "Float.BYTES" : "Double.BYTES")
                .addStatement("String place = String.valueOf(tensor.get($S))", "data_offsets")
                .addStatement(
                        "long from = place.matches($S) ? Long.parseLong(place.substring(1, place.indexOf(','))) : -1",
                        "\\[\\d{1,18}, \\d{1,18}]")
                .beginControlFlow("if (!place.equals($S + from + $S + (from + bytes) + $S))", "[", ", ", "]")
                .addStatement(
                        "throw new $T(name + $S + place + $S + bytes + $S)",
                        IOException.class,
                        " is said to be at ",
                        ", but takes ",
                        " bytes")
                .endControlFlow()
                .beginControlFlow("if (from + bytes > data.limit())")
                .addStatement("throw new $T($S + name)", IOException.class, "the file is cut off: it ends before ")
                .endControlFlow()
                .addStatement("data.position((int) from)")
                .addStatement("data.$L().get(to, offset, size)", types.single() ? "asFloatBuffer" : "asDoubleBuffer")
                .addStatement("return bytes")
                .build();
    }

    private MethodSpec number() {
        return MethodSpec.methodBuilder("number")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("A number of the file's metadata, or {@code standard} if it is not there.\n")
                .returns(TypeName.DOUBLE)
                .addParameter(HeaderType.TEXTS, "metadata")
                .addParameter(String.class, "key")
                .addParameter(TypeName.DOUBLE, "standard")
                .addException(IOException.class)
                .addStatement("String text = metadata.get(key)")
                .beginControlFlow("try")
                .addStatement("return text == null ? standard : Double.parseDouble(text)")
                .nextControlFlow("catch ($T e)", NumberFormatException.class)
                .addStatement("throw new $T(key + $S + text, e)", IOException.class, " is no number in the file: ")
                .endControlFlow()
                .build();
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
}
