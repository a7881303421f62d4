package dev.chainrule.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.check.Point;
import dev.chainrule.check.Points;
import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SystemVerifier;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In segments the same comes out as by the plain equations, which stay beside: of value, gradient and step. */
class SegmentsTest {

    private static final String HEAD = """
            network F {
              dim time; dim width = 2;
              input x[time, width];
              param U[width, width] = uniform(-1, 1);
              param b[width] = uniform(-1, 1);
            """;

    /** What stands in the network, and the clauses of its training. */
    private enum Case {
        ONE_STEP_BACK("""
                h[t: time, j: width] = tanh(x[t, j] + b[j] + sum[k: width](U[j, k] * (h[t - 1, k] else 0)));
                loss = sum(h^2);
                """, "sgd(rate = 0.1)"),
        THREE_STEPS_BACK("""
                h[t: time, j: width] = tanh(x[t, j] * (h[t - 1, j] else 1) + b[j] * (h[t - 3, j] else 0.5));
                loss = sum(h^2) / (1 + sum(h)^2);
                """, "sgd(rate = 0.1)"),
        THE_LAST_STEP_ALONE("""
                h[t: time] = tanh(x[t, 0] + b[0] * (h[t - 1] else U[0, 1]));
                loss = (h[size(time) - 1] else 2)^2;
                """, "sgd(rate = 0.1)"),
        WHAT_IS_COMPUTED_BEFORE("""
                soft[j: width] = softplus(b[j]);
                scale = sum(U^2);
                bias = size(time) + 0.5;
                h[t: time, j: width] = soft[j] * sin(x[t, j] / bias + (h[t - 1, j] else scale));
                loss = sum(h) * scale + sum(soft);
                """, "sgd(rate = 0.1)"),
        TWO_THAT_NEED_EACH_OTHER("""
                g[t: time] = tanh(x[t, 0] + b[0] * (h[t - 1] else 0));
                h[t: time] = g[t] * U[0, 0] + sin(x[t, 1]) * (g[t - 2] else b[1]);
                loss = sum(h^2) + sum[t: time](g[t] * x[t, 1]);
                """, "sgd(rate = 0.1)"),
        FROZEN_AND_CHANGING("""
                state seen = zeros();
                h[t: time, j: width] = b[j] * tanh(x[t, j] * U[j, 0] + (h[t - 1, j] else seen) + 0.1 * noise());
                loss = mean(h^2) + sum(b);
                update seen = 0.9 * seen + 0.1 * sum(abs(h));
                output last = h;
                """, "sgd(rate = 0.1), freeze(b)"),
        A_PLACE_THAT_IS_CARRIED("""
                k[t: time] = argmax[j: width](x[t, j] + (t > 0 ? U[k[t - 1], j] : 0));
                h[t: time] = tanh((h[t - 1] else 1) + U[k[t], 0] * x[t, 1]);
                loss = sum(h);
                """, "sgd(rate = 0.1)");

        private final String body;
        private final String clauses;

        Case(String body, String clauses) {
            this.body = body;
            this.clauses = clauses;
        }

        Model model(int every) {
            return Source.model(HEAD + body + "assume size(time) >= 1; train loss with " + clauses
                    + ", checkpoint(every = " + every + ");\n}");
        }
    }

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Case one : Case.values()) {
            cases.add(Arguments.of(one, 1, 2));
            cases.add(Arguments.of(one, 2, 1));
            cases.add(Arguments.of(one, 3, 5));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyDeliverTheSame(Case one, int every, int steps) {
        Model elaborated = one.model(every);
        Model model = Differentiator.differentiate(elaborated);
        SystemVerifier.verify(model.system());
        Point point = new Points(elaborated, 5, List.of(steps)).next(0);
        List<Entry> segmented = model.entries().stream()
                .filter(entry -> entry.checkpoints().isPresent())
                .toList();
        assertThat(segmented).extracting(Entry::kind).contains(Entry.Kind.VALUE, Entry.Kind.GRADIENT);
        for (Entry entry : segmented) {
            List<Tensor> plain =
                    entry.results().stream().map(Entry.Result::value).toList();
            var expected = Interpreter.evaluate(
                            model.system().reachable(plain), new Environment(point.lengths(), point.values()))
                    .values();
            List<double[]> found = SegmentedRun.results(model.system(), entry, point, steps);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i))
                        .as("%s, %s", entry.name(), plain.get(i))
                        .containsExactly(expected.get(plain.get(i)), within(1e-12));
            }
        }
    }

    /** What does not go along with the steps is computed once; its adjoints are added up if they lead to parameters. */
    @Test
    void segmentsReadWhatIsComputedBeforeThem() {
        Model model = Differentiator.differentiate(Case.WHAT_IS_COMPUTED_BEFORE.model(2));
        Checkpoints plan = model.entries().get(1).checkpoints().orElseThrow();
        assertThat(plan.phases())
                .extracting(Checkpoints.Phase::direction)
                .containsExactly(
                        Checkpoints.Direction.ONCE,
                        Checkpoints.Direction.FORWARDS,
                        Checkpoints.Direction.ONCE,
                        Checkpoints.Direction.BACKWARDS,
                        Checkpoints.Direction.ONCE);
        assertThat(plan.phases().get(0).kept())
                .extracting(Tensor::name)
                .containsExactlyInAnyOrder("soft", "scale", "bias");
        assertThat(plan.phases().get(3).after())
                .extracting(move -> move.to().name().replaceAll("\\d", ""))
                .containsExactlyInAnyOrder("dhCarried", "dsoftTotal", "dscaleTotal");
        Checkpoints value = model.entries().get(0).checkpoints().orElseThrow();
        assertThat(value.phases()).hasSize(3);
        assertThat(value.phases())
                .allSatisfy(phase -> assertThat(phase.before())
                        .extracting(Checkpoints.Move::kind)
                        .doesNotContain(Checkpoints.Kind.SAVE, Checkpoints.Kind.RESTORE));
    }
}
