package dev.chainrule.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.SourceText;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text says, the class is as harmless as arithmetic, and Java accepts it. */
class HostileTextTest {

    private static CompileResult compile(String text) {
        CompileResult result = Compiler.compile(SourceText.of("hostile.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        return result;
    }

    private static Class<?> compiled(CompileResult result) throws Exception {
        return CompiledClasses.compile(result.files()).of(result.files().get(0));
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Each would end the comment, begin another, escape a character, or be taken for a format. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* / class Evil {} / *",
                "*\\u002f class Evil {}",
                "\\u002a\\u002f class Evil {}",
                "\\uuuu002a / class Evil {}",
                "\\",
                "$L $S $T $N $$ $1L $[ $] $W",
                "<script>alert(1)</script> {@link Evil} @throws Evil {@code",
                "&#42;&#47; class Evil {}",
                "a\tb\fc",
                "∂L/∂W 層 𝛼"
            })
    void noCommentEndsEarly(String doc) throws Exception {
        for (String text : List.of(doc, "*" + doc, doc + " *", doc.replace(' ', '\n'))) {
            assumeThat(text).doesNotContain("*/");
            String line = text.replace('\n', ' ');
            CompileResult result = compile("""
                    /** %1$s */
                    network Net {
                      dim n;
                      /** %1$s */
                      input x[n];
                      /** %1$s */
                      param w = zeros();
                      /** %1$s */
                      hyper h = 1;
                      /** %1$s */
                      output y = h * w * x; // %2$s
                      /** %1$s */
                      loss = mean((y - x)^2);
                      train loss with sgd(rate = 0.1);
                    }
                    """.formatted(text, line));
            String java = result.files().get(0).text();
            assertThat(java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", ""))
                    .as(java)
                    .doesNotContain("Evil");
            assertThat(compiled(result).getSimpleName()).isEqualTo("Net");
        }
    }

    /** The name of the file stands in the header. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nclass Evil {}.nn", "a\\u000aclass Evil {}.nn", "$L*/.nn", "a\rb.nn"})
    void noFileNameLeavesItsLine(String name) throws Exception {
        CompileResult result = Compiler.compile(
                SourceText.of(name, "function F[n](x[n]) = sum(exp(x));"), CompileOptions.STANDARD.verified());
        String java = result.files().get(0).text();
        assertThat(java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", ""))
                .doesNotContain("Evil");
        compiled(result);
    }

    /** Words of Java, names that the emitted code uses, and names that differ in capitals only. */
    @Test
    void variablesMayHaveAnyName() throws Exception {
        List<String> names = List.of(
                "int",
                "class",
                "enum",
                "goto",
                "var",
                "record",
                "null",
                "Math",
                "Double",
                "String",
                "System",
                "out",
                "value",
                "gradient",
                "i",
                "b",
                "sum",
                "java",
                "Object",
                "workspace",
                "this",
                "super",
                "offset",
                "length",
                "Out",
                "assert",
                "yield",
                "double",
                "I");
        String arguments = names.stream().map(name -> name + "[axis]").collect(Collectors.joining(", "));
        String terms = IntStream.range(0, names.size())
                .mapToObj(i -> (i + 1) + " * sum(" + names.get(i) + "^2)")
                .collect(Collectors.joining(" + "));
        Class<?> type = compiled(compile("function F[axis](" + arguments + ") = " + terms + ";"));
        Method value = method(type, "value");
        Object[] given = Arrays.stream(value.getParameterTypes())
                .map(parameter -> parameter.isArray() ? new double[] {1, 2} : (Object) 2)
                .toArray();
        double expected = 5.0 * names.size() * (names.size() + 1) / 2; // (1 + 4) (1 + 2 + … + k)
        assertThat(value.invoke(null, given)).isEqualTo(expected);
    }

    /** A method of Java has at most 255 slots for arguments, a class at most 65,535 constants. */
    @Test
    void asManyNumbersAsAreAllowedFit() throws Exception {
        String terms = IntStream.range(0, 19_990).mapToObj(i -> i + ".25 * x").collect(Collectors.joining(" + "));
        CompileResult result = compile("function F(x) = " + terms + ";");
        double sum = 19_990.0 * 19_989 / 2 + 19_990 * 0.25;
        assertThat((double) method(compiled(result), "value").invoke(null, 1.0)).isEqualTo(sum);
    }

    @Test
    void moreNumbersThanAClassFileHasRoomForAreTold() {
        String terms = IntStream.range(0, 21_000).mapToObj(i -> i + ".25 * x").collect(Collectors.joining(" + "));
        CompileResult result = Compiler.compile(
                SourceText.of("hostile.nn", "function F(x) = " + terms + ";"), CompileOptions.STANDARD);
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.CLASS_FILE));
        assertThat(result.files()).isEmpty();
    }

    /** Arrays of a function live in its methods, all of them in the one that hands them to the others. */
    @Test
    void moreArraysThanAMethodCanKeepAreTold() {
        StringBuilder text = new StringBuilder("function F[n](x[n]) {\n");
        for (int i = 0; i < 700; i++) {
            text.append("  y%d = exp(%d * x);\n".formatted(i, i));
        }
        text.append("  return 0");
        for (int i = 0; i < 700; i++) {
            text.append(" + log(sum(y%1$d)) * sum(y%1$d)".formatted(i));
        }
        CompileResult result = Compiler.compile(
                SourceText.of("hostile.nn", text.append(";\n}\n").toString()), CompileOptions.STANDARD);
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(message -> assertThat(message.code()).isEqualTo(SyntaxCodes.CLASS_FILE));
        assertThat(result.files()).isEmpty();
    }

    @Test
    void asManyArgumentsAsAreAllowedFit() throws Exception {
        int count = 120;
        String names = IntStream.range(0, count).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
        CompileResult result = compile("function F(" + names + ") { derive jacobian, jvp, vjp, hvp; return "
                + names.replace(", ", "^2 * 2 + ") + "; }");
        Object[] given = IntStream.range(0, count).mapToObj(i -> (Object) 1.0).toArray();
        assertThat((double) method(compiled(result), "value").invoke(null, given))
                .isEqualTo(2.0 * (count - 1) + 1);
    }

    /** javac calls itself for each operand of a chain and each level of calls. */
    @ParameterizedTest
    @ValueSource(strings = {" + y", " - y * x", " * y"})
    void longChainsAreNotOneExpressionOfJava(String link) throws Exception {
        CompileResult result = compile("function F(x, y) = x" + link.repeat(5_000) + ";");
        double expected = link.contains("-") ? 1 - 5_000 : link.contains("+") ? 5_001 : 1;
        assertThat((double) method(compiled(result), "value").invoke(null, 1.0, 1.0))
                .isEqualTo(expected);
    }

    @Test
    void deepCallsAreNotOneExpressionOfJava() throws Exception {
        StringBuilder text = new StringBuilder("function F(x) {\n  y0 = x;\n");
        for (int i = 1; i <= 1_000; i++) {
            text.append("  y").append(i).append(" = sin(y").append(i - 1).append(");\n");
        }
        CompileResult result = compile(text.append("  return y1000;\n}\n").toString());
        double expected = 0.25;
        for (int i = 0; i < 1_000; i++) {
            expected = Math.sin(expected);
        }
        assertThat((double) method(compiled(result), "value").invoke(null, 0.25))
                .isEqualTo(expected);
    }

    /** A sum of nothing is 0, a product 1; gradients have the right shape. */
    @Test
    void anOpenDimMayBeEmpty() throws Exception {
        Class<?> type = compiled(compile("function F[n](x[n], y) = sum(exp(x) * y) + prod(x) + y^2;"));
        Method value = method(type, "value");
        Object[] given = Arrays.stream(value.getParameterTypes())
                .map(parameter ->
                        parameter.isArray() ? new double[0] : parameter == int.class ? (Object) 0 : (Object) 3.0)
                .toArray();
        assertThat(value.invoke(null, given)).isEqualTo(10.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network small { input x; param w = zeros(); loss = (x - w)^2; train loss with sgd(rate = 0.1); }",
                "network N { dim n = 0; input x; param w[n, n] = orthogonal(); loss = sum(w^2) + x; }",
                "function F(x) = mean(2) * x;"
            })
    void whatIsSmallOrEmptyIsCompiled(String text) throws Exception {
        compiled(compile(text));
    }

    /** Each column is where y says: (1, 2; 3, 4) with y = (1, 0) is (2, 1; 4, 3), of which the last column counts twice. */
    @Test
    void aPositionMayHaveTheAxisThatIsPicked() throws Exception {
        CompileResult result = compile("function F[n, c](x[n, c], y[c]: c, w[c]) { p = x[c = y]; return sum(p * w); }");
        Method value = method(compiled(result), "value");
        Object[] given = Arrays.stream(value.getParameterTypes())
                .map(type -> type == int.class ? (Object) 2 : type == int[].class ? new int[] {1, 0} : null)
                .toArray();
        double[][] arrays = {{1, 2, 3, 4}, {1, 2}};
        int next = 0;
        for (int i = 0; i < given.length; i++) {
            if (value.getParameterTypes()[i] == double[].class) {
                given[i] = arrays[next++];
            }
        }
        assertThat(value.invoke(null, given)).isEqualTo(2.0 + 4 + 2 * (1 + 3));
    }
}
