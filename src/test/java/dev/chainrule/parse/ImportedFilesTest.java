package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.source.SourceText;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file imports it may use; files import each other in a line, not in a circle. */
class ImportedFilesTest {

    private final Map<String, String> files = new HashMap<>();

    private CompileResult compile(String name) {
        Imports imports = (importer, path) -> files.containsKey(path)
                ? new Imports.Found(SourceText.of(path, files.get(path)))
                : new Imports.Refused("there is no " + path);
        return Compiler.compile(
                SourceText.of(name, files.get(name)),
                CompileOptions.STANDARD.verified().withImports(imports));
    }

    @Test
    void functionsModulesAndOptimisersComeWithAFile() {
        files.put("pieces.nn", """
                fn twice(x) = 2 * x;
                module Scale[n](x) { param s[n] = ones(); return x * s; }
                optimizer halving(rate = 0.1) for p, g { update p = p - rate * g / 2; }
                network NotMine { input x; param w = zeros(); loss = (x - w)^2; }
                """);
        files.put("main.nn", """
                import "pieces.nn";
                network Net {
                  dim n = 3; input x[n];
                  scale = new Scale[n];
                  loss = sum(twice(scale(x)));
                  train loss with halving(rate = 0.2);
                }
                """);

        CompileResult result = compile("main.nn");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.models())
                .extracting(model -> model.elaborated().name())
                .containsExactly("Net");
    }

    @Test
    void aFileThatTwoImportIsReadOnce() {
        files.put("base.nn", "fn half(x) = x / 2;");
        files.put("a.nn", "import \"base.nn\"; fn quarter(x) = half(half(x));");
        files.put("b.nn", "import \"base.nn\"; fn third(x) = x / 3;");
        files.put("main.nn", "import \"a.nn\"; import \"b.nn\"; function F(x) = quarter(x) + third(half(x));");

        assertThat(compile("main.nn").diagnostics()).isEmpty();
    }

    /** One program or its split by import: the same Java. */
    @Test
    void whereADefinitionStandsMakesNoDifference() {
        String pieces = "fn softer(x) = tanh(x / 2);\n";
        String main = "function F[n](x[n]) = sum(softer(x));\n";
        files.put("pieces.nn", pieces);
        files.put("F.nn", "import \"pieces.nn\";\n" + main);
        String split = compile("F.nn").models().get(0).file().text();
        files.put("F.nn", pieces + main);

        assertThat(compile("F.nn").models().get(0).file().text()).isEqualTo(split);
    }

    @Test
    void aCircleIsShownAsAChain() {
        files.put("main.nn", "import \"a.nn\"; function F(x) = x;");
        files.put("a.nn", "import \"b.nn\";");
        files.put("b.nn", "import \"a.nn\";");

        Diagnostic message = compile("main.nn").diagnostics().get(0);
        assertThat(message.code().id()).isEqualTo("NN305");
        assertThat(message.at().source().name()).isEqualTo("b.nn");
        assertThat(message.toString()).contains("a.nn → b.nn → a.nn");
    }

    @Test
    void aMistakeInAnImportedFileIsShownThere() {
        files.put("main.nn", "import \"a.nn\"; function F(x) = g(x);");
        files.put("a.nn", "fn g(x) = 2 * ;");

        assertThat(compile("main.nn").diagnostics())
                .singleElement()
                .satisfies(message -> assertThat(message.at().source().name()).isEqualTo("a.nn"));
    }

    @Test
    void aNameHasOneDefinitionInAllFiles() {
        files.put("main.nn", "import \"a.nn\"; fn g(x) = x; function F(x) = g(x);");
        files.put("a.nn", "fn g(x) = 2 * x;");

        assertThat(compile("main.nn").diagnostics())
                .singleElement()
                .satisfies(message -> assertThat(message.code().id()).isEqualTo("NN302"));
    }
}
