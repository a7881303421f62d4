package dev.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: a sample is compiled, trained on the data beside it, saved, and read back by a new object. */
class GeneratedClassTest {

    private static final Path SAMPLES = Path.of("generated-samples");

    @TempDir
    Path folder;

    private static final class Silent implements TrainingListener {
        @Override
        public void begins(int number, int steps) {}

        @Override
        public void stepped(int steps, double loss) {}

        @Override
        public void ended(Epoch epoch) {}
    }

    @ParameterizedTest
    @CsvSource({
        "DigitsMlp, digits, /16, 30, 360, 0.96",
        "IrisSoftmax, iris, standard, 30, 30, 0.93",
        "LogisticRegression, breast-cancer, standard, 10, 114, 0.95"
    })
    void aSampleLearnsItsData(String model, String file, String scale, int epochs, String heldBack, double least)
            throws Exception {
        Path source = SAMPLES.resolve("models").resolve(model + ".nn");
        CompileResult result =
                Compiler.compile(SourceText.of(model + ".nn", Files.readString(source)), CompileOptions.STANDARD);
        CompileResult.Stages stages = result.models().get(0);
        NetworkDescription network = Descriptions.of(stages.plan());
        Class<?> type = CompiledClasses.compile(result.files()).of(stages.file());
        String csv = SAMPLES.resolve("data").resolve(file + ".csv").toString();
        RowData rows = DataSource.parse(List.of(csv), ',').read(network, Map.of(), Optional.empty(), Map.of());
        TrainingOptions options = new TrainingOptions(epochs, 32, HeldBack.parse(heldBack), 1);
        Split split = Split.of(rows.rows(), options.heldBack(), options.seed());
        Map<String, Scaling> scalings = ScalingChoice.parse(List.of(scale)).fit(network, rows, split.training());
        String rowDim = RowDim.find(network, Optional.empty());
        Dataset data = new Dataset(network, rowDim, rows, scalings);
        Optional<AccuracyRule> rule = AccuracyRule.find(network, rowDim, Optional.empty());
        CompiledModel trained = new CompiledModel(network, type);
        trained.initialize(options.seed());

        TrainingState state =
                new Trainer(trained, data, split, rule).run(TrainingState.of(options), options, new Silent());

        Evaluation judged = Evaluation.of(trained, data, split.heldBack(), rule);
        assertThat(judged.accuracy().orElseThrow()).isGreaterThanOrEqualTo(least);

        Path parameters = folder.resolve(model + ".safetensors");
        SavedModel.of(trained, rows, scalings, Optional.of(state)).write(parameters);
        SavedModel saved = SavedModel.read(parameters);
        CompiledModel again = new CompiledModel(network, type);
        saved.load(again, parameters);
        assertThat(again.parameters()).isEqualTo(trained.parameters());
        assertThat(Evaluation.of(again, new Dataset(network, rowDim, rows, saved.scalings()), split.heldBack(), rule))
                .isEqualTo(judged);
        assertThat(network.parameters().stream().map(NetworkDescription.Parameter::name))
                .allMatch(name -> saved.tensors().tensor(name).isPresent());
    }
}
