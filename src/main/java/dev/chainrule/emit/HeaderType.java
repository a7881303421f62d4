package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import javax.lang.model.element.Modifier;

/**
 * The nested class that parses the header of a safetensors file, whoever has written it: a JSON object of objects, whose
 * values are texts or lists of whole numbers. Its text is the same in every network's class.
 */
final class HeaderType {

    static final ClassName MAP = ClassName.get("java.util", "Map");
    private static final ClassName LINKED_MAP = ClassName.get("java.util", "LinkedHashMap");
    private static final ClassName ARRAY_LIST = ClassName.get("java.util", "ArrayList");
    private static final ClassName STRING = ClassName.get(String.class);

    /** Texts by name. */
    static final TypeName TEXTS = ParameterizedTypeName.get(MAP, STRING, STRING);

    /** Texts by tensor and field. */
    static final TypeName TENSORS = ParameterizedTypeName.get(MAP, STRING, TEXTS);

    private HeaderType() {}

    static TypeSpec spec(String name, GeneratedMark mark) {
        return mark.on(TypeSpec.classBuilder(name))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What a safetensors file says of its tensors: JSON, of which it needs a part only.\n")
                .addField(STRING, "text", Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.INT, "at", Modifier.PRIVATE)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(STRING, "text")
                        .addStatement("this.text = text")
                        .build())
                .addMethod(tensors())
                .addMethod(fields())
                .addMethod(list())
                .addMethod(string())
                .addMethod(more())
                .addMethod(expect())
                .addMethod(next())
                .addMethod(unexpected())
                .build();
    }

    private static MethodSpec.Builder method(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(result)
                .addException(IOException.class);
    }

    private static MethodSpec tensors() {
        return MethodSpec.methodBuilder("tensors")
                .returns(TENSORS)
                .addException(IOException.class)
                .addJavadoc("Texts and lists by tensor and field; a list is written as {@code [64, 32]}.\n")
                .addStatement("$T tensors = new $T<>()", TENSORS, LINKED_MAP)
                .addStatement("expect('{')")
                .beginControlFlow("while (more(tensors.isEmpty(), '}'))")
                .addStatement("String name = string()")
                .addStatement("expect(':')")
                .beginControlFlow("if (tensors.put(name, fields()) != null)")
                .addStatement("throw new $T($S + name)", IOException.class, "the file has two tensors ")
                .endControlFlow()
                .endControlFlow()
                .beginControlFlow("if (next() != 0)")
                .addStatement("throw unexpected()")
                .endControlFlow()
                .addStatement("return tensors")
                .build();
    }

    private static MethodSpec fields() {
        return method("fields", TEXTS)
                .addStatement("$T fields = new $T<>()", TEXTS, LINKED_MAP)
                .addStatement("expect('{')")
                .beginControlFlow("while (more(fields.isEmpty(), '}'))")
                .addStatement("String field = string()")
                .addStatement("expect(':')")
                .addStatement("fields.put(field, next() == '\"' ? string() : list())")
                .endControlFlow()
                .addStatement("return fields")
                .build();
    }

    private static MethodSpec list() {
        TypeName numbers = ParameterizedTypeName.get(TensorType.LIST, STRING);
        return method("list", STRING)
                .addStatement("$T numbers = new $T<>()", numbers, ARRAY_LIST)
                .addStatement("expect('[')")
                .beginControlFlow("while (more(numbers.isEmpty(), ']'))")
                .addStatement("next()")
                .addStatement("int from = at")
                .beginControlFlow("while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9')")
                .addStatement("at++")
                .endControlFlow()
                .beginControlFlow("if (at == from)")
                .addStatement("throw unexpected()")
                .endControlFlow()
                .addStatement("numbers.add(text.substring(from, at))")
                .endControlFlow()
                .addStatement("return numbers.toString()")
                .build();
    }

    private static MethodSpec string() {
        return method("string", STRING)
                .addJavadoc("What is escaped stands for itself: the names of this class have nothing to escape.\n")
                .addStatement("$T string = new $T()", StringBuilder.class, StringBuilder.class)
                .addStatement("expect('\"')")
                .beginControlFlow("while (at < text.length() && text.charAt(at) != '\"')")
                .addStatement("at += text.charAt(at) == '\\\\' ? 1 : 0")
                .addStatement("string.append(at < text.length() ? text.charAt(at) : ' ')")
                .addStatement("at++")
                .endControlFlow()
                .addStatement("expect('\"')")
                .addStatement("return string.toString()")
                .build();
    }

    private static MethodSpec more() {
        return method("more", TypeName.BOOLEAN)
                .addParameter(TypeName.BOOLEAN, "first")
                .addParameter(TypeName.CHAR, "end")
                .beginControlFlow("if (next() == end)")
                .addStatement("at++")
                .addStatement("return false")
                .endControlFlow()
                .beginControlFlow("if (!first)")
                .addStatement("expect(',')")
                .endControlFlow()
                .addStatement("return true")
                .build();
    }

    private static MethodSpec expect() {
        return method("expect", TypeName.VOID)
                .addParameter(TypeName.CHAR, "wanted")
                .beginControlFlow("if (next() != wanted)")
                .addStatement("throw unexpected()")
                .endControlFlow()
                .addStatement("at++")
                .build();
    }

    private static MethodSpec next() {
        return MethodSpec.methodBuilder("next")
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.CHAR)
                .addJavadoc("The next character that is no white space; 0 at the end.\n")
                .beginControlFlow("while (at < text.length() && text.charAt(at) <= ' ')")
                .addStatement("at++")
                .endControlFlow()
                .addStatement("return at < text.length() ? text.charAt(at) : 0")
                .build();
    }

    private static MethodSpec unexpected() {
        return MethodSpec.methodBuilder("unexpected")
                .addModifiers(Modifier.PRIVATE)
                .returns(IOException.class)
                .addStatement(
                        "return new $T($S + at)",
                        IOException.class,
                        "the header of the file is not understood at character ")
                .build();
    }
}
