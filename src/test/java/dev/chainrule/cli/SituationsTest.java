package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chainrule.diagnostic.Codes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Each code that is not about a {@code .nn} file is brought about, and what is shown compared with
 * {@code src/test/resources/situations/CODE.txt} and {@code .json}. {@code -Dgolden.update} writes both anew.
 */
class SituationsTest {

    private static final Path FOLDER = Path.of("src/test/resources/situations");
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    /** Left out of the goldens, as in those of programs. */
    private static final Pattern EXPLANATION = Pattern.compile("(\"explanation\":\")(?:[^\"\\\\]|\\\\.)*(\")");

    /** What rounding leaves may differ from processor to processor. */
    private static final Pattern ROUNDING = Pattern.compile("\\b\\d\\.\\d+[eE]-1[67]\\b");

    /** How sure differences are of themselves, which depends on how their function was rounded. */
    private static final Pattern UNCERTAINTY = Pattern.compile("± \\d+e-\\d+");

    private static final Pattern VERSION = Pattern.compile("version \\S+, Java \\S+");

    @TempDir
    private Path folder;

    static List<Situation> situations() {
        return Situation.ALL;
    }

    @ParameterizedTest
    @MethodSource("situations")
    void whatIsShownIsWhatIsCommitted(Situation situation) throws IOException {
        List<String> arguments = possible(situation.arguments(folder));
        Run run = situation.runner().of(arguments.toArray(String[]::new));
        assertThat(run.out() + run.err()).contains(situation.code());
        compare(
                "$ chainrule " + String.join(" ", arguments) + "\n" + report(situation, run) + run.err() + "exit code "
                        + run.code() + "\n",
                FOLDER.resolve(situation + ".txt"));
    }

    /** For programs: a message in the form of those about {@code .nn} files, or a report. */
    @ParameterizedTest
    @MethodSource("situations")
    void programsAreToldTheSame(Situation situation) throws IOException {
        String option = isReport(situation) ? "--format" : "--message-format";
        Run run = situation
                .runner()
                .of(situation.arguments(folder, option, "json").toArray(String[]::new));
        String shown = isReport(situation) ? run.out() : run.err();
        assertThat(shown).contains(situation.code());
        if (shown.startsWith("{")) { // a bug is told to people alone
            compare(shown, FOLDER.resolve(situation + ".json"));
        }
    }

    /** A disk that is always full is not there on every system. */
    private static List<String> possible(List<String> arguments) {
        assumeTrue(!arguments.contains(Situation.FULL) || Files.isWritable(Path.of(Situation.FULL)));
        return arguments;
    }

    private static boolean isReport(Situation situation) {
        return situation.code().startsWith("NN90");
    }

    /** Of training it tells how long it takes. */
    private static String report(Situation situation, Run run) {
        return isReport(situation) ? run.out() : "";
    }

    private void compare(String shown, Path golden) throws IOException {
        String stable = UNCERTAINTY
                .matcher(ROUNDING.matcher(shown).replaceAll("1.0e-16"))
                .replaceAll("± …");
        String text = VERSION.matcher(EXPLANATION.matcher(stable).replaceAll("$1…$2"))
                .replaceAll("version …, Java …")
                .replace(folder.toString(), "FOLDER");
        if (UPDATE) {
            Files.writeString(golden, text);
        }
        assertThat(golden).exists();
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    /** A code without a text fails in {@link ExplanationsTest}. */
    @Test
    void everyCodeHasAProgramOrASituation() throws IOException {
        Set<String> programs;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/diagnostics"))) {
            programs = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".nn"))
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .collect(Collectors.toSet());
        }
        Set<String> situations = Situation.ALL.stream().map(Situation::code).collect(Collectors.toSet());
        assertThat(ExplainCommand.all().keySet())
                .allSatisfy(code -> assertThat(Codes.byId(code).isPresent() ? programs : situations)
                        .contains(code));
        assertThat(ExplainCommand.all().keySet()).containsAll(situations);
    }

    @Test
    void nothingIsStale() throws IOException {
        Set<String> expected = new TreeSet<>();
        Situation.ALL.forEach(situation -> expected.addAll(List.of(situation + ".txt", situation + ".json")));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(expected);
        }
    }

    static List<String> commands() {
        Pattern command = Pattern.compile("(?m)^\\$ chainrule (.*)$");
        return ExplainCommand.all().keySet().stream()
                .flatMap(code -> command.matcher(Explanation.markdown(code)).results())
                .map(hit -> hit.group(1))
                .toList();
    }

    /** What the texts of {@code explain} show being typed is understood. */
    @ParameterizedTest
    @MethodSource("commands")
    void commandsOfTheTextsAreUnderstood(String line) {
        List<String> words = List.of(line.split(" "));
        Object command = switch (words.get(0)) {
            case "generate" -> new GenerateCommand();
            case "check" -> new CheckCommand();
            case "train" -> new TrainCommand();
            case "predict" -> new PredictCommand();
            case "describe" -> new DescribeCommand();
            default -> throw new IllegalArgumentException(line);
        };
        assertThatCode(() -> new CommandLine(command)
                        .parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
