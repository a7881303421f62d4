package dev.chainrule.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The methods of a class that checks itself: positions, and values that are not finite. */
final class GuardMethods {

    static final String INSIDE = "checkInside";
    static final String NOT_FINITE = "notFinite";
    static final String SHOWN = "shown";

    private GuardMethods() {}

    /** Those that have been called. */
    static List<MethodSpec> of(Set<String> called) {
        return List.of(inside(), notFinite(), shown()).stream()
                .filter(method -> called.contains(method.name()))
                .toList();
    }

    private static MethodSpec inside() {
        return method(INSIDE)
                .returns(int.class)
                .addParameter(int.class, "position")
                .addParameter(int.class, "length")
                .addParameter(String.class, "place")
                .beginControlFlow("if (position < 0 || position >= length)")
                .addStatement(
                        "throw new IndexOutOfBoundsException($W place + $S + position + $S + length)",
                        " is read at ",
                        ", and its length is ")
                .endControlFlow()
                .addStatement("return position")
                .build();
    }

    private static MethodSpec notFinite() {
        return method(NOT_FINITE)
                .returns(ArithmeticException.class)
                .addParameter(String.class, "line")
                .addParameter(String.class, "element")
                .addParameter(ArrayTypeName.of(String.class), "operands")
                .varargs()
                .addStatement(
                        "String from = operands.length == 0 ? $S : $S + String.join($S, operands)", "", ", from ", ", ")
                .addStatement("return new ArithmeticException(line + $S + element + from)", " gives ")
                .build();
    }

    private static MethodSpec shown() {
        return method(SHOWN)
                .returns(String.class)
                .addParameter(String.class, "tensor")
                .addParameter(double.class, "value")
                .addParameter(ArrayTypeName.of(TypeName.INT), "at")
                .varargs()
                .addStatement(
                        "return tensor + (at.length == 0 ? $S : $T.toString(at)) + $S + value", "", Arrays.class, " = ")
                .build();
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }
}
