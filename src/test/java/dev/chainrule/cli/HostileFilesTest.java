package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders that are not as one hopes: nothing is read or written outside, and nothing by half. */
class HostileFilesTest {

    private static final String NETWORK = """
            /** für ∂ */
            network Titled {
              dim n;
              input x[n];
              param iI = ones();
              loss = mean((x - iI)^2);
              train loss with sgd(rate = 0.1);
            }
            """;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void nameTheOutput() {
        out = folder.resolve("out");
    }

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text).toString();
    }

    private Run generate(String file, String... more) {
        return Run.of(Stream.concat(Stream.of("generate", file, "-o", out.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package ..; function F(x) = x^2;",
                "package ../evil; function F(x) = x^2;",
                "package /evil; function F(x) = x^2;",
                "package a..b; function F(x) = x^2;",
                "package \"p; class X {}\"; function F(x) = x^2;",
                "package p; class X {} function F(x) = x^2;",
                "package a.CON; function F(x) = x^2;",
                "package nul.a; function F(x) = x^2;",
                "package a.class; function F(x) = x^2;",
                "function Com1(x) = x^2;",
                "function ../F(x) = x^2;",
                "function F$(x) = x^2;"
            })
    void noNameLeadsOutOfTheFolder(String text) throws IOException {
        Run run = generate(file("F.nn", text));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("error[NN").doesNotContain("NN999");
        assertThat(files(folder)).containsExactly(folder.resolve("F.nn"));
    }

    @ParameterizedTest
    @CsvSource({
        "../secret.nn, it lies outside of the folder that is compiled",
        "inside/../../secret.nn, it lies outside of the folder that is compiled",
        "link.nn, it lies outside of the folder that is compiled",
        "linked/secret.nn, it lies outside of the folder that is compiled",
        "nowhere.nn, there is no file",
        "inside, there is no file",
        "'', there is no file"
    })
    void importsStayInside(String path, String reason) throws IOException {
        Path secret = Path.of(file("secret.nn", "fn f(x) = x;"));
        String main = file("project/F.nn", "import \"" + path + "\"; function F(x) = f(x);");
        Path project = folder.resolve("project");
        Files.createDirectory(project.resolve("inside"));
        Files.createSymbolicLink(project.resolve("link.nn"), secret);
        Files.createSymbolicLink(project.resolve("linked"), folder);
        Run run = generate(main);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("error[NN304]").contains(reason);
        assertThat(out).doesNotExist();
    }

    @Test
    void aLongLineOfImportsIsFollowed() throws IOException {
        for (int i = 1; i < 500; i++) {
            file("f" + i + ".nn", "import \"f" + (i - 1) + ".nn\"; fn f" + i + "(x) = x + " + i + ";");
        }
        file("f0.nn", "fn f0(x) = x;");
        assertThat(generate(file("F.nn", "import \"f499.nn\"; function F(x) = f499(x)^2;"))
                        .code())
                .isZero();
    }

    @Test
    void aFolderThatMayNotBeWrittenIsTold() throws IOException {
        Files.createDirectory(out);
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(out)).as("not the superuser").isFalse();
            Run run = generate(file("Titled.nn", NETWORK));
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).startsWith("error[NN803]: ").contains("not permitted");
            assertThat(files(out)).isEmpty();
        } finally {
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Builds that run at once write the same bytes, and none sees half a file. */
    @Test
    void severalMayWriteIntoOneFolder() throws Exception {
        String model = file("Titled.nn", NETWORK);
        String expected = Run.of("generate", model, "--stdout").out();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Run>> runs = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                runs.add(threads.submit(() -> generate(model)));
            }
            for (Future<Run> run : runs) {
                assertThat(run.get().code()).as(run.get().err()).isZero();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(files(out)).containsExactly(out.resolve("Titled.java"));
        assertThat(out.resolve("Titled.java")).hasContent(expected);
    }

    /** Another file's mistake, found last: what was complete before is not written either. */
    @Test
    void nothingIsWrittenBeforeEverythingHasCompiled() throws IOException {
        file("models/A.nn", "function A(x) = x^2;");
        file("models/Z.nn", "function Z(x) = y;");
        assertThat(generate(folder.resolve("models").toString()).code()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    private static String outOfAnotherJava(List<String> options, String file) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "dev.chainrule.cli.Main", "generate", "--stdout", file));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    /** In Turkish the small letter of I is no i; Arabic has digits of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab"})
    void localeAndEncodingMakeNoDifference(String locale) throws Exception {
        String model = file("Titled.nn", NETWORK);
        String[] parts = locale.split("-", 3);
        List<String> options = new ArrayList<>(
                List.of("-Duser.language=" + parts[0], "-Duser.country=" + parts[1], "-Dfile.encoding=ISO-8859-1"));
        if (parts.length > 2) {
            options.add("-Duser.extensions=" + parts[2]);
        }
        assertThat(outOfAnotherJava(options, model))
                .isEqualTo(Run.of("generate", model, "--stdout").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a#b", "50%20", "a+b&c=d", "für", "層"})
    void pathsMayHaveAnyName(String name) throws IOException {
        try {
            folder.resolve(name);
        } catch (InvalidPathException e) {
            assumeThat(name).as("a name that this system can have").isEmpty();
        }
        file(name + "/pieces.nn", "fn twice(x) = 2 * x;");
        String model = file(name + "/F.nn", "import \"pieces.nn\"; function F(x) = twice(x)^2;");
        Path target = folder.resolve(name + "/java");
        Run run = Run.of("generate", model, "-o", target.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(target.resolve("F.java")).exists();
        assertThat(Run.of("check", model).code()).isZero();
    }

    @Test
    void warningsAreErrorsIfWanted() throws IOException {
        String model = file("F.nn", "function F(x, y) = x / log(1);\n");
        Run run = generate(model);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("warning[NN603]");
        Files.delete(out.resolve("F.java"));
        Run strict = generate(model, "--strict");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.err())
                .contains("error[NN603]")
                .doesNotContain("warning")
                .contains("nothing was written");
        assertThat(files(out)).isEmpty();
    }

    @Test
    void aCheckIsRandomByItsSeedAlone() throws IOException {
        String model = file("Titled.nn", NETWORK);
        String first = Run.of("check", model, "--seed=5").out();
        assertThat(first).contains("seed 5");
        assertThat(Run.of("check", model, "--seed=5").out()).isEqualTo(first);
    }

    /** A warning that is not deserved teaches to read none. */
    @Test
    void noSampleIsWarnedOf() {
        assertThat(Run.of("generate", "generated-samples/models", "--strict", "--dry-run")
                        .err())
                .isEmpty();
    }
}
