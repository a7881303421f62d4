package dev.chainrule.cli;

import dev.chainrule.check.WrongClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What brings about a message that no program alone can: files, the machine, a check, a mistake of ours.
 *
 * @param code of the message
 * @param setup makes the files in a folder, and gives the command line
 * @param runner runs it
 */
record Situation(String code, Setup setup, Runner runner) {

    @FunctionalInterface
    interface Setup {
        List<Object> in(Path folder) throws IOException;
    }

    @FunctionalInterface
    interface Runner {
        Run of(String... arguments);
    }

    private Situation(String code, Setup setup) {
        this(code, setup, Run::of);
    }

    /** A device on which there is never any space. */
    static final String FULL = "/dev/full";

    static final List<Situation> ALL = List.of(
            new Situation("NN801", folder -> {
                write(folder, "java/lecture/Circuit.java", "package lecture;\n\nfinal class Circuit {}\n");
                return List.of("generate", circuit(folder), "-o", folder.resolve("java"));
            }),
            new Situation("NN802", folder -> {
                Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
                Files.createDirectories(folder.resolve("java"));
                Files.createSymbolicLink(folder.resolve("java/lecture"), elsewhere);
                return List.of("generate", circuit(folder), "-o", folder.resolve("java"));
            }),
            new Situation("NN803", folder -> List.of("generate", circuit(folder), "-o", circuit(folder))),
            new Situation("NN804", folder -> List.of("train", line(folder), "--data", rows(folder), "-o", FULL)),
            new Situation("NN805", folder -> {
                Path saved = write(folder, "line.safetensors", "no header");
                return List.of("predict", line(folder), "--data", rows(folder), "--parameters", saved);
            }),
            new Situation("NN806", folder -> List.of("generate", folder.resolve("Cirquit.nn"))),
            new Situation("NN807", folder -> {
                Path rows = write(folder, "rows.csv", "x,y\n1,2\n2,four\n");
                return List.of("train", line(folder), "--data", rows);
            }),
            new Situation("NN808", folder -> {
                Path rows = write(folder, "rows.csv", "width,height\n1,2\n2,4\n");
                return List.of("train", line(folder), "--data", rows);
            }),
            new Situation("NN809", folder -> List.of("check", circuit(folder), "--points", "0")),
            new Situation(
                    "NN810",
                    folder -> List.of(
                            "train",
                            line(folder),
                            "--data",
                            rows(folder),
                            "--set",
                            "rate=1e308",
                            "-o",
                            folder.resolve("saved"))),
            new Situation("NN811", folder -> {
                Path other = write(folder, "other.nn", "package lecture;\nfunction circuit(x) = x^2;\n");
                return List.of("generate", circuit(folder), other, "-o", folder.resolve("java"));
            }),
            new Situation("NN812", folder -> List.of("check", circuit(folder)), Situation::withoutCompiler),
            new Situation(
                    "NN813", folder -> List.of("generate", "--dry-run", chain(folder)), Situation::inLittleMemory),
            new Situation("NN901", folder -> List.of("check", "net.nn"), Situation::wrongReport),
            new Situation(
                    "NN902",
                    folder -> List.of(
                            "check",
                            write(folder, "Never.nn", "function Never(x) {\n  s = x^2 + 1;\n  return log(-s);\n}\n"))),
            new Situation(
                    "NN903",
                    folder -> List.of("check", write(folder, "Fast.nn", "function Fast(x) = sin(1e9 * x);\n"))),
            new Situation("NN999", folder -> List.of("check", "my model.nn"), Situation::bug));

    /** The command line that a reader would type. */
    List<String> arguments(Path folder, String... more) throws IOException {
        return Stream.concat(setup.in(folder).stream().map(Object::toString), Stream.of(more))
                .toList();
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Path circuit(Path folder) throws IOException {
        return write(folder, "Circuit.nn", "package lecture;\nfunction Circuit(x, y) = x * y;\n");
    }

    private static Path line(Path folder) throws IOException {
        return write(folder, "Line.nn", """
                network Line {
                  dim rows;
                  input x[rows]; input y[rows];
                  param w = zeros();
                  loss = mean((w * x - y)^2);
                  output guess = w * x;
                  train loss with sgd(rate = 0.1);
                }
                """);
    }

    private static Path rows(Path folder) throws IOException {
        return write(folder, "rows.csv", "x,y\n1,2\n2,4\n3,6\n");
    }

    /** Long enough for the memory that {@link #inLittleMemory} has. */
    private static Path chain(Path folder) throws IOException {
        return write(folder, "Chain.nn", "function Chain(x) = x" + " + sin(x) * x - x".repeat(50_000) + ";\n");
    }

    private static Run inLittleMemory(String... arguments) {
        return inAnotherJava(List.of("-XX:+UseSerialGC", "-Xmx20m"), arguments);
    }

    /** In a Java without the module that has the compiler, as a JRE is. */
    private static Run withoutCompiler(String... arguments) {
        return inAnotherJava(List.of("--limit-modules", "java.se"), arguments);
    }

    private static Run inAnotherJava(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No right compiler makes such a report. */
    private static Run wrongReport(String... arguments) {
        ReportFormat format = List.of(arguments).contains("json") ? ReportFormat.JSON : ReportFormat.HUMAN;
        return new Run(ExitCode.ERRORS, format.text(List.of(WrongClass.report())) + "\n", "");
    }

    private static Run bug(String... arguments) {
        IllegalStateException bug = new IllegalStateException("no place for h");
        bug.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("dev.chainrule.loop.Places", "of", "Places.java", 17),
            new StackTraceElement("dev.chainrule.loop.Loops", "lower", "Loops.java", 42)
        });
        return new Run(ExitCode.INTERNAL, "", ProblemRenderer.internal(bug, List.of(arguments)));
    }

    @Override
    public String toString() {
        return code;
    }
}
