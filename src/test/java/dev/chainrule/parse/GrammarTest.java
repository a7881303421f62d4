package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar has one reading for each text, finds it quickly, and the fast prediction finds the same as the full one. */
class GrammarTest {

    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```nn\n(.*?)^```$");

    static List<String> programs() throws IOException {
        List<String> programs = new ArrayList<>();
        PROGRAM.matcher(Files.readString(Path.of("docs/language.md")))
                .results()
                .forEach(block -> programs.add(block.group(1)));
        for (String folder :
                List.of("generated-samples/models", "src/main/resources/dev/chainrule/library", "src/test/resources")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".nn"))
                        .filter(path -> !path.getFileName().toString().matches("NN[17].*"))
                        .sorted()
                        .toList()) {
                    programs.add(Files.readString(file));
                }
            }
        }
        return programs;
    }

    /** Fails at every report of a second reading, and at every mistake. */
    private static final class Picky extends BaseErrorListener {
        private final List<String> reports = new ArrayList<>();

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offending,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            reports.add(line + ":" + column + " " + message);
        }

        @Override
        public void reportAmbiguity(
                Parser parser, DFA dfa, int start, int stop, boolean exact, BitSet alternatives, ATNConfigSet configs) {
            String rule = NnParser.ruleNames[dfa.atnStartState.ruleIndex];
            reports.add("ambiguous in " + rule + ": "
                    + parser.getInputStream().getText(org.antlr.v4.runtime.misc.Interval.of(start, stop)));
        }
    }

    private static NnParser parser(String text, PredictionMode mode, Picky picky) {
        NnLexer lexer = new NnLexer(CharStreams.fromString(text));
        NnParser parser = new NnParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(picky);
        parser.getInterpreter().setPredictionMode(mode);
        return parser;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void thereIsOneReading(String program) {
        Picky picky = new Picky();
        parser(SourceText.of("", program).text(), PredictionMode.LL_EXACT_AMBIG_DETECTION, picky)
                .file();
        assertThat(picky.reports).isEmpty();
    }

    /** The corners: words that are names too, brackets of all kinds, fallbacks, signs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "network N { precision float; precision = 1; math fast; math[i: n] = 2; state = 3; state s = 4; }",
                "network N { update = 1; update s = 2; update s[i: n] = 3; train = 4; train train with with(); }",
                "network N { derive = 1; derive derive; assume = 1; assume assume; hyper = 1; hyper hyper = 1; }",
                "function F() = x[i] else -y else -1 else (a ? b : c) ? -x ^ -y ^ -z : f[a: b, c where d](e = f)[g = h];",
                "function F() = a < b == (c < d) && !!e || -f @ -g @ h[i][j](k);",
                "function F() = new A[b, c: d](e) times f[g](h)[i] ? a.b.c[d](e) : a.b;",
                "function F() = where[where: where where where](where = where)[where = where];",
                "optimizer for(times = 1) for for, times { state times = 0; update for = for; }",
                "fn f(x[n]: m = 3, y: m = 4, z[k] = 5) { return x; }"
            })
    void theCornersHaveOneReading(String program) {
        Picky picky = new Picky();
        parser(program, PredictionMode.LL_EXACT_AMBIG_DETECTION, picky).file();
        assertThat(picky.reports).isEmpty();
        Picky fast = new Picky();
        String full = parser(program, PredictionMode.LL, new Picky()).file().toStringTree();
        assertThat(parser(program, PredictionMode.SLL, fast).file().toStringTree())
                .isEqualTo(full);
        assertThat(fast.reports).isEmpty();
    }

    private static Duration time(String text) {
        long start = System.nanoTime();
        assertThat(Parsing.messages(text)).isEmpty();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Generous: what is quadratic takes minutes. */
    @Test
    void timeGrowsWithLength() {
        String terms = "x + ".repeat(50_000) + "x";
        assertThat(time("function F(x) = " + terms + ";")).isLessThan(Duration.ofSeconds(10));
        StringBuilder stages = new StringBuilder("function F(x) {");
        for (int i = 0; i < 10_000; i++) {
            stages.append(" s")
                    .append(i)
                    .append(" = ")
                    .append(i == 0 ? "x" : "s" + (i - 1))
                    .append(" * 2;\n");
        }
        assertThat(time(stages.append(" return x; }").toString())).isLessThan(Duration.ofSeconds(10));
    }

    /** Nesting as deep as is allowed, of every kind, in whatever mixture: no prediction looks ahead without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(%)",
                "f(%)",
                "x[%]",
                "sum[i: n](%)",
                "-((%))",
                "c ? (%) : x",
                "(x ? x : (%))",
                "x[d = %]",
                "f[x[%]](x)"
            })
    void deepNestingIsQuick(String kind) {
        int hole = kind.indexOf('%');
        int levels = 60;
        String text = kind.substring(0, hole).repeat(levels) + "x"
                + kind.substring(hole + 1).repeat(levels);
        assertThat(time("function F(x) = " + text + ";")).isLessThan(Duration.ofSeconds(5));
    }
}
