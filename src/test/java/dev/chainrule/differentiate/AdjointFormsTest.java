package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Points;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small programs and the equations of their adjoints, as {@code src/test/resources/adjoints} has them side by side: what can
 * be gathered is not searched for, what is finite needs no guard. They are slopes as well. {@code -Dgolden.update} writes the
 * equations anew; read the difference as carefully as the change of the code.
 */
class AdjointFormsTest {

    private static final Path FOLDER = Path.of("src/test/resources/adjoints");
    private static final String ADJOINT = "= ";
    private static final List<List<Integer>> LENGTHS = List.of(List.of(4, 3, 2), List.of(1, 0));

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** The programs of a file, without their adjoints. */
    private static List<String> programs(Path file) throws IOException {
        return Stream.of(Files.readString(file).strip().split("\n\n"))
                .map(form ->
                        form.lines().filter(line -> !line.startsWith(ADJOINT)).collect(Collectors.joining("\n")))
                .toList();
    }

    private static String withAdjoints(String program) {
        Model model = Source.model(program);
        List<String> adjoints =
                new ArrayList<>(Notation.of(Differentiator.differentiate(model).system()));
        adjoints.removeAll(Notation.of(model.system()));
        return program + "\n"
                + adjoints.stream().map(line -> ADJOINT + line + "\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("files")
    void theyAreAsWritten(Path file) throws IOException {
        String text =
                programs(file).stream().map(AdjointFormsTest::withAdjoints).collect(Collectors.joining("\n"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theyAreSlopes(Path file) throws IOException {
        for (String program : programs(file)) {
            Model model = Source.model(program);
            for (List<Integer> lengths : LENGTHS) {
                Points points = new Points(model, 11, lengths);
                assertThat(SlopeCheck.check(model, points.next(0))).as(program).isPositive();
            }
        }
    }
}
