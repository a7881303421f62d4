package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about adding a function shows code that compiles, and that is right. */
class AddingAFunctionTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @Test
    void theRowOfThePageIsTheOneThatIsCompiled() throws IOException {
        String page = Files.readString(Path.of("docs/adding-a-function.md"));
        String compiled = Files.readString(Path.of("src/test/java/dev/chainrule/scalar/HyperbolicSecant.java"));
        List<String> shown = JAVA.matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(shown).hasSize(2).allSatisfy(block -> assertThat(compiled).contains(block));
    }

    /** Values and derivatives to 25 digits, from arbitrary-precision arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.8868188839700739086588978, -0.409814221664744991605682",
        "2, 0.2658022288340796921208627, -0.2562406794416763638586319",
        "-3, 0.09932792741943320782901245, 0.09883672635255755044290325"
    })
    void theRowIsRight(double x, double value, double derivative) {
        Scalars scalars = new Scalars();
        Scalar operand = scalars.leaf(new Variable(0, Type.REAL));
        Scalar call = scalars.call(HyperbolicSecant.SECH, operand);
        Scalar slope =
                HyperbolicSecant.SECH.derivative(0).orElseThrow().factor().of(scalars, call, List.of(operand));
        assertThat(Evaluation.of(call, x)).isCloseTo(value, within(1e-15));
        assertThat(Evaluation.of(slope, x)).isCloseTo(derivative, within(1e-15));
    }
}
