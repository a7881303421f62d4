package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.differentiate.InnerDerivatives;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.samples.Samples;
import dev.chainrule.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that check themselves give the bits that the others give, or say what is wrong where. */
class CheckedCodeTest {

    private static final String PROGRAM = """
            network Net {
              dim n; dim k = 3;
              input x[n, k];
              param W[k] = normal(0, 1);
              s = x @ W;
              r = log(s);
              loss = mean(r^2);
            }
            """;

    static List<Path> samples() {
        return Samples.andPrograms();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sameBits(Path sample) throws CompiledClasses.NoCompilerException {
        CompileOptions options = Samples.small(sample);
        CompileResult usual = Samples.compile(sample, options);
        CompileResult checked = Samples.compile(sample, options.withChecks());
        CompiledClasses usualClasses = CompiledClasses.compile(usual.files());
        CompiledClasses checkedClasses = CompiledClasses.compile(checked.files());
        for (int i = 0; i < usual.models().size(); i++) {
            CompileResult.Stages one = usual.models().get(i);
            CompileResult.Stages other = checked.models().get(i);
            Subject first = new Subject(one.plan(), usualClasses.of(one.file()));
            Subject second = new Subject(other.plan(), checkedClasses.of(other.file()));
            Optional<Point> found = new PointSearch(
                            InnerDerivatives.expanded(one.elaborated()), new GradientCheck.Settings(3, 1, 1, 1e-6))
                    .next(new Findings());
            Point point = found.orElseThrow();
            Point same = translated(point, one.elaborated(), other.elaborated());
            for (Entry entry : first.values()) {
                assertThat(second.value(named(second, entry.name()), same))
                        .as("%s.%s", one.elaborated().name(), entry.name())
                        .isEqualTo(first.value(entry, point));
            }
            if (first.hasGradient()) {
                assertThat(second.gradient(same).gradient())
                        .as("gradient of %s", one.elaborated().name())
                        .isEqualTo(first.gradient(point).gradient());
            }
        }
    }

    private static Entry named(Subject subject, String name) {
        return subject.values().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The point for a model of another compilation, whose tensors are others of the same names. */
    private static Point translated(Point point, Model from, Model to) {
        Points drawn = new Points(to, 0);
        Point there = drawn.next(0);
        there.values()
                .replaceAll((tensor, values) -> point.values().entrySet().stream()
                        .filter(entry -> entry.getKey().name().equals(tensor.name()))
                        .findFirst()
                        .orElseThrow()
                        .getValue());
        there.lengths()
                .replaceAll((dim, length) -> point.lengths().entrySet().stream()
                        .filter(entry -> entry.getKey().name().equals(dim.name()))
                        .findFirst()
                        .orElseThrow()
                        .getValue());
        return there;
    }

    private static Subject checked(String text, UnaryOperator<String> change) {
        CompileResult result = Compiler.compile(SourceText.of("net.nn", text), CompileOptions.STANDARD.withChecks());
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        CompileResult.Stages stages = result.models().get(0);
        GeneratedFile file = new GeneratedFile(
                stages.file().path(), change.apply(stages.file().text()));
        try {
            return new Subject(
                    stages.plan(), CompiledClasses.compile(List.of(file)).of(file));
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Point at(Subject subject, double[] x, double[] w) {
        Model model = subject.model();
        Point point = new Points(model, 0).next(0);
        point.lengths().replaceAll((dim, length) -> x.length / 3);
        point.values().put(model.inputs().get(0).tensor(), x);
        point.values().put(model.parameters().get(0).tensor(), w);
        return point;
    }

    @Test
    void theFirstValueThatIsNotFiniteIsToldWithLineIndexAndOperands() {
        Subject subject = checked(PROGRAM, UnaryOperator.identity());
        Point point = at(subject, new double[] {1, 2, 3, 1, -2, 0}, new double[] {1, 1, 1});
        assertThatThrownBy(() -> subject.value(point))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("net.nn:6: r = log(s); gives r[1] = NaN, from s[1] = -1.0");
        Point zero = at(subject, new double[] {1, 2, -3}, new double[] {1, 1, 1});
        assertThatThrownBy(() -> subject.gradient(zero))
                .hasMessage("net.nn:6: r = log(s); gives r[0] = -Infinity, from s[0] = 0.0");
    }

    @Test
    void whatComesInIsToldWhereItIsReadFirst() {
        Subject subject = checked(PROGRAM, UnaryOperator.identity());
        Point point = at(subject, new double[] {1, 2, Double.NaN}, new double[] {4, 5, 6});
        assertThatThrownBy(() -> subject.value(point))
                .hasMessage("net.nn:5: s = x @ W; gives s[0] = NaN, from x[0, 2] = NaN, W[2] = 6.0");
    }

    /** What cannot happen, done to the text: a loop that runs too far along one axis, inside of the array. */
    @Test
    void aReadOutsideOfAnAxisIsTold() {
        Subject subject = checked(PROGRAM, java -> java.replace("i < n;", "i < n + 1;"));
        Point point = at(subject, new double[] {1, 2, 3}, new double[] {1, 1, 1});
        assertThatThrownBy(() -> subject.value(point))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("axis n of x, net.nn:5 is read at 1, and its length is 1");
    }

    /** An infinity that the file names is meant; what it leads to may be infinite too, but not NaN. */
    @Test
    void anInfinityOfTheFileIsNoMistake() {
        String infinite =
                PROGRAM.replace("r = log(s);", "r = s > 0 ? s : 1 / 0;").replace("mean(r^2)", "mean(exp(-r))");
        Subject subject = checked(infinite, UnaryOperator.identity());
        Point point = at(subject, new double[] {1, 2, -4, 0, 0, 0}, new double[] {1, 1, 1});
        assertThat(subject.value(point)).isZero();
        String wrong = infinite.replace("exp(-r)", "r - r");
        Subject other = checked(wrong, UnaryOperator.identity());
        Point there = at(other, new double[] {1, 2, -4}, new double[] {1, 1, 1});
        assertThatThrownBy(() -> other.value(there))
                .hasMessageContaining("near net.nn:7: lossSum")
                .hasMessageEndingWith("from r[0] = Infinity");
    }
}
