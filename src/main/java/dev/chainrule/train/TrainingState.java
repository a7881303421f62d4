package dev.chainrule.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chainrule.data.DataException;
import dev.chainrule.data.HeldBack;
import dev.chainrule.data.SavedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far training has come: enough to go on as if it had not been interrupted.
 *
 * @param seed of the split and the order of rows
 * @param batchSize rows a step; 0 for all at once
 * @param heldBack rows that are kept from training
 * @param history all epochs, from the first
 */
public record TrainingState(long seed, int batchSize, HeldBack heldBack, List<Epoch> history) {

    public TrainingState {
        history = List.copyOf(history);
    }

    /** Before the first epoch. */
    public static TrainingState of(TrainingOptions options) {
        return new TrainingState(options.seed(), options.batchSize(), options.heldBack(), List.of());
    }

    /** This with a further epoch. */
    public TrainingState after(Epoch epoch) {
        List<Epoch> longer = new ArrayList<>(history);
        longer.add(epoch);
        return new TrainingState(seed, batchSize, heldBack, longer);
    }

    /** The options that go on with this for further epochs. */
    public TrainingOptions more(int epochs) {
        return new TrainingOptions(epochs, batchSize, heldBack, seed);
    }

    /** As JSON, to be saved with the parameters. */
    public String text() {
        JsonObject object = new JsonObject();
        object.addProperty("seed", String.valueOf(seed));
        object.addProperty("batch", batchSize);
        object.addProperty("held_back", heldBack.toString());
        JsonArray losses = new JsonArray();
        JsonArray accuracies = new JsonArray();
        for (Epoch epoch : history) {
            losses.add(epoch.loss());
            epoch.accuracy().ifPresent(accuracies::add);
        }
        object.add("loss", losses);
        object.add("accuracy", accuracies);
        return object.toString();
    }

    /** Reads what {@link #text} has written into {@code file}. */
    public static TrainingState parse(String text, String file) throws DataException {
        SavedObject object = SavedObject.parse(text, file, "the state of training");
        try {
            double[] losses = object.numbers("loss");
            double[] accuracies = object.numbers("accuracy");
            if (accuracies.length != 0 && accuracies.length != losses.length) {
                throw object.damaged();
            }
            List<Epoch> history = new ArrayList<>();
            for (int i = 0; i < losses.length; i++) {
                history.add(new Epoch(
                        i + 1,
                        losses[i],
                        accuracies.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(accuracies[i])));
            }
            return new TrainingState(
                    Long.parseLong(object.text("seed")),
                    object.whole("batch"),
                    HeldBack.parse(object.text("held_back")),
                    history);
        } catch (NumberFormatException malformed) {
            throw object.damaged();
        }
    }
}
