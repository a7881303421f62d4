package dev.chainrule.cli;

import dev.chainrule.check.CheckReport;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.data.AtomicFile;
import dev.chainrule.data.DataException;
import dev.chainrule.data.HeldBack;
import dev.chainrule.data.Scaling;
import dev.chainrule.data.Split;
import dev.chainrule.train.AccuracyRule;
import dev.chainrule.train.CompiledModel;
import dev.chainrule.train.Dataset;
import dev.chainrule.train.Evaluation;
import dev.chainrule.train.NetworkDescription;
import dev.chainrule.train.RowData;
import dev.chainrule.train.RowDim;
import dev.chainrule.train.SavedModel;
import dev.chainrule.train.ScalingChoice;
import dev.chainrule.train.Trainer;
import dev.chainrule.train.TrainingOptions;
import dev.chainrule.train.TrainingState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Translates a network, compiles it, checks its gradient, trains it, judges it, saves it. */
@CommandLine.Command(
        name = "train",
        description = "Translates a network, checks its gradient, trains it on data and saves the parameters.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.Mixin
    private DataOptions data = new DataOptions();

    @CommandLine.Option(names = "--epochs", defaultValue = "30", description = "default: ${DEFAULT-VALUE}")
    private int epochs;

    @CommandLine.Option(
            names = "--batch",
            defaultValue = "16",
            description = "rows a step; 0 for all at once (default: ${DEFAULT-VALUE})")
    private int batch;

    @CommandLine.Option(
            names = "--held-back",
            defaultValue = "20%",
            description = "rows kept from training, to judge it by: 360 or 20%% (default: 20%%)")
    private String heldBack = "20%";

    @CommandLine.Option(
            names = "--scale",
            description = "standard, minmax, /255 or none; for one input: x=standard (may be repeated; default: none)")
    private List<String> scale = List.of();

    @CommandLine.Option(names = "--seed", defaultValue = "1", description = "of everything random (default: 1)")
    private long seed;

    @CommandLine.Option(
            names = {"-o", "--save"},
            paramLabel = "FILE",
            description = "where the parameters go (default: NETWORK.safetensors)")
    private Optional<Path> save = Optional.empty();

    @CommandLine.Option(names = "--resume", paramLabel = "FILE", description = "go on from saved parameters")
    private Optional<Path> resume = Optional.empty();

    @CommandLine.Option(
            names = "--set",
            paramLabel = "name=number",
            description = "a hyper or the learning rate: lambda=0.004, rate=0.05 (may be repeated)")
    private Map<String, Double> numbers = new LinkedHashMap<>();

    @CommandLine.Option(names = "--no-check", description = "train without checking the gradient first")
    private boolean unchecked;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws DataException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<ModelOptions.Chosen> chosen = models.choose(spec.commandLine().getErr());
        if (chosen.isEmpty() || !unchecked && !checked(chosen.get(), out)) {
            return ExitCode.ERRORS;
        }
        train(chosen.get().model(), out);
        return ExitCode.SUCCESS;
    }

    private boolean checked(ModelOptions.Chosen chosen, PrintWriter out) {
        GradientCheck.Settings few = new GradientCheck.Settings(seed, 1, 300, 1e-6);
        List<CheckReport> reports = CheckCommand.reports(
                new Sources.Compiled(
                        chosen.compiled().source(),
                        new dev.chainrule.CompileResult(List.of(), Optional.empty(), List.of(chosen.stages()))),
                models.sources().options(),
                few);
        for (CheckReport report : reports) {
            if (!report.passed()) {
                report.lines().forEach(out::println);
                return false;
            }
        }
        int elements = reports.stream()
                .flatMap(report -> report.rows().stream())
                .mapToInt(CheckReport.Row::checked)
                .sum();
        out.println("gradient: " + elements + " elements agree with the interpreter and with differences");
        return true;
    }

    private void train(CompiledModel model, PrintWriter out) throws DataException {
        NetworkDescription network = model.network();
        Path file = save.or(() -> resume).orElse(Path.of(network.name() + ".safetensors"));
        AtomicFile.check(file);
        Optional<SavedModel> saved = Optional.empty();
        if (resume.isPresent()) {
            saved = Optional.of(SavedModel.read(resume.get()));
        }
        RowData rows = data.read(
                network,
                saved.flatMap(SavedModel::binding),
                saved.map(SavedModel::labels).orElse(Map.of()));
        String rowDim = RowDim.find(network, data.rowDim());
        TrainingState state = saved.flatMap(SavedModel::state)
                .orElseGet(() -> TrainingState.of(new TrainingOptions(epochs, batch, HeldBack.NOTHING, seed)));
        TrainingOptions options = saved.isPresent()
                ? state.more(epochs)
                : new TrainingOptions(epochs, batch, HeldBack.parse(heldBack), seed);
        state = saved.isPresent() ? state : TrainingState.of(options);
        Split split = Split.of(rows.rows(), options.heldBack(), options.seed());
        Map<String, Scaling> scalings = saved.isPresent()
                ? saved.get().scalings()
                : ScalingChoice.parse(scale).fit(network, rows, split.training());
        Dataset dataset = new Dataset(network, rowDim, rows, scalings);
        Optional<AccuracyRule> rule = AccuracyRule.find(network, rowDim, data.accuracy());
        if (saved.isPresent()) {
            saved.get().load(model, resume.get());
        } else {
            model.initialize(options.seed());
        }
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            model.set(number.getKey(), number.getValue());
        }
        out.println("data: " + split.training().length + " rows to train, " + split.heldBack().length
                + " held back; scaling: " + DataOptions.words(scalings)
                + rows.binding()
                        .map(binding -> "\ncolumns: " + shortened(binding.toString()))
                        .orElse(""));
        long start = System.nanoTime();
        TrainingState after;
        try (Progress progress = new Progress(out, epochs)) {
            after = new Trainer(model, dataset, split, rule).run(state, options, progress);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int done = after.history().size() - state.history().size();
        if (done < epochs) {
            out.println("nothing is left to gain after " + done + (done == 1 ? " iteration" : " iterations"));
        }
        boolean some = split.heldBack().length > 0;
        Evaluation judged = Evaluation.of(model, dataset, some ? split.heldBack() : split.training(), rule);
        out.println((some ? "held back: " : "trained on: ")
                + judged
                + String.format(Locale.ROOT, ", after %.1f s of training", seconds));
        SavedModel.of(model, rows, scalings, Optional.of(after)).write(file);
        out.println("saved: " + file);
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 60) + " … " + text.substring(text.length() - 38) : text;
    }
}
