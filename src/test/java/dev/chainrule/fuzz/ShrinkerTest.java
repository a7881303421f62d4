package dev.chainrule.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Printer;
import dev.chainrule.syntax.SyntaxWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {

    private static final String PROGRAM = """
            fn f(x) = sin(x) * 2;

            function F[n](x[n], y[n]) {
              dim three = 3;

              a[i: n] = f(x[i]) + exp(y[i]) * 0.5;
              b = sum[j: three](j == 1 ? atan2(a[0] else 0.25, 7) : cos(j));

              return sum(a) + b + norm(y);
            }
            """;

    @Test
    void whatDoesNotMatterGoes() {
        assertThat(Shrinker.shrunk(PROGRAM, text -> text.contains("atan2"), 1_000))
                .isEqualTo("""
                        function F() {
                          b = atan2(1, 1);
                        }
                        """);
    }

    @Test
    void itStopsWhenItsAttemptsAreUsedUp() {
        int[] asked = {0};
        Shrinker.shrunk(
                PROGRAM,
                text -> {
                    asked[0]++;
                    return text.contains("atan2");
                },
                5);
        assertThat(asked[0]).isEqualTo(5);
    }

    @Test
    void whatDoesNotFailOtherwiseStays() {
        String same = Printer.print(Programs.parsed(PROGRAM));
        assertThat(Shrinker.shrunk(PROGRAM, text -> false, 1_000)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 14, 15, 92, 65})
    void anExpressionOfItsOwnPartsIsTheSame(long seed) {
        for (Expression expression :
                Edit.expressions(Programs.parsed(Program.of(seed).text()))) {
            assertThat(Edit.with(expression, SyntaxWalk.parts(expression))).isEqualTo(expression);
        }
    }
}
