package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.parse.Imports;
import dev.chainrule.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file gets from files that it imports, and from the folder in which it lies. */
class FilesTest {

    private static CompileResult compile(String main, String imported) {
        Imports imports = (importer, path) -> new Imports.Found(SourceText.of(path, imported));
        return Compiler.compile(
                SourceText.of("main.nn", "import \"other.nn\";\n" + main),
                CompileOptions.STANDARD.withImports(imports));
    }

    private static List<String> titles(CompileResult result) {
        return result.diagnostics().stream().map(Diagnostic::title).toList();
    }

    @Test
    void functionsModulesAndOptimisersComeWithAnImportAndClassesDoNot() {
        CompileResult result = compile("""
                network N {
                  dim n = 2; input x[n];
                  scale = new Scale[n];
                  loss = sum(cube(scale(x)));
                  train loss with down(0.1);
                }
                """, """
                fn cube(x) = x^3;
                module Scale[n](x) { param w[n] = ones(); return w * x; }
                optimizer down(rate) for p, g { update p = p - rate * g; }
                function Other(x) = x;
                network Another { dim n = 2; input x[n]; output y = x; }
                """);
        assertThat(titles(result)).isEmpty();
        assertThat(result.models())
                .singleElement()
                .satisfies(model -> assertThat(model.elaborated().name()).isEqualTo("N"));
    }

    @Test
    void aNameIsGivenOnceInAllFiles() {
        CompileResult result = compile("fn cube(x) = x * x * x;\nfunction F(x) = cube(x);", "fn cube(x) = x^3;");
        assertThat(titles(result)).containsExactly("cube is defined twice");
    }

    /** Although nothing calls the function. */
    @Test
    void formalNamesOfAnImportedFileAreLookedAt() {
        CompileResult result = compile("function F(x) = x;", "fn twice(x, x) = x;");
        assertThat(titles(result)).containsExactly("x is defined twice");
    }

    @ParameterizedTest
    @CsvSource({
        "my.models, ''",
        "my-models, it is no identifier of Java",
        "my.int.models, it is a word of Java",
        "my.aux, Windows has no such files",
        "my..models, it is no identifier of Java"
    })
    void thePackageOfAFolderIsLookedAt(String given, String reason) {
        CompileResult result = Compiler.compile(
                SourceText.of("main.nn", "function F(x) = x;"), CompileOptions.STANDARD.withPackage(given));
        assertThat(titles(result))
                .hasSize(reason.isEmpty() ? 0 : 1)
                .allSatisfy(title -> assertThat(title)
                        .startsWith("the package of this file would be " + given)
                        .endsWith(reason));
        CompileResult written = Compiler.compile(
                SourceText.of("main.nn", "package mine;\nfunction F(x) = x;"),
                CompileOptions.STANDARD.withPackage(given));
        assertThat(titles(written)).isEmpty();
    }
}
