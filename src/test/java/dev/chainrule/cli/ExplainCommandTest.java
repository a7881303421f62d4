package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainCommandTest {

    static Stream<String> codes() {
        return ExplainCommand.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeIsExplainedHoweverItIsWritten(String code) {
        Run run = Run.of("explain", code.toLowerCase(java.util.Locale.ROOT));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith(code + ": ").endsWith(System.lineSeparator());
    }

    @Test
    void withoutACodeAllAreListed() {
        Run run = Run.of("explain");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.substring(0, 5))).containsExactlyElementsOf(codes().toList());
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(120));
        assertThat(codes()).contains("NN101", "NN204", "NN801", "NN807", "NN901", "NN999");
    }
}
