package dev.chainrule.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.diagnostic.Diagnostic;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.codehaus.plexus.build.BuildContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told where: in the log, and in an IDE. */
class MessagesTest {

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();

    @Test
    void aMistakeIsOneEntryThatBeginsAsThoseOfJavac() throws Exception {
        new Messages(new KeptLog(), Optional.empty()).report(diagnostics("function F(x) { return y; }\n"));
        String file = SourceSet.slashed(folder.resolve("src/main/nn/F.nn"));
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).startsWith("error " + file + ":[1,24] NN3");
        assertThat(log.get(0).lines().skip(1).toList())
                .startsWith("  --> " + file + ":1:24", "   |", " 1 | function F(x) { return y; }");
    }

    @Test
    void theFirstTwentyAreEnough() throws Exception {
        StringBuilder program = new StringBuilder();
        IntStream.range(0, 25).forEach(i -> program.append("function F" + i + "(x) { return y" + i + "; }\n"));
        List<Diagnostic> diagnostics = diagnostics(program.toString());
        new Messages(new KeptLog(), Optional.empty()).report(diagnostics);
        assertThat(log).hasSize(21).last().isEqualTo("error the first 20 errors of 25 are shown");
        assertThat(Messages.count(diagnostics)).isEqualTo("25 errors in 1 file");
    }

    @Test
    void anIdeIsToldThePlaceAndOneLine() throws Exception {
        List<String> told = new ArrayList<>();
        Messages messages = new Messages(new KeptLog(), Optional.of(ide(told)));
        List<Diagnostic> diagnostics = diagnostics("function F(x) { return y; }\n");
        messages.clear(folder.resolve("src/main/nn/F.nn"));
        messages.report(diagnostics);
        messages.changed(folder.resolve("F.java"));
        assertThat(told)
                .containsExactly(
                        "removeMessages " + folder.resolve("src/main/nn/F.nn"),
                        "addMessage " + folder.resolve("src/main/nn/F.nn") + " 1 24 "
                                + diagnostics.get(0).code().id() + " "
                                + diagnostics.get(0).title() + " " + BuildContext.SEVERITY_ERROR + " null",
                        "refresh " + folder.resolve("F.java"));
    }

    private List<Diagnostic> diagnostics(String program) throws Exception {
        return new Project(folder).with("F.nn", program).build().diagnostics();
    }

    /** Keeps what is logged. */
    private final class KeptLog extends SystemStreamLog {
        @Override
        public void error(CharSequence text) {
            log.add("error " + text);
        }

        @Override
        public void warn(CharSequence text) {
            log.add("warning " + text);
        }
    }

    /** Writes down each call with its arguments. */
    private static BuildContext ide(List<String> told) {
        return (BuildContext) Proxy.newProxyInstance(
                BuildContext.class.getClassLoader(),
                new Class<?>[] {BuildContext.class},
                (proxy, method, arguments) -> {
                    told.add(method.getName() + " "
                            + Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(" ")));
                    return null;
                });
    }
}
