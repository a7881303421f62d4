package dev.chainrule.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The library's losses against numbers computed from their definitions in another language. */
class LossesTest {

    @TestFactory
    List<DynamicTest> areThoseOfTheirDefinitions() throws ReflectiveOperationException {
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < KnownLoss.ALL.size(); i++) {
            program.append(KnownLoss.ALL.get(i).function("F" + i));
        }
        List<Generated> functions = Generated.each(program.toString());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < KnownLoss.ALL.size(); i++) {
            KnownLoss loss = KnownLoss.ALL.get(i);
            Generated function = functions.get(i);
            tests.add(DynamicTest.dynamicTest(
                    loss.formula(),
                    () -> assertThat(function.number("value", KnownLoss.a(), KnownLoss.b(), new int[] {1}))
                            .isCloseTo(loss.expected(), within(1e-12))));
        }
        return tests;
    }
}
