package dev.chainrule.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coverage tools leave out a class with an annotation {@code …Generated…} that its class file has. */
class GeneratedMarkTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function F(x) { return x^2; }",
                "function Generated(x) { return x^2; }",
                "package a.b; network N { dim n; input x[n]; param w = zeros(); loss = sum((x - w)^2);"
                        + " train loss with sgd(rate = 0.1); }"
            })
    void everyClassBearsIt(String program) throws Exception {
        GeneratedFile file = Compiler.compile(SourceText.of("marked.nn", program), CompileOptions.STANDARD.withMark())
                .files()
                .get(0);
        Path java = folder.resolve(file.path());
        Files.createDirectories(java.getParent());
        Files.writeString(java, file.text());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-Xlint:all", "-Werror", "-d", folder.toString(), java.toString());
        assertThat(failed).isZero();

        List<JavaClass> classes = new ClassFileImporter()
                .importPath(folder).stream()
                        .filter(type -> !type.isAnnotation())
                        .toList();
        assertThat(classes).isNotEmpty();
        for (JavaClass type : classes) {
            assertThat(type.getAnnotations())
                    .as(type.getName())
                    .anyMatch(mark -> mark.getRawType().getSimpleName().contains("Generated"));
        }
    }

    @Test
    void noneUnlessWanted() {
        SourceText program = SourceText.of("f.nn", "function F(x) { return x^2; }");
        GeneratedFile file =
                Compiler.compile(program, CompileOptions.STANDARD).files().get(0);
        assertThat(file.text()).doesNotContain("@interface").doesNotContain(".Generated");
    }
}
