package dev.chainrule.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.chainrule.loop.Variable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/** The methods that make workspaces: an array is kept while it is large enough. */
final class WorkspaceMethods {

    private WorkspaceMethods() {}

    static String name(Variable.Kind kind) {
        return switch (kind) {
            case REALS -> "array";
            case ROWS -> "rows";
            case INTS -> "counts";
            case INT_ROWS -> "countRows";
            case REAL, INT, BOOLEAN -> throw new IllegalStateException("a number is no workspace");
        };
    }

    /** One method for each kind of workspace that the class has. */
    static List<MethodSpec> of(List<Variable> workspaces, Types types) {
        Set<Variable.Kind> kinds = new TreeSet<>();
        workspaces.forEach(workspace -> kinds.add(workspace.kind()));
        return kinds.stream().map(kind -> method(kind, types)).toList();
    }

    private static MethodSpec method(Variable.Kind kind, Types types) {
        boolean rows = kind == Variable.Kind.ROWS || kind == Variable.Kind.INT_ROWS;
        boolean real = kind == Variable.Kind.ROWS || kind == Variable.Kind.REALS;
        MethodSpec.Builder method = MethodSpec.methodBuilder(name(kind))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addJavadoc("The workspace itself, or a larger one if it is too small.")
                .returns(types.of(kind))
                .addParameter(types.of(kind), "present")
                .addParameter(int.class, rows ? "count" : "length");
        String element = real ? types.real().toString() : "int";
        if (!rows) {
            return method.addStatement("return present.length >= length ? present : new $L[length]", element)
                    .build();
        }
        return method.addParameter(int.class, "length")
                .addCode(CodeBlock.of(
                        "boolean enough = present.length >= count && (count == 0 || present[0].length >= length);\n"))
                .addStatement("return enough ? present : new $L[count][length]", element)
                .build();
    }
}
