package dev.chainrule.cli;

import dev.chainrule.check.CheckReport;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.ModelCheck;
import dev.chainrule.data.DataException;
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

    private static final int CHECKED_ELEMENTS = 300;

    @CommandLine.Mixin
    private ModelOptions models = new ModelOptions();

    @CommandLine.Mixin
    private DataOptions data = new DataOptions();

    @CommandLine.Mixin
    private RunOptions run = new RunOptions();

    @CommandLine.Option(
            names = {"-o", "--save"},
            paramLabel = "FILE",
            description = "where the parameters go (default: NETWORK.safetensors)")
    private Optional<Path> save = Optional.empty();

    @CommandLine.Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on from saved parameters, with the batches, rows and scaling of the run that saved them")
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

    /** All that can be wrong with files and options is found before anything that takes long. */
    @Override
    public Integer call() throws DataException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<ModelOptions.Chosen> chosen = models.choose(spec.commandLine().getErr());
        if (chosen.isEmpty()) {
            return ExitCode.ERRORS;
        }
        NetworkDescription network = chosen.get().network();
        Optional<SavedModel> saved = resume.isPresent() ? Optional.of(SavedModel.read(resume.get())) : Optional.empty();
        TrainingOptions options = run.options(saved);
        Path file = save.or(() -> resume).orElse(Path.of(network.name() + ".safetensors"));
        SavedModel.check(file);
        if (saved.isPresent()) {
            saved.get().check(network, resume.get());
        }
        Rows rows = rows(network, saved, options);
        CompiledModel model = chosen.get().model();
        model.initialize(options.seed());
        if (saved.isPresent()) {
            saved.get().load(model, resume.get());
        }
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            model.set(number.getKey(), number.getValue());
        }
        Trainer trainer = new Trainer(model, rows.dataset(), rows.split(), rows.rule());
        if (!unchecked && !checked(chosen.get(), out)) {
            return ExitCode.ERRORS;
        }
        out.println(rows.words());
        long start = System.nanoTime();
        TrainingState before = saved.flatMap(SavedModel::state).orElseGet(() -> TrainingState.of(options));
        TrainingState after;
        try (Progress progress = new Progress(out, run.epochs())) {
            after = trainer.run(before, options, progress);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int done = after.history().size() - before.history().size();
        if (done < run.epochs()) {
            out.println("nothing is left to gain after " + done + (done == 1 ? " iteration" : " iterations"));
        }
        out.println(rows.judged(model) + String.format(Locale.ROOT, ", after %.1f s of training", seconds));
        SavedModel.of(model, rows.data(), rows.scalings(), Optional.of(after)).write(file);
        out.println("saved: " + file);
        return ExitCode.SUCCESS;
    }

    /** Only what fails is shown in full. */
    private boolean checked(ModelOptions.Chosen chosen, PrintWriter out) throws DataException {
        GradientCheck.Settings few = new GradientCheck.Settings(run.seed(), 1, CHECKED_ELEMENTS, 1e-6);
        List<CheckReport> reports =
                ModelCheck.reports(chosen.compiled().source(), models.sources().options(), chosen.stages(), few);
        Optional<CheckReport> failed =
                reports.stream().filter(report -> !report.passed()).findFirst();
        if (failed.isPresent()) {
            failed.get().lines().forEach(out::println);
            return false;
        }
        int elements = reports.get(0).rows().stream()
                .mapToInt(CheckReport.Row::checked)
                .sum();
        out.println("gradient: " + elements + " elements agree with the interpreter and with differences");
        return true;
    }

    private Rows rows(NetworkDescription network, Optional<SavedModel> saved, TrainingOptions options)
            throws DataException {
        RowData read = data.read(
                network,
                network,
                saved.flatMap(SavedModel::binding),
                saved.map(SavedModel::labels).orElse(Map.of()));
        String rowDim = RowDim.find(network, data.rowDim());
        Split split = Split.of(read.rows(), options.heldBack(), options.seed());
        boolean goesOn = saved.flatMap(SavedModel::state).isPresent();
        Map<String, Scaling> scalings =
                goesOn ? saved.get().scalings() : run.scaling().fit(network, read, split.training());
        return new Rows(
                read,
                split,
                scalings,
                new Dataset(network, rowDim, read, scalings),
                AccuracyRule.find(network, rowDim, data.accuracy()));
    }

    /** What there is to train on and to judge by. */
    private record Rows(
            RowData data, Split split, Map<String, Scaling> scalings, Dataset dataset, Optional<AccuracyRule> rule) {

        String words() {
            int training = split.training().length;
            return "data: " + training + (training == 1 ? " row" : " rows") + " to train, " + split.heldBack().length
                    + " held back; scaling: " + DataOptions.words(scalings)
                    + data.binding()
                            .map(binding -> "\ncolumns: " + shortened(binding.toString()))
                            .orElse("");
        }

        private static String shortened(String text) {
            return text.length() > 100 ? text.substring(0, 60) + " … " + text.substring(text.length() - 38) : text;
        }

        String judged(CompiledModel model) throws DataException {
            boolean some = split.heldBack().length > 0;
            return (some ? "held back: " : "trained on: ")
                    + Evaluation.of(model, dataset, some ? split.heldBack() : split.training(), rule);
        }
    }
}
