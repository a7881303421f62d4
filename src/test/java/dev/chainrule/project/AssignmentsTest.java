package dev.chainrule.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.data.DataException;
import dev.chainrule.parse.FileParser;
import dev.chainrule.source.SourceText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers by their names, as users give them. */
class AssignmentsTest {

    @Test
    void areReadInOrder() throws DataException {
        assertThat(Assignments.parse("dims", List.of("hidden=128", " classes = 10 ")))
                .containsExactly(Map.entry("hidden", 128), Map.entry("classes", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "hidden=", "=3", "hidden=many", "hidden=3.5", "hidden=99999999999", ""})
    void othersAreTold(String text) {
        assertThatThrownBy(() -> Assignments.parse("dims", List.of("a=1", text)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dims has '" + text + "' where a name=number belongs");
    }

    @Test
    void oneNameHasOneNumber() {
        assertThatThrownBy(() -> Assignments.parse("dims", List.of("a=1", "a=2")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dims has a twice");
    }

    /** Each limit is one that a compilation has: what exceeds it is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"characters=9", "tokens=5", "nesting=2", "nodes=3"})
    void limitsAreThoseOfTheCompiler(String limit) throws DataException {
        SourceText program = SourceText.of("f.nn", "function F(x) { return sin(((exp(x)))); }");
        assertThat(Compiler.compile(program, CompileOptions.STANDARD).hasErrors())
                .isFalse();
        FileParser.Limits limits = Assignments.limits("limits", List.of(limit));
        assertThat(Compiler.compile(program, CompileOptions.STANDARD.withLimits(limits))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void thereIsNoOtherLimit() {
        assertThat(FileParser.Limits.names())
                .allSatisfy(name -> assertThat(Assignments.limits("limits", List.of(name + "=7")))
                        .isNotEqualTo(FileParser.Limits.STANDARD));
        assertThatThrownBy(() -> Assignments.limits("limits", List.of("node=7")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no limit of 'node' (limits)");
        assertThatThrownBy(() -> Assignments.limits("limits", List.of("nodes=0")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the limit of nodes is at least 1, not 0 (limits)");
        assertThatThrownBy(() -> Assignments.limits("limits", List.of("nesting=257")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the limit of nesting is at most 256, not 257 (limits)");
    }
}
