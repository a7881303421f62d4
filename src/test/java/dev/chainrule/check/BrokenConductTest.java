package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes whose numbers are right at the usual lengths and the first time: what else they do wrong is found. */
class BrokenConductTest {

    private static final String SUMS = """
            network Sums { dim n; input x[n]; param w = constant(0.5); loss = sum(w * x); output all = sum(x); }
            """;

    private static final String PRODUCTS = """
            function Products[n](x[n], w) { derive vjp; y[i: n] = w * x[i]^2; return y; }
            """;

    private static String check(UnaryOperator<String> change) {
        CheckReport report = BrokenCompiler.withJava(changing(change)).check(SUMS);
        return String.join("\n", report.lines());
    }

    private static String checkDerivatives(UnaryOperator<String> change) {
        List<CheckReport> reports = BrokenCompiler.withJava(changing(change)).checkDerivatives(PRODUCTS);
        return reports.stream().flatMap(report -> report.lines().stream()).collect(Collectors.joining("\n"));
    }

    /** The change finds something to change. */
    private static UnaryOperator<String> changing(UnaryOperator<String> change) {
        return java -> {
            String changed = change.apply(java);
            assertThat(changed).isNotEqualTo(java);
            return changed;
        };
    }

    @Test
    void withoutAMistakeNothingIsFound() {
        assertThat(BrokenCompiler.SOUND.check(SUMS).passed()).isTrue();
        assertThat(BrokenCompiler.SOUND.checkDerivatives(PRODUCTS)).isNotEmpty().allMatch(CheckReport::passed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void aValueThatIsWrongAtOneLengthIsFound(int length) {
        assertThat(check(java -> java.replace("return loss;", "return n == " + length + " ? loss + 0.25 : loss;")))
                .contains("error[NN901]: the method loss gives ")
                .contains(", where n = " + length + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aGradientThatIsWrongAtOneLengthIsFound(int length) {
        assertThat(check(
                        java -> java.replace("gradient[OFFSET_w] =", "gradient[OFFSET_w] = n == " + length + " ? 7 :")))
                .contains("error[NN901]: the gradient for w gives 7.0, ")
                .contains(", where n = " + length + "\n");
    }

    @Test
    void anOutputThatEndsInAnExceptionIsFound() {
        assertThat(check(java -> java.replace("out[0] = allSoFar;", "out[0] = n == 0 ? x[0] : allSoFar;")))
                .contains("error[NN901]: the class ends with java.lang.ArrayIndexOutOfBoundsException")
                .contains(", where n = 0\n");
    }

    @Test
    void aDerivativeThatIsWrongAtOneLengthIsFound() {
        assertThat(checkDerivatives(java -> java.replace("out[n] = ", "out[n] = n == 0 ? 0.5 : ")))
                .contains("error[NN901]: the method vjp gives 0.5, the interpreter 0.0")
                .contains(", where n = 0\n");
    }

    /** By less than any tolerance. */
    @ParameterizedTest
    @CsvSource({
        "return loss;, return loss + 1e-14 * calls++;, loss",
        "out[0] = allSoFar;, out[0] = allSoFar + 1e-14 * calls++;, all"
    })
    void aMethodThatCountsItsCallsIsFound(String right, String wrong, String who) {
        String found = check(java -> java.replace(right, wrong)
                .replace("public final class Sums {", "public final class Sums { private static int calls;"));
        assertThat(found).contains("error[NN901]: the method " + who + " gives other numbers when it is called again");
    }

    @Test
    void aDerivativeThatCountsItsCallsIsFound() {
        String found = checkDerivatives(java -> java.replace("out[n] = ", "out[n] = 1e-14 * calls++ + ")
                .replace("public final class Products {", "public final class Products { private static int calls;"));
        assertThat(found).contains("error[NN901]: the method vjp gives other numbers when it is called again");
    }

    @Test
    void aMethodThatWritesIntoItsArgumentIsFound() {
        assertThat(check(java -> java.replace("return loss;", "if (n > 0) x[0] = 1; return loss;")))
                .contains("error[NN901]: the method loss changes its argument x");
    }

    @Test
    void aMethodThatMovesTheParametersIsFound() {
        assertThat(check(java -> java.replace("return loss;", "parameters[0] += 1e-9; return loss;")))
                .contains("error[NN901]: the method loss changes the parameters");
    }

    @Test
    void aProductThatWritesIntoItsVectorIsFound() {
        assertThat(checkDerivatives(java -> java.replace("out[n] = ", "if (n > 0) w2[0] = 0;\nout[n] = ")))
                .contains("error[NN901]: the method vjp changes its vector");
    }

    @Test
    void aProductThatIsNotNothingForNothingIsFound() {
        assertThat(checkDerivatives(java -> java.replace("out[n] = ", "out[n] = 1e-14 + ")))
                .contains("error[NN901]: the method vjp is not linear")
                .contains("a vector of zeros gives 1.0E-14");
    }

    /** Beyond the elements of the vector that is drawn. */
    @Test
    void aProductThatIsCutOffIsFound() {
        assertThat(checkDerivatives(java -> java.replace("+= w2[i] *", "+= Math.max(-0.6, Math.min(0.6, w2[i])) *")))
                .contains("error[NN901]: the method vjp is not linear")
                .contains("1.7 times its vector gives ");
    }
}
