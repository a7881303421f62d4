package dev.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.syntax.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs together, as the page on the language says. */
class ExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                // a power is tightest, and goes to the right
                "-x^2 → (-(x ^ 2))",
                "2^3^2 → (2 ^ (3 ^ 2))",
                "x^-1 → (x ^ (-1))",
                "x^-y^2 → (x ^ (-(y ^ 2)))",
                "x^--1 → (x ^ (-(-1)))",
                "(-x)^2 → ((-x) ^ 2)",
                "x[i]^2 → (x[i] ^ 2)",
                "f(x)^2 → (f(x) ^ 2)",
                // then signs, contraction, products, sums
                "-x @ y → ((-x) @ y)",
                "x @ -y → (x @ (-y))",
                "a * b @ c → (a * (b @ c))",
                "a @ b @ c → (a @ b @ c)",
                "a @ b * c → ((a @ b) * c)",
                "a / b * c / d → (a / b * c / d)",
                "a - b + c - d → (a - b + c - d)",
                "a + b * c → (a + (b * c))",
                "a - -b → (a - (-b))",
                "--a → (-(-a))",
                "a * -b → (a * (-b))",
                "-a * b → ((-a) * b)",
                // then comparisons, and, or, choices
                "a + 1 < b * 2 → ((a + 1) < (b * 2))",
                "a == b && c → ((a == b) && c)",
                "a && b || c → ((a && b) || c)",
                "a || b && c → (a || (b && c))",
                "!a && b → ((!a) && b)",
                "!!a → (!(!a))",
                "!a == b → ((!a) == b)",
                "a >= b → (a >= b)",
                "a != b → (a != b)",
                "a ? b : c → (a ? b : c)",
                "a ? b : c ? d : e → (a ? b : (c ? d : e))",
                "a ? b ? c : d : e → (a ? (b ? c : d) : e)",
                "a || b ? c + 1 : -d → ((a || b) ? (c + 1) : (-d))",
                // brackets and parentheses
                "x[n, i + 1] → x[n, (i + 1)]",
                "x[i][j] → x[i][j]",
                "f(x)[i] → f(x)[i]",
                "(x + y)[i] → (x + y)[i]",
                "f(a, b = 2) → f(a, b = 2)",
                "f[d](x) → f[d](x)",
                "f[d](x)[i] → f[d](x)[i]",
                "sum[i: n](x[i]) → sum[i: n](x[i])",
                "sum[i: n, j: i where i < 3 && j > 1](x[i]) → sum[i: n, j: i where ((i < 3) && (j > 1))](x[i])",
                "sum[batch, 2](x) → sum[batch, 2](x)",
                "logits[d = y, e = 1] → logits[d = y, e = 1]",
                "x[i - 1] else 0 → (x[(i - 1)] else 0)",
                "x[i] else -infinity → (x[i] else (-infinity))",
                "x[i] else -1e3 * 2 → ((x[i] else (-1e3)) * 2)",
                "x[i] else y[j] → (x[i] else y[j])",
                "x[i] else (a + b) → (x[i] else (a + b))",
                "x[i] else 0 + 1 → ((x[i] else 0) + 1)",
                "x[i] else 0 else 1 → ((x[i] else 0) else 1)",
                "-x[i] else 2 → (-(x[i] else 2))",
                "x[i] else 2 ^ y → ((x[i] else 2) ^ y)",
                "grad[x](x^2) → grad[x]((x ^ 2))",
                "grad[x, y](e) → grad[x, y](e)",
                "new Dense → (new Dense)",
                "new Dense[n, 2 * m](3) times 4 → (new Dense[n, (2 * m)](3) times 4)",
                "a.b.c → a.b.c",
                "a.b(x) → a.b(x)",
                // numbers
                ".5 + 1.25e-3 + 2E6 → (.5 + 1.25e-3 + 2E6)"
            })
    void belongsTogether(String text, String meant) {
        assertThat(Parenthesised.of(Parsing.expression(text))).isEqualTo(meant);
    }

    /** Words that begin a statement are names elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "precision",
                "math",
                "update",
                "state",
                "train",
                "with",
                "assume",
                "derive",
                "hyper",
                "optimizer",
                "for",
                "times",
                "where"
            })
    void statementsAreNamesToo(String word) {
        assertThat(Parenthesised.of(Parsing.expression(word + "[i] * 2"))).isEqualTo("(" + word + "[i] * 2)");
        assertThat(Parsing.items(word + " = 1;")).hasSize(1);
    }

    @Test
    void aNumberIsWholeWithoutPointAndExponent() {
        assertThat(((Expression.Number) Parsing.expression("12")).whole()).isTrue();
        assertThat(((Expression.Number) Parsing.expression("12.0")).whole()).isFalse();
        assertThat(((Expression.Number) Parsing.expression("1e2")).whole()).isFalse();
        assertThat(((Expression.Number) Parsing.expression("1e2")).value()).isEqualTo(100);
    }

    @Test
    void spansCoverWhatWasWritten() {
        Expression.Sum sum = (Expression.Sum) Parsing.expression("a + (b * c) - f(d)[ i ]");
        assertThat(sum.span().text()).isEqualTo("a + (b * c) - f(d)[ i ]");
        assertThat(sum.operands())
                .extracting(operand -> operand.span().text())
                .containsExactly("a", "b * c", "f(d)[ i ]");
    }

    /** An astral character in a comment is two of Java's, one of the reader's. */
    @Test
    void spansCountCharactersNotHalves() {
        Expression.Sum sum = (Expression.Sum) Parsing.expression("/* 𝛼𝛽 */ a + b");
        assertThat(sum.operands().get(1).span().text()).isEqualTo("b");
        assertThat(sum.operands().get(1).span().column())
                .isEqualTo(
                        "function F() = /* 𝛼𝛽 */ a + b".codePointCount(0, "function F() = /* 𝛼𝛽 */ a + ".length())
                                + 1);
    }
}
