package dev.chainrule.emit;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;

/** Prints a class plan. */
public final class Emitter {

    private Emitter() {}

    /** The source file of a model's class. */
    public static GeneratedFile emit(ClassPlan plan) {
        Model model = plan.model();
        ClassPrinter printer = new ClassPrinter(plan);
        TypeSpec type = model.kind() == Model.Kind.NETWORK ? printer.network() : printer.function();
        String text = JavaFile.builder(model.packageName(), type)
                .skipJavaLangImports(true)
                .indent("    ")
                .addFileComment("$L", GeneratedFile.HEADER + Javadocs.line(model.source()) + ". Do not edit.")
                .build()
                .toString();
        String folder = model.packageName().isEmpty() ? "" : model.packageName().replace('.', '/') + "/";
        return new GeneratedFile(folder + model.name() + ".java", text);
    }
}
