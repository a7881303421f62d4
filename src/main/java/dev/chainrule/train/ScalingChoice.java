package dev.chainrule.train;

import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.Matrix;
import dev.chainrule.data.Scaling;
import dev.chainrule.data.ScalingMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which inputs are scaled how: one method for all that outputs read, and others for single inputs.
 *
 * @param standard for all features
 * @param single for inputs by name
 */
public record ScalingChoice(ScalingMethod standard, Map<String, ScalingMethod> single) {

    public ScalingChoice {
        single = new LinkedHashMap<>(single);
    }

    /** {@code standard}, or {@code x=/255}; any number of them. */
    public static ScalingChoice parse(List<String> texts) throws DataException {
        ScalingMethod standard = ScalingMethod.NONE;
        Map<String, ScalingMethod> single = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                standard = ScalingMethod.parse(text);
            } else {
                single.put(text.substring(0, equals).strip(), ScalingMethod.parse(text.substring(equals + 1)));
            }
        }
        return new ScalingChoice(standard, single);
    }

    /** Scalings fitted to the rows trained on, for the inputs that are scaled at all. */
    public Map<String, Scaling> fit(NetworkDescription network, RowData data, int[] training) throws DataException {
        List<String> features = data.features(network);
        for (String input : single.keySet()) {
            if (!data.numbers().containsKey(input)) {
                throw DataProblem.option(DataProblem.quoted(input)
                                + " cannot be scaled: it is no input of real numbers of " + network.name())
                        .hint("these are "
                                + Listing.of(List.copyOf(data.numbers().keySet())))
                        .exception();
            }
        }
        Map<String, Scaling> scalings = new LinkedHashMap<>();
        for (Map.Entry<String, Matrix> entry : data.numbers().entrySet()) {
            ScalingMethod method = Optional.ofNullable(single.get(entry.getKey()))
                    .orElse(features.contains(entry.getKey()) ? standard : ScalingMethod.NONE);
            if (method.kind() != ScalingMethod.Kind.NONE) {
                scalings.put(entry.getKey(), method.fit(entry.getValue(), training));
            }
        }
        return scalings;
    }
}
