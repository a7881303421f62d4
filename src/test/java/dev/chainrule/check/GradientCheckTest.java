package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientCheckTest {

    private static final GradientCheck.Settings SETTINGS = new GradientCheck.Settings(7, 3, 2_000, 1e-6);

    private static final String NETWORK = """
            network Net {
              dim rows; dim pixels = 5; dim hidden = 4;
              input x[rows, pixels];
              input y[rows, hidden];
              param W[pixels, hidden] = glorot_uniform();
              param b[hidden] = zeros();
              h = tanh(x @ W + b);
              loss = mean((h - y)^2);
              output twice = 2 * h;
            }
            """;

    private static CompileResult.Stages compiled(String text) {
        CompileResult result = Compiler.compile(SourceText.of("net.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return result.models().get(0);
    }

    private static CheckReport check(CompileResult.Stages stages, Model differentiated, String java) {
        GeneratedFile file = new GeneratedFile(stages.file().path(), java);
        try {
            Class<?> type = CompiledClasses.compile(List.of(file)).of(file);
            Subject subject = new Subject(stages.plan(), type);
            return new GradientCheck(stages.elaborated(), differentiated, subject, SETTINGS).run();
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CheckReport check(String text) {
        CompileResult.Stages stages = compiled(text);
        return check(
                stages,
                Differentiator.differentiate(stages.elaborated()),
                stages.file().text());
    }

    /** The class with a part of its text replaced. */
    private static CheckReport checkWrongClass(String text, String right, String wrong) {
        CompileResult.Stages stages = compiled(text);
        String java = stages.file().text();
        assertThat(java).contains(right);
        return check(stages, Differentiator.differentiate(stages.elaborated()), java.replace(right, wrong));
    }

    private static CheckReport.Row row(CheckReport report, String name) {
        return report.rows().stream()
                .filter(row -> row.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyParameterHasARowThatSaysWhereItsLargestErrorIs() {
        CheckReport report = check(NETWORK);
        assertThat(report.lines()).as(String.join("\n", report.lines())).hasSize(5);
        assertThat(report.passed()).isTrue();
        assertThat(report.lines().get(0)).isEqualTo("Net.loss   double, seed 7, 3 points");
        assertThat(report.lines().get(1))
                .matches("parameter +elements +checked +kinks +worst error +allowed +ulps +at +declared");
        assertThat(report.lines().get(2))
                .matches("W \\[pixels, hidden] +20 +60 +0 +\\S+ +\\S+ +\\S+ +\\[[0-4], [0-3]] +net\\.nn:5:9 +ok");
        assertThat(report.lines().get(3))
                .matches("b \\[hidden] +4 +12 +0 +\\S+ +\\S+ +\\S+ +\\[[0-3]] +net\\.nn:6:9 +ok");
        assertThat(report.lines().get(4)).matches("all together +24 +3 +0 +\\S+ +1.0e-11 +0.0 +a direction +- +ok");
        assertThat(report.values()).containsExactly("loss", "twice");
    }

    @Test
    void aClassWithAWrongGradientIsCaughtAndTheParameterNamed() {
        CheckReport report = checkWrongClass(NETWORK, "public double lossAndGradient(", """
                public double lossAndGradient(double[] x, double[] y, int rows, double[] gradient) {
                    double value = honest(x, y, rows, gradient);
                    gradient[OFFSET_b + 2] *= 2;
                    return value;
                }

                private double honest(""");
        assertThat(report.passed()).isFalse();
        assertThat(row(report, "W").verdict()).isEmpty();
        CheckReport.Row wrong = row(report, "b");
        assertThat(wrong.at()).isEqualTo("[2]");
        assertThat(wrong.worst()).isBetween(0.1, 0.5);
        assertThat(wrong.verdict()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(CheckCode.MISMATCH);
            assertThat(failure.text())
                    .startsWith("b[2]: generated ")
                    .endsWith("the interpreter and differences agree: suspect simplify, schedule or a later pass");
        });
        assertThat(report.lines())
                .anyMatch(line -> line.startsWith("b [hidden]") && line.endsWith("WRONG"))
                .contains("failed. More: chainrule explain NN901");
    }

    /** Whoever computes by the equations of the gradient gets the same wrong number; walks do not need them. */
    @Test
    void equationsWithAWrongDerivativeAreCaughtByAllOthers() {
        CompileResult.Stages stages = compiled(NETWORK);
        Model right = Differentiator.differentiate(stages.elaborated());
        Tensor partial = right.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.GRADIENT)
                .flatMap(entry -> entry.results().stream())
                .filter(result -> result.of().map(of -> of.name().equals("b")).orElse(false))
                .findFirst()
                .orElseThrow()
                .value();
        Equation equation = right.system().definition(partial).orElseThrow();
        EquationSystem.Builder builder = right.system().extend();
        builder.redefine(
                partial,
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                equation.filter(),
                builder.scalars().call(dev.chainrule.scalar.Arithmetic.NEGATE, equation.body()),
                equation.names());
        String java = stages.file().text().replace("public double lossAndGradient(", """
                        public double lossAndGradient(double[] x, double[] y, int rows, double[] gradient) {
                            double value = honest(x, y, rows, gradient);
                            for (int i = OFFSET_b; i < OFFSET_b + HIDDEN; i++) {
                                gradient[i] = -gradient[i];
                            }
                            return value;
                        }

                        private double honest(""");
        CheckReport report = check(stages, right.with(builder.build()), java);
        assertThat(row(report, "W").verdict()).isEmpty();
        assertThat(row(report, "b").verdict())
                .hasValueSatisfying(
                        failure -> assertThat(failure.text())
                                .contains(
                                        "the generated class and the interpreter agree, dual numbers do not: suspect differentiate"));
    }

    @Test
    void aWrongLossAndAWrongOutputAreCaught() {
        CheckReport loss = checkWrongClass(NETWORK, "public double loss(", """
                public double loss(double[] x, double[] y, int rows) {
                    return 1 + honest(x, y, rows);
                }

                private double honest(""");
        assertThat(loss.failures())
                .anySatisfy(failure -> assertThat(failure.text())
                        .startsWith("the method loss gives ")
                        .contains("the interpreter"));
        CheckReport output = checkWrongClass(NETWORK, "public void twice(", """
                public void twice(double[] x, int rows, double[] out) {
                    honest(x, rows, out);
                    out[3] += 1;
                }

                private void honest(""");
        assertThat(output.failures())
                .anySatisfy(failure -> assertThat(failure.text())
                        .startsWith("the method twice gives ")
                        .contains("at position 3"));
    }

    @Test
    void aGradientThatChangesFromCallToCallIsCaught() {
        CheckReport report = checkWrongClass(NETWORK, "public double lossAndGradient(", """
                private int calls;

                public double lossAndGradient(double[] x, double[] y, int rows, double[] gradient) {
                    double value = honest(x, y, rows, gradient);
                    gradient[0] += 1e-15 * calls++;
                    return value;
                }

                private double honest(""");
        assertThat(report.failures())
                .anySatisfy(failure -> assertThat(failure.text()).contains("other numbers when it is called again"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function Kinks[n](x[n]) = sum(abs(x - 1) + relu(x - 0.9) + max(x, 1.1));",
                "function Winner[n](x[n]) = max(x) * min(x);",
                "function Choice(x) = x > 1 ? x^2 : sin(x);",
                "function Deep[n](x[n]) = sum(abs(sin(40 * x)));"
            })
    void betweenKinksDifferencesAreMadeNarrow(String text) {
        CheckReport report = check(text);
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(row(report, "x").kinks()).isZero();
    }

    /** A tie goes to the first of two, so that the gradient is 0 by convention; a derivative there is not. */
    @Test
    void onAKinkTheConventionIsComparedAndCounted() {
        CheckReport report = check("""
                network OnAKink {
                  dim rows; input x[rows]; param w = ones(); param v = ones();
                  loss = mean(max(stop_gradient(w), w) + v * x);
                }
                """);
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(row(report, "w").checked()).isEqualTo(3);
        assertThat(row(report, "w").kinks()).isEqualTo(3);
        assertThat(row(report, "v").kinks()).isZero();
    }

    /** d/dw (w x - c)² with c held is 2 (w x - c) x; were c to vary, differences would say something else. */
    @Test
    void whatIsStoppedIsHeldInDifferencesToo() {
        CheckReport report = check("""
                network Stopped {
                  dim rows; input x[rows]; param w = ones();
                  loss = mean((w * x - stop_gradient(w * x^2))^2);
                }
                """);
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(row(report, "w").kinks()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function Negative(x) = log(-x);",
                "function Large(x) = acosh(x) + sqrt(x - 2.5);",
                "function Small[n](x[n]) = sum(asin(x) + atanh(x));",
                "function Two(x, y) = log(x) + log(-y);",
                "network Positive { dim rows; dim p = 6; input x[rows, p]; param w[p] = ones();"
                        + " loss = mean(log(x) @ w); }"
            })
    void pointsAreLookedForWhereTheValueIsFinite(String text) {
        CheckReport report = check(text);
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.rows().get(0).checked()).isPositive();
    }

    @Test
    void aValueThatIsFiniteNowhereNamesTheEquation() {
        CheckReport report = check("function Never(x) { s = x^2 + 1; t = log(-s); return 3 * t; }");
        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(CheckCode.NOT_FINITE);
            assertThat(failure.text()).contains("t = log(-s) is NaN").contains("net.nn:1:");
        });
    }

    /** Of all rows the first is shown at which it happens, and of a sum the first term. */
    @Test
    void whatIsNotFiniteIsShownWithIndexAndOperands() {
        CheckReport report =
                check("function Never[n](x[n]) { s[i: n] = i == 1 ? -2 : x[i]^2; t = sum(log(s)); return 3 * t; }");
        assertThat(report.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.text())
                        .contains(" is NaN, net.nn:1:")
                        .endsWith("for t with s[1] = -2.0"));
    }

    /** Of the faster one, stencils of different lengths say the same, and are wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"1e7", "1e9"})
    void whatVariesTooFastForDifferencesIsUnclearNotWrong(String speed) {
        CheckReport report = check("function Fast(x) = sin(" + speed + " * x);");
        assertThat(row(report, "x").verdict())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(CheckCode.INCONCLUSIVE));
    }

    @Test
    void aModelWithoutGradientHasItsValuesCompared() {
        CheckReport report = check("network Outputs { dim n; input x[n]; output y = 2 * x; output best = argmax(x); }");
        assertThat(report.passed()).isTrue();
        assertThat(report.lines()).contains("there is no gradient to check; the interpreter gives the same y, best");
    }

    @Test
    void aClassInFloatIsComparedWithTheInterpreterOnly() {
        CheckReport report = check(NETWORK.replace("dim rows;", "precision float; dim rows;"));
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.lines().get(0)).startsWith("Net.loss   float");
        assertThat(row(report, "W").allowed()).isEqualTo(1e-4);
        assertThat(row(report, "W").worst()).isGreaterThan(1e-12);
    }

    /** More elements than are checked one by one: what is wrong with the others shows along directions. */
    @Test
    void ofALargeParameterASampleAndDirectionsAreChecked() {
        CompileResult.Stages stages = compiled("""
                network Large {
                  dim rows; dim p = 3000; input x[rows, p]; param w[p] = normal(0, 0.01);
                  loss = mean((x @ w)^2);
                }
                """);
        CheckReport report = check(
                stages,
                Differentiator.differentiate(stages.elaborated()),
                stages.file().text());
        assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
        assertThat(row(report, "w").checked()).isEqualTo(600);
    }

    /** One of 400,000 elements, wrong by a hundredth of a percent: a walk through all of them sees it. */
    @Test
    void aNetworkThatIsTooLargeForTheInterpretersGradientIsCheckedAlongDirections() {
        String large = """
                network Large {
                  dim rows; dim p = 400; dim q = 1000;
                  input x[rows, p]; param W[p, q] = glorot_uniform(); param b[q] = zeros();
                  loss = mean(tanh(x @ W + b)^2);
                }
                """;
        CheckReport right = check(large);
        assertThat(right.passed()).as(String.join("\n", right.lines())).isTrue();
        assertThat(right.lines().get(0)).endsWith("seed 7, 1 point");
        assertThat(row(right, "W").elements()).isEqualTo(400_000);
        assertThat(row(right, "W").checked()).isBetween(1, 100);
        CheckReport report = checkWrongClass(large, "public double lossAndGradient(", """
                public double lossAndGradient(double[] x, int rows, double[] gradient) {
                    double value = honest(x, rows, gradient);
                    gradient[123456] *= 1.0001;
                    return value;
                }

                private double honest(""");
        assertThat(report.together().orElseThrow().verdict())
                .hasValueSatisfying(
                        failure -> assertThat(failure.text())
                                .contains(
                                        "the generated class and dual numbers disagree: suspect differentiate or a later pass"));
    }
}
