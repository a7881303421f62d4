package dev.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataProblemTest {

    @ParameterizedTest
    @EnumSource(DataCode.class)
    void everyCodeIsFoundByItsId(DataCode code) {
        assertThat(DataCode.byId(code.id())).hasValue(code);
        assertThat(code.id()).matches("NN8\\d\\d");
        assertThat(code.explanation()).endsWith(".");
    }

    @Test
    void noTwoCodesShareAnId() {
        Set<String> ids = new HashSet<>();
        for (DataCode code : DataCode.values()) {
            assertThat(ids.add(code.id())).isTrue();
        }
        assertThat(DataCode.byId("NN999")).isEmpty();
    }

    @Test
    void aProblemReadsAsOneLine() {
        DataProblem problem = DataProblem.of(DataCode.TABLE, "rows.csv", "this cell is empty");

        assertThat(problem).hasToString("rows.csv: this cell is empty");
        assertThat(problem.line(3)).hasToString("rows.csv:3: this cell is empty");
        assertThat(problem.line(3).column("a")).hasToString("rows.csv:3, column a: this cell is empty");
        assertThat(DataProblem.option("no such thing")).hasToString("no such thing");
    }

    @Test
    void textFromAFileCannotDisturbTheTerminal() {
        assertThat(DataProblem.quoted("a\u001B[2Jb\n")).isEqualTo("'a\\u001b[2Jb\\u000a'");
        assertThat(DataProblem.quoted("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "…'");
    }

    @Test
    void nothingCollectedIsNothingThrown() {
        DataProblems problems = new DataProblems();

        assertThat(problems.isEmpty()).isTrue();
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }
}
