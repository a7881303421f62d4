package dev.chainrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.CompiledClasses;
import dev.chainrule.emit.Emitter;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.schedule.RandomSystems;
import dev.chainrule.schedule.Schedule;
import dev.chainrule.schedule.Schedules;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a method is cut, the numbers are the same. */
class MethodCutterTest {

    private static final int N = 4;

    private static double[] gradient(ClassPlan plan, double... arguments) throws Exception {
        GeneratedFile file = Emitter.emit(plan);
        Class<?> type = CompiledClasses.compile(List.of(file)).of(file);
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals("gradient"))
                .findFirst()
                .orElseThrow();
        double[] out = new double[arguments.length];
        Object[] values = method.getParameterTypes()[0].isArray()
                ? new Object[] {arguments, N, out}
                : new Object[] {arguments[0], arguments[1], out};
        double value = (double) method.invoke(null, values);
        double[] all = Arrays.copyOf(out, out.length + 1);
        all[out.length] = value;
        return all;
    }

    /** Conditions, integers and booleans cross as well as numbers. */
    @ParameterizedTest
    @ValueSource(ints = {6_000, 300, 120, 60, 30})
    void scalarsCrossFromPieceToPiece(int largest) throws Exception {
        StringBuilder text = new StringBuilder("function F(x, y) {\n  t0 = x; u0 = y;\n");
        for (int i = 1; i <= 40; i++) {
            text.append("  t%1$d = t%2$d > u%2$d ? sin(t%2$d) * u%2$d : cos(u%2$d) + t%2$d * t%3$d;\n"
                    .formatted(i, i - 1, Math.max(0, i - 5)));
            text.append("  u%1$d = t%1$d < 0.5 && u%2$d > 0.1 ? u%2$d * 0.9 : t%1$d / (1 + u%2$d^2);\n"
                    .formatted(i, i - 1));
        }
        Schedule schedule = Schedules.of(text.append("  return t40 * u40;\n}\n").toString());
        ClassPlan cut = Loops.lower(schedule, largest);
        assertThat(gradient(cut, 0.7, 0.3)).isEqualTo(gradient(Loops.lower(schedule), 0.7, 0.3));
        assertThat(cut.kernels()).hasSizeGreaterThanOrEqualTo(largest < 1_000 ? 10 : 0);
    }

    static List<String> systems() {
        SplittableRandom random = new SplittableRandom(5);
        return List.of(RandomSystems.of(random), RandomSystems.of(random), RandomSystems.of(random));
    }

    /** A loop that is too long for one method has its body cut, with the arrays and the counters that it uses. */
    @ParameterizedTest
    @MethodSource("systems")
    void loopsAreCutInside(String text) throws Exception {
        Schedule schedule = Schedules.of(text);
        double[] x = new SplittableRandom(1).doubles(N * N).toArray();
        double[] whole = gradient(Loops.lower(schedule), x);
        for (int largest : new int[] {1_000, 200, 80}) {
            ClassPlan cut = Loops.lower(schedule, largest);
            assertThat(gradient(cut, x)).as("at most %d bytes", largest).isEqualTo(whole);
            assertThat(cut.kernels())
                    .hasSizeGreaterThan(Loops.lower(schedule).kernels().size());
        }
    }
}
