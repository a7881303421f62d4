package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** The nested record by which a class tells its layout. */
final class TensorType {

    static final ClassName LIST = ClassName.get("java.util", "List");

    private TensorType() {}

    static TypeSpec spec(GeneratedMark mark) {
        return mark.on(TypeSpec.recordBuilder("Tensor"))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A parameter's name, where it starts in the flat array, and its shape.\n")
                .recordConstructor(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "name")
                        .addParameter(int.class, "offset")
                        .addParameter(ParameterizedTypeName.get(LIST, ClassName.get(Integer.class)), "shape")
                        .build())
                .build();
    }
}
