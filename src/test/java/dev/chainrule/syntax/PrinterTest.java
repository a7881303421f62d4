package dev.chainrule.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.parse.FileParser;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing what was printed gives the tree that was printed, and printing it again the same text. */
class PrinterTest {
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```nn\n(.*?)^```$");

    static List<String> programs() throws IOException {
        List<String> programs = new ArrayList<>();
        PROGRAM.matcher(Files.readString(Path.of("docs/language.md")))
                .results()
                .forEach(block -> programs.add(block.group(1)));
        for (String folder : List.of("generated-samples/models", "src/main/resources/dev/chainrule/library")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".nn"))
                        .sorted()
                        .toList()) {
                    programs.add(Files.readString(file));
                }
            }
        }
        return programs;
    }

    private static CompilationUnit parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return FileParser.parse(SourceText.of("test.nn", text), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all() + " in\n" + text));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programsComeBack(String program) {
        CompilationUnit tree = parse(program);
        String printed = Printer.print(tree);
        CompilationUnit again = parse(printed);
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Span.class)
                .withStrictTypeChecking()
                .as(printed)
                .isEqualTo(tree);
        assertThat(Printer.print(again)).isEqualTo(printed);
    }

    /** Each is canonical already: no parentheses but those that the tree needs, or a reader of {@code else}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b - c",
                "a - (b + c)",
                "(a + b) + c",
                "a * b / (c * d)",
                "a / (b / c)",
                "-x^2",
                "(-x)^2",
                "x^-2",
                "x^--y",
                "x^y^z",
                "(x^y)^z",
                "x^(a + 1)",
                "--x",
                "!(a && b)",
                "!a && b",
                "(a || b) && c",
                "a || b && c",
                "(a < b) == (c < d)",
                "a < b ? x : c ? y : z",
                "(a ? b : c) ? x : y",
                "(a ? b : c) + 1",
                "-(a + b)",
                "-a * b",
                "a @ -b",
                "a @ (b @ c)",
                "(a * b) @ c",
                "x[n, i + 1]",
                "x[c ? a : b]",
                "(a + b)[i]",
                "x[i][j]",
                "x[i] else 0",
                "x[i] else -1",
                "x[i] else -infinity",
                "x[i] else (a + b)",
                "x[i] else (--1)",
                "x[i] else y[j] else 0",
                "x[i] else (y[j] else 0)",
                "(x[i] else 0)^2",
                "(x[i] else 0) * w[i]",
                "logits[digits = y]",
                "logits[digits = y + 1, batch = 0]",
                "f(x)[i]",
                "f()",
                "sum[i: n - 1](x[i])",
                "sum[i: n, j: n where i < j](x[i] * x[j])",
                "softmax[digits](z)",
                "dropout(x, rate = 0.5)",
                "grad[x](y)",
                "grad[x, w](y)",
                "layer.W[i, j]",
                "new Dense[n, m]",
                "new Dense[n + 1, m](3, bias = 0) times (k + 1)",
                "new Dense[n, m] times 4 + 1",
                "step + state + where",
                "1e-4 * .5 + 2.50"
            })
    void expressionsComeBack(String expression) {
        String file = "function F(x) = " + expression + ";\n";
        CompilationUnit tree = parse(file);
        assertThat(Printer.print(tree)).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a)) + (b * c)",
                "(x[i]) else (0)",
                "a ? (b ? c : d) : (e)",
                "(f(x))",
                "((a @ b)) @ c",
                "x^(-2)",
                "(x)[i]",
                "-(x^2)"
            })
    void superfluousParenthesesGo(String expression) {
        CompilationUnit tree = parse("function F(x) = " + expression + ";");
        String printed = Printer.print(tree);
        assertThat(printed.length()).isLessThan(("function F(x) = " + expression + ";\n").length());
        assertThat(parse(printed))
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Span.class)
                .withStrictTypeChecking()
                .isEqualTo(tree);
    }

    /** Everything that an item or a declaration can have. */
    @Test
    void everyConstructComesBack() {
        String file = """
            package a.b.c;

            import "layers.nn";
            import "more layers.nn";

            fn gelu(x) = 0.5 * x * (1 + erf(x / sqrt(2)));

            fn scaled[d](x[d], label[d]: d, rate = 0.5) {
              y = x * rate;

              /** of */
              z[i: d] = y[i];
              return z;
            }

            /**
             * A module.
             *
             * * With a list.
             */
            module Dense[n, m](x) {
              param W[n, m] = glorot_uniform();
              param c[m];
              state mean[m] = zeros();

              return x @ W;

              update mean = 0.5 * mean;
              update mean[j: m] = c[j];
            }

            optimizer slow(rate = 1) for p, g {
              update p = p - rate * g;
            }

            /** */
            network Empty {}

            /**
             * * starred
             */
            network N {
              precision float;
              math fast;

              /** open */
              dim n;

              /** fixed */
              dim m = 3;

              input x[n, m];
              input k: m;

              hyper lambda = 1;

              assume k < size(m);
              loss = sum(x^2);

              /** Twice. */
              output twice[i: n, j: m] = 2 * x[i, j];

              train loss with sgd(rate = 0.1), clip_norm(5);
            }

            function F[n](x[n], y) {
              q = x * y;
              return sum(q);

              derive gradient, hessian;
            }
            """;
        CompilationUnit tree = parse(file);
        assertThat(Printer.print(tree)).isEqualTo(file);
    }
}
