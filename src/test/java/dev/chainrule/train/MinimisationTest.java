package dev.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.data.HeldBack;
import dev.chainrule.data.Scaling;
import dev.chainrule.data.Split;
import dev.chainrule.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Regressions on real data, trained by L-BFGS to their optima, which others have found with Newton's method. */
class MinimisationTest {

    private static final class Silent implements TrainingListener {
        @Override
        public void begins(int number, int steps) {}

        @Override
        public void stepped(int steps, double loss) {}

        @Override
        public void ended(Epoch epoch) {}
    }

    private record Trained(CompiledModel model, TrainingState state, Evaluation judged) {}

    private static Trained trained(String sample, String clause, String csv, String scale, int iterations)
            throws Exception {
        String text = Files.readString(Path.of("generated-samples/models", sample + ".nn"))
                .replaceAll("train loss with [^;]*;", "train loss with " + clause + ";");
        CompileResult result =
                Compiler.compile(SourceText.of(sample + ".nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        CompileResult.Stages stages = result.models().get(0);
        NetworkDescription network = Descriptions.of(stages.plan());
        assertThat(network.step()).isEmpty();
        Class<?> type = CompiledClasses.compile(result.files()).of(stages.file());
        String file = Path.of("generated-samples/data", csv + ".csv").toString();
        RowData rows = DataSource.parse(List.of(file), ',').read(network, Map.of(), Optional.empty(), Map.of());
        TrainingOptions options = new TrainingOptions(iterations, 16, HeldBack.NOTHING, 1);
        Split split = Split.of(rows.rows(), options.heldBack(), options.seed());
        Map<String, Scaling> scalings = ScalingChoice.parse(List.of(scale)).fit(network, rows, split.training());
        String rowDim = RowDim.find(network, Optional.empty());
        Dataset data = new Dataset(network, rowDim, rows, scalings);
        Optional<AccuracyRule> rule = AccuracyRule.find(network, rowDim, Optional.empty());
        CompiledModel model = new CompiledModel(network, type);
        model.initialize(options.seed());
        TrainingState state =
                new Trainer(model, data, split, rule).run(TrainingState.of(options), options, new Silent());
        return new Trained(model, state, Evaluation.of(model, data, split.training(), rule));
    }

    /** 569 tumours, 30 columns; the optimum was found by Newton's method to a gradient below 1e-12. */
    @Test
    void logisticRegressionReachesItsOptimum() throws Exception {
        Trained trained = trained("LogisticRegression", "lbfgs(tolerance = 1e-9)", "breast-cancer", "standard", 200);
        List<Epoch> history = trained.state().history();
        assertThat(history.size()).isLessThan(100);
        assertThat(history.get(history.size() - 1).loss()).isCloseTo(0.09959137548470548, within(1e-12));
        double[] found = (double[]) trained.model().parameters();
        double[] first = {-0.4160541730432577, -0.4549787227601754, -0.4039436206204011, -0.4140920994957197};
        for (int i = 0; i < first.length; i++) {
            assertThat(found[i]).isCloseTo(first[i], within(1e-7));
        }
        assertThat(found[29]).isCloseTo(-0.18914817742379816, within(1e-7));
        assertThat(found[30]).isCloseTo(0.49526969109017166, within(1e-7)); // the bias
        assertThat(trained.judged().correct()).contains(561);
    }

    @Test
    void frozenParametersStayWhereTheyAre() throws Exception {
        Trained trained =
                trained("LogisticRegression", "lbfgs(memory = 3), freeze(b)", "breast-cancer", "standard", 20);
        double[] found = (double[]) trained.model().parameters();
        assertThat(found[30]).isZero();
        assertThat(found[0]).isNotZero();
        assertThat(trained.state().history().get(19).loss()).isBetween(0.0996, 0.12);
    }

    /** In float the loss has seven digits; what they hide is left. */
    @Test
    void inSinglePrecisionItEndsWhereRoundingDoes() throws Exception {
        Trained trained = trained("IrisSoftmax", "lbfgs()", "iris", "standard", 500);
        List<Epoch> history = trained.state().history();
        assertThat(history.size()).isLessThan(500);
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.get(i).loss()).isLessThan(history.get(i - 1).loss());
        }
        assertThat(trained.judged().accuracy().orElseThrow()).isGreaterThan(0.95);
    }
}
