package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row's first and second derivative, against differences taken in several hundred digits. */
class FunctionDerivativeTest {

    private static final double EPSILON = Math.ulp(1.0);

    static List<ScalarFunction> rows() {
        return Functions.all().stream()
                .filter(row -> row.resultType() == Type.REAL)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void firstAndSecondDerivativesAreRight(ScalarFunction row) {
        Scalars e = new Scalars();
        List<Scalar> x = Variable.operandsOf(row, e);
        Scalar y = e.call(row, x);
        List<Integer> reals = realOperands(row);
        List<String> wrong = new ArrayList<>();
        for (Reference point : Reference.of("values.csv", row)) {
            List<String> first = point.numbers(2);
            List<String> second = point.numbers(3);
            if (first.isEmpty()) {
                continue; // what flows is not the slope: the conventions' table judges it
            }
            int next = 0;
            for (int i : reals) {
                Scalar slope = ForwardChainRule.derivative(e, y, x.get(i));
                double own = parse(second.get(next)); // the pure second derivative comes first
                double expected = parse(first.get(i));
                double at = Math.abs(point.operands()[i]);
                double value = Math.abs(parse(point.fields().get(0)));
                double floor = value / Math.max(1, at);
                double allowed = EPSILON * (16 * (Math.abs(expected) + Math.abs(at * own)) + 8 * floor);
                check(wrong, point + " d" + i, Evaluation.of(slope, point.operands()), expected, allowed);
                for (int j : reals.subList(reals.indexOf(i), reals.size())) {
                    double bend = parse(second.get(next++));
                    double atJ = Math.abs(point.operands()[j]);
                    double natural = (Math.abs(expected) + floor + Math.abs(parse(first.get(j))) / Math.max(1, at))
                            / Math.max(Double.MIN_NORMAL, Math.min(1, Math.max(atJ, 1e-3)) * Math.max(1, atJ));
                    double condition = expected == 0 ? 1 : 1 + Math.abs(atJ * bend / expected);
                    Scalar curve = ForwardChainRule.derivative(e, slope, x.get(j));
                    check(
                            wrong,
                            point + " d" + i + " d" + j,
                            Evaluation.of(curve, point.operands()),
                            bend,
                            256 * EPSILON * (Math.abs(bend) * condition + natural));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void conventionsHold(ScalarFunction row) {
        Scalars e = new Scalars();
        List<Scalar> x = Variable.operandsOf(row, e);
        Scalar y = e.call(row, x);
        List<Reference> points = Reference.of("kinks.csv", row);
        if (!row.kinks().isEmpty() && row.operandTypes().contains(Type.REAL)) {
            assertThat(points).as("conventions of %s in kinks.csv", row).isNotEmpty();
        }
        for (Reference point : points) {
            List<String> first = point.numbers(0);
            for (int i : realOperands(row)) {
                double slope = Evaluation.of(ForwardChainRule.derivative(e, y, x.get(i)), point.operands());
                assertThat(slope + 0.0).as(point + " d" + i).isEqualTo(Double.valueOf(first.get(i)));
            }
        }
    }

    private static List<Integer> realOperands(ScalarFunction row) {
        List<Integer> reals = new ArrayList<>();
        for (int i = 0; i < row.arity(); i++) {
            if (row.operandTypes().get(i) == Type.REAL) {
                reals.add(i);
            }
        }
        return reals;
    }

    private static double parse(String number) {
        return Double.parseDouble(number);
    }

    private static void check(List<String> wrong, String what, double actual, double expected, double allowed) {
        boolean overflow = Math.abs(expected) > 1e300 && Math.abs(actual) > 1e300; // an intermediate overflowed
        boolean close = Math.abs(actual - expected) <= Math.max(allowed, 1e-299); // a square may have overflowed
        if (Double.compare(actual, expected) != 0 && !overflow && !close) {
            wrong.add(what + " is " + actual + " for " + expected + ", allowed " + allowed);
        }
    }
}
