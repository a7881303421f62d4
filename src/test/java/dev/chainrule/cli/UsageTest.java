package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final String DIGITS = "generated-samples/models/DigitsMlp.nn";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | a command is missing | chainrule --help tells the commands
            nonsense                        | there is no command 'nonsense' | chainrule --help tells the commands
            chekc                           | did you mean check? | chainrule --help tells the commands
            --hepl                          | unknown option: '--hepl' | did you mean --help?
            generate                        | missing required parameter: 'FILE' | chainrule generate --help tells the options
            generate x.nn --drry-run        | unknown option: '--drry-run' | did you mean --dry-run?
            generate x.nn --color=red       | expected one of [auto, always, never] but was 'red' | --help
            generate x.nn --message-format=x | expected one of [human, short, json, sarif] but was 'x' | --help
            generate x.nn --precision=half  | expected one of [float, double] but was 'half' | --help
            generate x.nn -D hidden         | option '-D' (dim=length) should be in KEY=VALUE format | --help
            generate x.nn -D hidden=many    | invalid value for option '-D' (dim=length): 'many' is not an int | --help
            describe x.nn --stage=stages    | expected one of [syntax, equations, simplified, gradient, schedule, loops] | --help
            describe x.nn --graph=svg       | expected one of [dot] but was 'svg' | --help
            check x.nn --seed=x             | invalid value for option '--seed': 'x' is not a long | chainrule check --help tells the options
            train x.nn                      | missing required option: '--data=FILE' | chainrule train --help tells the options
            predict x.nn --data=x.csv       | missing required option: '--parameters=FILE' | --help
            explain nn209x                  | there is no code nn209x; did you mean NN209 | --help
            """)
    void aWrongCommandLineIsToldInAFewLines(String arguments, String message, String hint) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[NN809]: ").contains(message).contains(hint);
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -D hiden=3         | there is no dim 'hiden' | did you mean hidden?
            -D width=3         | there is no dim 'width' | the fixed dims are pixels, hidden, digits
            -D batch=3         | the dim batch is not fixed: its length comes with each call | the fixed dims are
            --without sofplus  | there is no rewrite or optimisation 'sofplus' | did you mean softplus?
            --limit node=9     | there is no limit of 'node' (--limit) | did you mean nodes?
            --limit nodes=0    | the limit of nodes is at least 1, not 0 (--limit) | ''
            --without nothing  | there is no rewrite or optimisation 'nothing' | there are fold-constants, drop-neutral-term,
            """)
    void anOptionThatWouldDoNothingIsRefused(String option, String message, String hint) {
        Run run = Run.of(("generate --dry-run " + DIGITS + " " + option.strip()).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains(hint);
    }

    @Test
    void limitsCanBeMoved() {
        Run few = Run.of("generate", "--dry-run", DIGITS, "--limit", "tokens=20");
        assertThat(few.code()).isEqualTo(1);
        assertThat(few.err()).contains("error[NN702]");
        assertThat(Run.of("generate", "--dry-run", DIGITS, "--limit=tokens=2000000")
                        .code())
                .isZero();
    }

    @Test
    void aNumberOfPointsMakesSense() {
        Run run = Run.of("check", DIGITS, "--points=0", "--elements=-1", "--rtol=1.5");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--points is how many points are checked: at least 1, not 0")
                .contains("at least 1, not -1")
                .contains("above 0 and below 1, not 1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate", "check", "train", "predict", "describe", "explain"})
    void everyCommandTellsItsOptions(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: chainrule " + command);
        assertThat(Run.of("help", command).out()).isEqualTo(run.out());
        assertThat(Run.of("--help").out()).contains("  " + command + " ").contains("Exit codes: 0 success");
    }

    @Test
    void theVersionIsTold() {
        assertThat(Run.of("--version").out()).matches("chainrule \\S+ \\(Java \\S+\\)\\R");
    }

    @ParameterizedTest
    @CsvSource({"missing.nn, there is no such file", "empty, this folder has no .nn files"})
    void filesThatAreNotThereAreToldInEachFormat(String name, String message) throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        String file = folder.resolve(name).toString();
        Run human = Run.of("generate", file);
        assertThat(human.code()).isEqualTo(3);
        assertThat(human.err()).isEqualTo("error[NN806]: " + file + ": " + message + "\n");
        assertThat(Run.of("check", file, "--message-format", "short").err())
                .isEqualTo(file + ": error NN806: " + message + "\n");
        assertThat(Run.of("describe", file, "--message-format", "json").err())
                .startsWith("{\"message\":\"" + file + ": " + message + "\",\"code\":{\"code\":\"NN806\"")
                .endsWith("\"rendered\":\"" + human.err().strip() + "\\n\"}\n");
    }

    @Test
    void messagesAboutNnFilesComeInEachFormatAndColour() throws IOException {
        String file = Files.writeString(folder.resolve("a.nn"), "function F(x) = y;\n")
                .toString();
        assertThat(Run.of("generate", file, "--message-format=short").err())
                .startsWith(file + ":1:17: error NN301: there is no y\n");
        assertThat(Run.of("generate", file, "--message-format=json").err())
                .startsWith("{\"message\":\"there is no y\"");
        assertThat(Run.of("generate", file, "--color=always").err()).contains("\u001b[");
        assertThat(Run.of("generate", file, "--color=never").err()).doesNotContain("\u001b[");
    }

    /** What cannot be decoded, is far too long, or never ends. */
    @Test
    void whatIsNoTextIsAnErrorInTheFile() throws IOException {
        Path binary = Files.write(folder.resolve("binary.nn"), new byte[] {'f', (byte) 0xff});
        Run run = Run.of("generate", binary.toString(), "--stdout");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("NN102").contains("byte 1");
        Path large = Files.write(folder.resolve("large.nn"), new byte[(16 << 20) + 1]);
        assertThat(Run.of("generate", large.toString(), "--stdout").err()).contains("NN702");
    }

    @Test
    void argumentsMayComeFromAFile() throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "--dry-run\n" + DIGITS + "\n");
        Run run = Run.of("generate", "@" + arguments);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("DigitsMlp.java");
    }

    @Test
    void ourOwnMistakesSayHowToSeeThemAgain() {
        String text = ProblemRenderer.internal(
                new IllegalStateException("no place for h"), List.of("check", "my model.nn", "-D", "hidden=3"));
        assertThat(text)
                .startsWith("error[NN999]: Chainrule has a bug: java.lang.IllegalStateException: no place for h\n")
                .contains("\n  version ")
                .endsWith("\n  again with: chainrule check 'my model.nn' -D hidden=3\n");
        assertThat(text.lines().count()).isLessThan(12);
    }
}
