package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.DidYouMean;
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
import java.util.List;
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
        NetworkDescription network = chosen.get().network();
        SavedModel saved = SavedModel.read(parameters);
        saved.check(network, parameters);
        String rowDim = RowDim.find(network, data.rowDim());
        Optional<AccuracyRule> rule =
                output.isPresent() ? Optional.empty() : AccuracyRule.find(network, rowDim, data.accuracy());
        NetworkDescription.Output shown = rule.isPresent() ? rule.get().output() : chosenOutput(network);
        RowData rows = data.read(network, network.only(shown.call().inputs()), saved.binding(), saved.labels());
        Dataset dataset = new Dataset(network, rowDim, rows, saved.scalings());
        CompiledModel model = chosen.get().model();
        saved.load(model, parameters);
        new Predictions(model, shown, rule, saved.labels()).write(dataset, out::println);
        return ExitCode.SUCCESS;
    }

    private NetworkDescription.Output chosenOutput(NetworkDescription network) throws DataException {
        List<String> names =
                network.outputs().stream().map(NetworkDescription.Output::name).toList();
        if (names.isEmpty()) {
            throw DataProblem.option("the network " + network.name() + " has no output")
                    .hint("write, say, output guess = x @ w;")
                    .exception();
        }
        if (output.isEmpty() && names.size() > 1) {
            throw DataProblem.option("there are " + names.size() + " outputs")
                    .hint("say which with --output " + String.join(" or ", names))
                    .exception();
        }
        String wanted = output.orElse(names.get(0));
        Optional<NetworkDescription.Output> found = network.output(wanted);
        if (found.isEmpty()) {
            String question = DidYouMean.question(wanted, names);
            throw DataProblem.option("there is no output " + DataProblem.quoted(wanted))
                    .hint(question.isEmpty() ? "say one of " + String.join(", ", names) : question)
                    .exception();
        }
        return found.get();
    }
}
