package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.train.AccuracyRule;
import dev.chainrule.train.CompiledModel;
import dev.chainrule.train.Dataset;
import dev.chainrule.train.NetworkDescription;
import dev.chainrule.train.Predictions;
import dev.chainrule.train.RowData;
import dev.chainrule.train.RowDim;
import dev.chainrule.train.SavedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Predicts with saved parameters: CSV on standard output, labels by their names. */
@CommandLine.Command(
        name = "predict",
        description = "Predicts with saved parameters; prints CSV with a line for each row.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.Mixin
    private DataOptions data = new DataOptions();

    @CommandLine.Option(
            names = "--parameters",
            required = true,
            paramLabel = "FILE",
            description = "what train has saved")
    private Path parameters = Path.of("");

    @CommandLine.Option(names = "--output", paramLabel = "NAME", description = "which one, if there are several")
    private Optional<String> output = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<ModelOptions.Chosen> chosen = models.choose(spec.commandLine().getErr());
        if (chosen.isEmpty()) {
            return ExitCode.ERRORS;
        }
        CompiledModel model = chosen.get().model();
        NetworkDescription network = model.network();
        SavedModel saved = SavedModel.read(parameters);
        saved.load(model, parameters);
        String rowDim = RowDim.find(network, data.rowDim());
        Optional<AccuracyRule> rule =
                output.isPresent() ? Optional.empty() : AccuracyRule.find(network, rowDim, data.accuracy());
        NetworkDescription.Output shown = rule.map(AccuracyRule::output).orElseGet(() -> chosenOutput(network));
        RowData rows = data.read(network.only(shown.call().inputs()), saved.binding(), saved.labels());
        Dataset dataset = new Dataset(network, rowDim, rows, saved.scalings());
        new Predictions(model, shown, rule, saved.labels()).write(dataset, out::println);
        return ExitCode.SUCCESS;
    }

    private NetworkDescription.Output chosenOutput(NetworkDescription network) {
        if (output.isEmpty() && network.outputs().size() == 1) {
            return network.outputs().get(0);
        }
        return output.flatMap(network::output)
                .orElseThrow(() -> new EnvironmentException("say which output with --output: "
                        + String.join(
                                " or ",
                                network.outputs().stream()
                                        .map(NetworkDescription.Output::name)
                                        .toList())));
    }
}
