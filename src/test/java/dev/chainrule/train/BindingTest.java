package dev.chainrule.train;

import static dev.chainrule.train.Networks.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BindingTest {

    private static final NetworkDescription CLASSIFIER = Networks.classifier(3, 2);

    private static Binding find(NetworkDescription network, String header, Map<String, String> options)
            throws DataException {
        return Binding.find(network, "rows.csv", List.of(header.split(" ")), options);
    }

    private static Map<String, String> ordered(String first, String columns, String second, String others) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(first, columns);
        options.put(second, others);
        return options;
    }

    static List<Arguments> found() {
        return List.of(
                Arguments.of("a b c label", Map.of(), List.of("a", "b", "c"), List.of("label")),
                Arguments.of("label c b a", Map.of(), List.of("c", "b", "a"), List.of("label")),
                Arguments.of("a b y c", Map.of(), List.of("a", "b", "c"), List.of("y")),
                Arguments.of("y x2 x1 x0 label z", Map.of(), List.of("x0", "x1", "x2"), List.of("y")),
                Arguments.of(
                        "id a b c kind", Map.of("x", "a..c", "y", "kind"), List.of("a", "b", "c"), List.of("kind")),
                Arguments.of("id a b c label", Map.of("x", "c, a..b"), List.of("c", "a", "b"), List.of("label")),
                Arguments.of("a b c kind", Map.of("y", "kind"), List.of("a", "b", "c"), List.of("kind")));
    }

    @ParameterizedTest
    @MethodSource("found")
    void columnsAreFoundByOptionNameAndRest(String header, Map<String, String> options, List<String> x, List<String> y)
            throws Exception {
        Binding binding = find(CLASSIFIER, header, options);

        assertThat(binding.inputs()).containsExactly("x", "y");
        assertThat(binding.columns("x")).isEqualTo(x);
        assertThat(binding.columns("y")).isEqualTo(y);
        assertThat(binding.numbers(CLASSIFIER)).isEqualTo(x);
        assertThat(binding.labels(CLASSIFIER)).isEqualTo(y);
        assertThat(Binding.parse(binding.text(), "model")).isEqualTo(binding);
    }

    static List<Arguments> notFound() {
        return List.of(
                Arguments.of(
                        "a b label",
                        Map.of(),
                        "no columns are found for the input x[rows, width]: it takes 3 columns a row, and of this file"
                                + " 2 columns are left: a, b",
                        "name its columns: --input x=FIRST..LAST; or give the dim another length: -D width=2"),
                Arguments.of(
                        "a b c d e label",
                        Map.of(),
                        "no columns are found for the input x[rows, width]: it takes 3 columns a row, and of this file"
                                + " 5 columns are left: a, b, c, d, e",
                        "name its columns: --input x=a..c; or give the dim another length: -D width=5"),
                Arguments.of(
                        "a b c label",
                        Map.of("x", "a..b"),
                        "the input x[rows, width] takes 3 columns a row, but 2 columns go to it: a, b",
                        "name its columns: --input x=FIRST..LAST; or give the dim another length: -D width=1"),
                Arguments.of(
                        "alpha beta gamma label",
                        Map.of("x", "alpha,betta,gamma"),
                        "there is no column 'betta'",
                        "did you mean beta?"),
                Arguments.of(
                        "a b c label", Map.of("x", "c..a"), "in 'c..a' the first column comes after the second", ""),
                Arguments.of("a b c label", Map.of("x", "a,a,b"), "this column is named twice", ""),
                Arguments.of("a b c label", ordered("x", "a..c", "y", "c"), "both x and y take this column", ""),
                Arguments.of(
                        "a b c label", Map.of("z", "a"), "the network Net has no input 'z'", "its inputs are x, y"));
    }

    @ParameterizedTest
    @MethodSource("notFound")
    void whatIsNotFoundIsAskedFor(String header, Map<String, String> options, String message, String hint) {
        DataException failure = catchThrowableOfType(DataException.class, () -> find(CLASSIFIER, header, options));

        DataProblem problem = failure.problems().get(0);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.hint().orElse("")).isEqualTo(hint);
    }

    @Test
    void aRealTargetTakesTheLabelToo() throws Exception {
        NetworkDescription regression = Networks.of(
                List.of(Networks.real("x", ROWS, NetworkDescription.Axis.fixed("width", 2)), Networks.real("t", ROWS)),
                Networks.output("z", List.of("x"), ROWS));

        Binding binding = find(regression, "a b label", Map.of());

        assertThat(binding).hasToString("x = a, b; t = label");
    }

    @Test
    void anOpenAxisTakesWhatIsLeft() throws Exception {
        NetworkDescription network = Networks.of(
                List.of(
                        Networks.index("token", "vocab", 65, ROWS, NetworkDescription.Axis.open("time")),
                        Networks.index("y", "classes", 2, ROWS)),
                Networks.output("p", List.of("token"), ROWS));

        assertThat(find(network, "t0 t1 t2 t3 label", Map.of()).columns("token"))
                .hasSize(4);
        assertThat(find(network, "label token0 token1 id", Map.of()).columns("token"))
                .containsExactly("token0", "token1");
    }

    @Test
    void aSavedBindingNamesWhatAFileLacks() throws Exception {
        Binding binding = find(CLASSIFIER, "a b c label", Map.of()).only(List.of("x"));

        binding.check("new.csv", List.of("c", "b", "a"));
        DataException failure =
                catchThrowableOfType(DataException.class, () -> binding.check("new.csv", List.of("a", "c")));

        assertThat(failure.code()).isEqualTo(DataCode.MISFIT);
        assertThat(failure).hasMessage("new.csv: the input x was trained with columns that are not in this file: b");
    }

    @Test
    void rowsGoAlongTheOpenDimThatAllInputsHaveFirst() throws Exception {
        assertThat(RowDim.find(CLASSIFIER, Optional.empty())).isEqualTo("rows");
        assertThat(RowDim.find(CLASSIFIER, Optional.of("rows"))).isEqualTo("rows");

        NetworkDescription two = Networks.of(
                List.of(Networks.real("x", ROWS), Networks.real("v", NetworkDescription.Axis.fixed("width", 2))));
        assertThat(catchThrowableOfType(DataException.class, () -> RowDim.find(two, Optional.empty()))
                        .problems()
                        .get(0)
                        .hint()
                        .orElseThrow())
                .startsWith("its inputs are x[rows], v[width]");
        assertThat(catchThrowableOfType(DataException.class, () -> RowDim.find(CLASSIFIER, Optional.of("width")))
                        .code())
                .isEqualTo(DataCode.OPTION);
    }
}
