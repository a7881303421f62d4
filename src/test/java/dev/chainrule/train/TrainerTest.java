package dev.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.HeldBack;
import dev.chainrule.data.Safetensors;
import dev.chainrule.data.SavedTensor;
import dev.chainrule.data.Scaling;
import dev.chainrule.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final NetworkDescription LINE = Networks.line();

    @TempDir
    Path folder;

    private RowData rows;
    private Map<String, Scaling> scalings;
    private Dataset data;
    private Split split;
    private Optional<AccuracyRule> rule;

    /** Points on both sides of the line u + v = 100. */
    @BeforeEach
    void read() throws Exception {
        StringBuilder text = new StringBuilder("u,v,label\n");
        for (int i = 0; i < 50; i++) {
            int u = i * 37 % 100;
            int v = i * i * 13 % 97;
            text.append(u)
                    .append(',')
                    .append(v)
                    .append(',')
                    .append(u + v > 100 ? "over" : "below")
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), text);
        rows = DataSource.parse(List.of(file.toString()), ',').read(LINE, Map.of(), Optional.empty(), Map.of());
        split = Split.of(50, HeldBack.parse("10"), 3);
        scalings = ScalingChoice.parse(List.of("standard")).fit(LINE, rows, split.training());
        data = new Dataset(LINE, "rows", rows, scalings);
        rule = AccuracyRule.find(LINE, "rows", Optional.empty());
    }

    private static TrainingOptions options(int epochs) throws DataException {
        return new TrainingOptions(epochs, 16, HeldBack.parse("10"), 3);
    }

    private static CompiledModel model() {
        CompiledModel model = new CompiledModel(LINE, LineFit.class);
        model.initialize(1);
        return model;
    }

    private TrainingState train(CompiledModel model, TrainingState state, int epochs) throws DataException {
        return new Trainer(model, data, split, rule).run(state, options(epochs), new Silent());
    }

    private static final class Silent implements TrainingListener {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void begins(int number, int steps) {
            calls.add("begin " + number + " of " + steps);
        }

        @Override
        public void stepped(int steps, double loss) {
            calls.add("step " + steps);
        }

        @Override
        public void ended(Epoch epoch) {
            calls.add("end " + epoch.number());
        }
    }

    @Test
    void trainingLowersTheLossAndFindsTheLabels() throws Exception {
        CompiledModel model = model();
        TrainingState state = train(model, TrainingState.of(options(0)), 40);

        assertThat(state.history()).hasSize(40);
        assertThat(state.history().get(39).loss())
                .isLessThan(state.history().get(0).loss());
        Evaluation judged = Evaluation.of(model, data, split.heldBack(), rule);
        assertThat(judged.rows()).isEqualTo(10);
        assertThat(judged.accuracy().orElseThrow()).isGreaterThanOrEqualTo(0.8);
        assertThat(state.history().get(39).accuracy()).isEqualTo(judged.accuracy());
    }

    @Test
    void theListenerIsToldEachStep() throws Exception {
        Silent told = new Silent();

        new Trainer(model(), data, split, rule).run(TrainingState.of(options(1)), options(1), told);

        assertThat(told.calls).containsExactly("begin 1 of 3", "step 1", "step 2", "step 3", "end 1");
    }

    @Test
    void aResumedRunEqualsOneThatWasNotInterrupted() throws Exception {
        CompiledModel whole = model();
        TrainingState all = train(whole, TrainingState.of(options(0)), 8);
        CompiledModel first = model();
        TrainingState half = train(first, TrainingState.of(options(0)), 5);
        Path file = folder.resolve("line.safetensors");
        SavedModel.of(first, rows, scalings, Optional.of(half)).write(file);

        SavedModel saved = SavedModel.read(file);
        CompiledModel second = new CompiledModel(LINE, LineFit.class);
        saved.load(second, file);
        TrainingState end = train(second, saved.state().orElseThrow(), 3);

        assertThat(end).isEqualTo(all);
        assertThat((double[]) second.parameters()).isEqualTo((double[]) whole.parameters());
        assertThat(saved.binding()).isEqualTo(rows.binding());
        assertThat(saved.scalings()).isEqualTo(scalings);
        assertThat(saved.labels()).isEqualTo(rows.labels());
        assertThat(saved.state().orElseThrow().more(3)).isEqualTo(options(3));
    }

    @Test
    void predictionsGiveLabelsByName() throws Exception {
        CompiledModel model = model();
        train(model, TrainingState.of(options(0)), 40);
        Path file = Files.writeString(folder.resolve("new.csv"), "id,v,u\n7,95,95\n8,1,2\n");
        NetworkDescription only = LINE.only(List.of("x"));
        RowData fresh =
                DataSource.parse(List.of(file.toString()), ',').read(only, Map.of(), rows.binding(), rows.labels());
        List<String> lines = new ArrayList<>();

        new Predictions(model, LINE.outputs().get(0), rule, rows.labels())
                .write(new Dataset(only, "rows", fresh, scalings), lines::add);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("t,z");
        assertThat(lines.get(1)).startsWith("over,1.");
        assertThat(lines.get(2)).startsWith("below,-0.");
    }

    @Test
    void aLossThatIsNotFiniteEndsTraining() {
        CompiledModel model = model();

        DataException failure = catchThrowableOfType(DataException.class, () -> {
            model.set("rate", 1e200);
            train(model, TrainingState.of(options(0)), 5);
        });

        assertThat(failure.code()).isEqualTo(DataCode.DIVERGED);
        assertThat(failure.getMessage()).matches("the loss is (NaN|Infinity) in step 2 of epoch 1");
    }

    @Test
    void aFileOfAnotherNetworkIsRefused() throws Exception {
        Path file = folder.resolve("other.safetensors");
        new Safetensors(List.of(SavedTensor.of("w", List.of(3), new double[3])), Map.of()).write(file);

        DataException failure = catchThrowableOfType(
                DataException.class, () -> SavedModel.read(file).load(model(), file));

        assertThat(failure).hasMessage(file + ": the file's tensors are not those of LineFit");
        assertThat(failure.problems().get(0).hint().orElseThrow()).endsWith("the tensors in it are w[3]");
    }

    @Test
    void aNumberThatTheNetworkDoesNotHaveCannotBeSet() {
        DataException failure = catchThrowableOfType(DataException.class, () -> model().set("rat", 1));

        assertThat(failure.problems().get(0).hint()).hasValue("did you mean rate?");
    }

    @Test
    void whatTheClassRefusesIsAMisfit() throws Exception {
        Batch wrong = new Batch(1, Map.of("x", new double[3], "t", new int[1]), Map.of("rows", 1));

        assertThat(catchThrowableOfType(DataException.class, () -> model().loss(wrong)))
                .hasMessage("x[rows, two] has 2 elements");
    }

    @Test
    void aClassThatIsNotAsDescribedIsOurMistake() {
        assertThatThrownBy(() -> new CompiledModel(Networks.classifier(2, 3), LineFit.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no method");
    }

    @Test
    void aDamagedStateIsRefused() {
        for (String text : List.of(
                "{}",
                "{\"seed\":\"x\",\"batch\":1,\"held_back\":\"0\",\"loss\":[],\"accuracy\":[]}",
                "{\"seed\":\"1\",\"batch\":1,\"held_back\":\"0\",\"loss\":[1],\"accuracy\":[1,2]}")) {
            assertThat(catchThrowableOfType(DataException.class, () -> TrainingState.parse(text, "model"))
                            .code())
                    .isEqualTo(DataCode.MALFORMED);
        }
    }
}
