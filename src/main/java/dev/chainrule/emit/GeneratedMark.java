package dev.chainrule.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * An annotation that the class brings along, so that coverage tools leave it out: they look for one that is called
 * {@code Generated} and that the class file keeps, which the JDK's own is not.
 */
final class GeneratedMark {

    private final boolean wanted;
    private final ClassName name;

    GeneratedMark(ClassPlan plan) {
        Model model = plan.model();
        this.wanted = plan.marked();
        this.name = ClassName.get(
                model.packageName(), model.name(), model.name().equals("Generated") ? "GeneratedCode" : "Generated");
    }

    /** Puts the annotation on a class, the outer one or one in it: each is judged by itself. */
    TypeSpec.Builder on(TypeSpec.Builder type) {
        return wanted ? type.addAnnotation(name) : type;
    }

    /** Declares the annotation in the outer class. */
    void declareIn(TypeSpec.Builder type) {
        if (wanted) {
            type.addType(TypeSpec.annotationBuilder(name)
                    .addAnnotation(AnnotationSpec.builder(Retention.class)
                            .addMember("value", "$T.CLASS", RetentionPolicy.class)
                            .build())
                    .build());
        }
    }
}
