package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How Java spells a row must be what the row computes. */
class SpellingTest {

    private static final int RANDOM_POINTS = 20_000;
    private static Class<?> inDouble = Void.class;
    private static Class<?> inFloat = Void.class;

    static List<ScalarFunction> rows() {
        return Functions.all();
    }

    static Stream<Spelling.Helper> helpers() {
        return rows().stream()
                .flatMap(row -> row.exact().helper().stream())
                .flatMap(helper -> helper.withNeeds().stream())
                .distinct();
    }

    @BeforeAll
    static void compileEverySpelling() throws Exception {
        inDouble = compiled("double");
        inFloat = compiled("float");
    }

    private static Class<?> compiled(String real) throws Exception {
        SpellingCompiler compiler = new SpellingCompiler(real);
        rows().forEach(row -> compiler.add("row_" + row.name(), row, row.exact()));
        return compiler.compile();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void javaTextComputesTheRowBitByBit(ScalarFunction row) throws Exception {
        Method method = named(inDouble, row);
        for (Reference point : Reference.of("values.csv", row)) {
            compare(method, row, point.operands());
        }
        for (Reference point : Reference.of("specials.csv", row)) {
            compare(method, row, point.operands());
        }
        SplittableRandom random = new SplittableRandom(7);
        double[] point = new double[row.arity()];
        for (int n = 0; n < RANDOM_POINTS; n++) {
            for (int i = 0; i < point.length; i++) {
                point[i] = draw(random, row.operandTypes().get(i), row.domains().get(i), n % 2 == 0);
            }
            compare(method, row, point);
        }
    }

    /** The text is the method's own, so that no input can tell them apart. */
    @ParameterizedTest
    @MethodSource("helpers")
    void helperTextIsTheTextOfAMethodOfThisPackage(Spelling.Helper helper) throws IOException {
        String wanted = squeezed(helper.source().replace("private static", "static"));
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/chainrule/scalar"))) {
            assertThat(files.anyMatch(file -> squeezed(read(file)).contains(wanted)))
                    .as("a method with the text of %s", helper.name())
                    .isTrue();
        }
    }

    /** With math exact a float class computes in double and rounds, or does what Java's float operators do. */
    @ParameterizedTest
    @MethodSource("rows")
    void floatTextIsTheRowRounded(ScalarFunction row) throws Exception {
        Method method = named(inFloat, row);
        for (Reference point : Reference.of("values.csv", row)) {
            double[] rounded = new double[point.operands().length];
            for (int i = 0; i < rounded.length; i++) {
                boolean real = row.operandTypes().get(i) == Type.REAL;
                rounded[i] = real ? (float) point.operands()[i] : point.operands()[i];
            }
            Object expected =
                    row.resultType() == Type.REAL ? (Object) (double) (float) row.value(rounded) : row.value(rounded);
            assertThat(call(method, row, rounded)).as(point.toString()).isEqualTo(expected);
        }
    }

    private static Method named(Class<?> owner, ScalarFunction row) {
        return Stream.of(owner.getMethods())
                .filter(each -> each.getName().equals("row_" + row.name()))
                .findFirst()
                .orElseThrow();
    }

    private static double draw(SplittableRandom random, Type type, ScalarFunction.Domain domain, boolean inside) {
        return switch (type) {
            case REAL ->
                inside
                        ? domain.low() + (domain.high() - domain.low()) * random.nextDouble()
                        : Double.longBitsToDouble(random.nextLong());
            case INTEGER -> 1 + random.nextInt(9);
            case BOOLEAN -> random.nextInt(2);
        };
    }

    private static void compare(Method method, ScalarFunction row, double[] point) throws Exception {
        double expected = row.value(point);
        if (row.resultType() == Type.INTEGER && Math.abs(expected) > Integer.MAX_VALUE) {
            return;
        }
        double actual = call(method, row, point);
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
            assertThat(actual)
                    .as(new Reference(row.name(), point, List.of()).toString())
                    .isEqualTo(expected);
        }
    }

    private static double call(Method method, ScalarFunction row, double[] point) throws Exception {
        Object[] arguments = new Object[point.length];
        for (int i = 0; i < point.length; i++) {
            arguments[i] = switch (row.operandTypes().get(i)) {
                case REAL -> method.getParameterTypes()[i] == float.class ? (Object) (float) point[i] : point[i];
                case INTEGER -> (int) point[i];
                case BOOLEAN -> point[i] != 0;
            };
        }
        Object result = method.invoke(null, arguments);
        return result instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) result).doubleValue();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
