package dev.chainrule.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.differentiate.Source;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import dev.chainrule.training.PublishedSteps;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The equations that optimisers and their clauses become, evaluated as they are, with a gradient that was derived by hand,
 * against the published update rules.
 */
class OptimizerStepsTest {

    static List<PublishedSteps> published() throws IOException {
        return PublishedSteps.all();
    }

    @ParameterizedTest
    @MethodSource("published")
    void stepsAreThoseOfThePublishedRule(PublishedSteps steps) {
        Model model = Source.model(PublishedSteps.optimizers() + steps.network(0));
        Model.Optimizer optimizer = model.optimizer().orElseThrow();
        Map<Tensor, double[]> values = new LinkedHashMap<>();
        model.hypers().forEach(hyper -> values.put(hyper.tensor(), new double[] {hyper.value()}));
        values.put(optimizer.parameters(), PublishedSteps.start());
        for (Model.State state : optimizer.states()) {
            double[] first = new double[PublishedSteps.start().length];
            Arrays.fill(first, state.initializer().arguments().get(0));
            values.put(state.tensor(), first);
        }
        for (int number = 1; number <= steps.parameters().size(); number++) {
            step(model, values, number);
            double[] expected = steps.parameters().get(number - 1);
            for (int i = 0; i < expected.length; i++) {
                assertThat(values.get(optimizer.parameters())[i])
                        .isCloseTo(expected[i], Percentage.withPercentage(1e-10));
            }
        }
    }

    private static void step(Model model, Map<Tensor, double[]> values, int number) {
        Model.Optimizer optimizer = model.optimizer().orElseThrow();
        model.training().step().ifPresent(step -> values.put(step, new double[] {number}));
        values.put(optimizer.gradient(), gradient(optimizer, values.get(optimizer.parameters())));
        List<Tensor> next =
                optimizer.updates().stream().map(Model.Update::value).toList();
        Map<Tensor, double[]> after = Interpreter.evaluate(
                        model.system().reachable(next), new Environment(Map.of(), values))
                .values();
        optimizer.updates().forEach(update -> values.put(update.target(), after.get(update.value())));
    }

    /** What is frozen gets none. The parameters are w of two elements, b and u. */
    private static double[] gradient(Model.Optimizer optimizer, double[] parameters) {
        double[] gradient = PublishedSteps.gradient(parameters);
        List<String> names = List.of("w", "w", "b", "u");
        List<String> frozen = optimizer.frozen().stream().map(Tensor::name).toList();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = frozen.contains(names.get(i)) ? 0 : gradient[i];
        }
        return gradient;
    }
}
