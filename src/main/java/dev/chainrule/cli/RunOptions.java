package dev.chainrule.cli;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.HeldBack;
import dev.chainrule.train.SavedModel;
import dev.chainrule.train.ScalingChoice;
import dev.chainrule.train.TrainingOptions;
import dev.chainrule.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** How long and in which steps a network is trained. A run that goes on does as the first one was told. */
final class RunOptions {

    @CommandLine.Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "how often every row is seen (default: ${DEFAULT-VALUE})")
    private int epochs;

    @CommandLine.Option(
            names = "--batch",
            paramLabel = "N",
            description = "rows a step; 0 for all at once (default: 16)")
    private Optional<Integer> batch = Optional.empty();

    @CommandLine.Option(
            names = "--held-back",
            paramLabel = "ROWS",
            description = "rows kept from training, to judge it by: 360 or 20%% (default: 20%%)")
    private Optional<String> heldBack = Optional.empty();

    @CommandLine.Option(
            names = "--scale",
            paramLabel = "METHOD",
            description = "standard, minmax, /255 or none; for one input: x=standard (may be repeated; default: none)")
    private List<String> scale = List.of();

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "of everything random (default: 1)")
    private Optional<Long> seed = Optional.empty();

    int epochs() {
        return epochs;
    }

    long seed() {
        return seed.orElse(1L);
    }

    ScalingChoice scaling() throws DataException {
        return ScalingChoice.parse(scale);
    }

    /** Of a first run, or of one that goes on with what is saved. */
    TrainingOptions options(Optional<SavedModel> saved) throws DataException {
        Optional<TrainingState> state = saved.flatMap(SavedModel::state);
        TrainingOptions options;
        if (state.isPresent()) {
            refuseChanges();
            options = state.get().more(epochs);
        } else {
            HeldBack kept = HeldBack.parse(heldBack.orElse("20%"));
            options = new TrainingOptions(epochs, batch.orElse(16), kept, seed());
        }
        options.check();
        return options;
    }

    private void refuseChanges() throws DataException {
        List<String> given = new ArrayList<>();
        batch.ifPresent(rows -> given.add("--batch"));
        heldBack.ifPresent(rows -> given.add("--held-back"));
        seed.ifPresent(number -> given.add("--seed"));
        if (!scale.isEmpty()) {
            given.add("--scale");
        }
        if (!given.isEmpty()) {
            throw DataProblem.option("a run that is resumed keeps what the first one was told, and "
                            + String.join(", ", given) + (given.size() == 1 ? " is" : " are") + " given again")
                    .hint("leave " + (given.size() == 1 ? "it" : "them") + " out, or train anew without --resume")
                    .exception();
        }
    }
}
