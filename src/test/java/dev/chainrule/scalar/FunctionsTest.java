package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {

    static List<ScalarFunction> rows() {
        return Functions.all();
    }

    @Test
    void namesAreDistinct() {
        assertThat(rows()).extracting(ScalarFunction::name).doesNotHaveDuplicates();
    }

    @Test
    void everyFunctionOfTheLanguageIsFoundByItsName() {
        String named =
                "exp expm1 log log1p sqrt cbrt abs sign floor ceil round min max sin cos tan asin acos atan atan2"
                        + " sinh cosh tanh asinh acosh atanh erf erfc lgamma digamma sigmoid softplus relu hypot"
                        + " stop_gradient div mod";

        assertThat(Functions.callable()).containsKeys(named.split(" "));
        assertThat(Functions.byNnName("tanh")).contains(Hyperbolic.TANH);
    }

    @Test
    void operatorsAndUnknownNamesAreNotCallable() {
        assertThat(Functions.byNnName("power")).isEmpty();
        assertThat(Functions.byNnName("add")).isEmpty();
        assertThat(Functions.byNnName("sine")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void patternsNameEveryOperand(ScalarFunction row) {
        for (int i = 1; i <= row.arity(); i++) {
            assertThat(row.nn()).contains("$" + i);
            assertThat(row.exact().pattern()).contains("$" + i);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void derivativesAreReals(ScalarFunction row) {
        Scalars e = new Scalars();
        List<Scalar> x = Variable.operandsOf(row, e);
        Scalar y = e.call(row, x);
        for (int i = 0; i < row.arity(); i++) {
            row.derivative(i).ifPresent(derivative -> {
                assertThat(derivative.factor().of(e, y, x).type()).isEqualTo(Type.REAL);
                derivative
                        .gate()
                        .ifPresent(gate -> assertThat(gate.of(e, y, x).type()).isEqualTo(Type.BOOLEAN));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void kinksComeWithADecision(ScalarFunction row) {
        assertThat(row.decision().isPresent()).isEqualTo(!row.kinks().isEmpty());
    }

    static Stream<Arguments> incompleteRows() {
        UnaryOperator<ScalarFunction.Builder> derivative = row -> row.derivative((e, y, x) -> e.one());
        Spelling spelling = Spelling.call("f($1)");
        return Stream.of(
                Arguments.of("a derivative", (UnaryOperator<ScalarFunction.Builder>)
                        row -> row.smooth().cost(1).java(spelling)),
                Arguments.of("smooth()", (UnaryOperator<ScalarFunction.Builder>)
                        row -> derivative.apply(row).cost(1).java(spelling)),
                Arguments.of("a cost", (UnaryOperator<ScalarFunction.Builder>)
                        row -> derivative.apply(row).smooth().java(spelling)),
                Arguments.of("a Java spelling", (UnaryOperator<ScalarFunction.Builder>)
                        row -> derivative.apply(row).smooth().cost(1)));
    }

    @ParameterizedTest
    @MethodSource("incompleteRows")
    void anIncompleteRowIsRefused(String missing, UnaryOperator<ScalarFunction.Builder> parts) {
        ScalarFunction.Builder builder = parts.apply(ScalarFunction.unary("f", x -> x));

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining(missing);
    }

    @Test
    void aBinaryRowNeedsBothDerivatives() {
        ScalarFunction.Builder half = ScalarFunction.binary("f", (a, b) -> a)
                .derivative(0, (e, y, a, b) -> e.one())
                .smooth()
                .cost(1)
                .java(Spelling.call("f($1, $2)"));

        assertThatIllegalStateException().isThrownBy(half::build).withMessageContaining("a derivative");
    }
}
