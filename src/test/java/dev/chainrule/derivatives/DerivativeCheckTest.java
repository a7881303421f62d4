package dev.chainrule.derivatives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CheckCode;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.DerivativeCheck;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.Subject;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A check of derived methods notices what is wrong, and tells who disagrees. */
class DerivativeCheckTest {

    private static final String TEXT = """
            function F[n](x[n], s) { derive jacobian, jvp, vjp; return x^2 * s; }
            function G[n](x[n], s) { derive hessian, hvp; return sum(x^2 * s); }
            """;

    private static List<CheckReport> check(String text, String javaOf, UnaryOperator<Model> symbolic)
            throws CompiledClasses.NoCompilerException {
        List<GeneratedFile> files = compiled(javaOf).files();
        CompiledClasses classes = CompiledClasses.compile(files);
        List<CompileResult.Stages> models = compiled(text).models();
        List<CheckReport> reports = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            CompileResult.Stages stages = models.get(i);
            reports.addAll(DerivativeCheck.of(
                    stages.elaborated(),
                    symbolic.apply(Differentiator.differentiate(stages.elaborated())),
                    new Subject(stages.plan(), classes.of(files.get(i))),
                    GradientCheck.Settings.STANDARD));
        }
        return reports;
    }

    /** A Hessian has twice the axes: with the usual lengths, this one would take gigabytes. */
    @Test
    void whatIsTooLargeIsComparedWithShortAxes() {
        String text = "function H[n](x[n, n, n, n, n, n]) { derive hessian; return sum(x)^2; }";
        assertThat(check(text, text, model -> model)).singleElement().satisfies(report -> {
            assertThat(report.passed()).isTrue();
            assertThat(report.rows()).allMatch(row -> row.checked() > 0);
        });
    }

    @Test
    void whatStaysTooLargeIsTold() {
        String text = "function H(x[n, n, n, n, n, n]) { dim n = 5; derive hessian; return sum(x)^2; }";
        assertThat(check(text, text, model -> model)).singleElement().satisfies(report -> {
            assertThat(report.passed()).isFalse();
            assertThat(String.join("\n", report.lines())).contains("NN903").contains("more than 10000000 numbers");
        });
    }

    /** Differences of one column would take as long as fifty values, each of 302,500 terms. */
    @Test
    void whatTakesLongIsComparedWithoutDifferences() throws CompiledClasses.NoCompilerException {
        String text = """
                function J(x, s) {
                  dim many = 550;
                  derive jacobian;
                  return sum[j: many, k: many](x * sin(s * (j + k))) %s;
                }
                """;
        assertThat(check(text.formatted(""), text.formatted(""), model -> model))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.passed()).isTrue();
                    assertThat(report.rows()).allMatch(row -> row.checked() == 0);
                });
        assertThat(check(text.formatted(""), text.formatted("* 1.001"), model -> model))
                .singleElement()
                .satisfies(report -> assertThat(report.passed()).isFalse());
    }

    /** All that is delivered, a little larger. */
    private static Model larger(Model model) {
        Set<Tensor> results = new HashSet<>();
        model.entries().forEach(entry -> entry.results().forEach(result -> results.add(result.value())));
        EquationSystem.Builder builder = model.system().restart();
        Scalars scalars = builder.scalars();
        for (Equation equation : model.system().equations()) {
            Scalar body = results.contains(equation.target())
                    ? scalars.mul(scalars.real(1 + 1e-5), equation.body())
                    : equation.body();
            builder.keep(new Equation(
                    equation.target(),
                    equation.indices(),
                    equation.reduction(),
                    equation.reduced(),
                    equation.filter(),
                    body,
                    equation.names()));
        }
        return model.with(builder.build());
    }

    private static CompileResult compiled(String text) {
        return Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD);
    }

    @Test
    void allAgree() throws CompiledClasses.NoCompilerException {
        assertThat(check(TEXT, TEXT, UnaryOperator.identity()))
                .hasSize(5)
                .allSatisfy(report -> assertThat(report.passed()).isTrue());
    }

    @Test
    void anotherClassIsNoticed() throws CompiledClasses.NoCompilerException {
        assertThat(check(TEXT, TEXT.replace("x^2 * s", "x^2 * (s + 1e-9 * s * x)"), UnaryOperator.identity()))
                .hasSize(5)
                .allSatisfy(report -> assertThat(String.join("\n", report.lines()))
                        .contains("WRONG", "suspect simplify, schedule or a later pass"))
                .allSatisfy(report -> assertThat(report.together().orElseThrow().verdict())
                        .hasValueSatisfying(failure ->
                                assertThat(failure.text()).contains("the generated class and dual numbers disagree")));
    }

    @Test
    void anotherDerivativeIsNoticed() throws CompiledClasses.NoCompilerException {
        assertThat(check(TEXT, TEXT, DerivativeCheckTest::larger))
                .hasSize(5)
                .allSatisfy(report -> assertThat(String.join("\n", report.lines()))
                        .contains("WRONG", "the generated class and differences agree: suspect differentiate"));
    }

    @Test
    void nothingFiniteIsNoPass() throws CompiledClasses.NoCompilerException {
        String text = "function F[n](x[n]) { derive jacobian; return log(-1 - x^2); }";
        assertThat(check(text, text, UnaryOperator.identity()).get(0).lines())
                .anyMatch(line -> line.startsWith("error[NN902]"));
    }

    /** Of a network's inputs, drawn around 0, most have no power. */
    @Test
    void pointsAreLookedForWhereTheOutputIsDefined() throws CompiledClasses.NoCompilerException {
        String text =
                "network P { dim rows; input x[rows]; param b = constant(4); output y = x^b; derive jacobian, jvp, vjp; }";
        assertThat(check(text, text, UnaryOperator.identity())).hasSize(3).allSatisfy(report -> {
            assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
            assertThat(report.together().orElseThrow().checked()).isPositive();
        });
    }

    @Test
    void anOutputThatIsDefinedNowhereNamesTheEquation() throws CompiledClasses.NoCompilerException {
        String text =
                "network N { dim rows; input x[rows]; param w = ones(); output y = w * log(-1 - x^2); derive jacobian; }";
        assertThat(check(text, text, UnaryOperator.identity()).get(0).failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(CheckCode.NOT_FINITE);
                    assertThat(failure.text()).contains(" is NaN, test.nn:1:");
                });
    }
}
