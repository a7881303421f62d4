package dev.chainrule.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chainrule.data.DataException;
import dev.chainrule.data.SavedObject;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What the labels of a column are called: the k-th name is index k of the input's dim. Without names, a label is the index
 * itself, written as a number.
 *
 * @param names unique; empty if labels are numbers
 */
public record LabelNames(List<String> names) {

    /** Labels are indices. */
    public static final LabelNames NUMBERS = new LabelNames(List.of());

    public LabelNames {
        names = List.copyOf(names);
    }

    /** Numbers if all texts are whole numbers, else the different texts in the order of their characters. */
    static LabelNames learn(Collection<String> texts) {
        if (texts.stream().allMatch(LabelNames::isWhole)) {
            return NUMBERS;
        }
        return new LabelNames(List.copyOf(new TreeSet<>(texts)));
    }

    /** Also such as {@code 3.0}, which other programs make of a 3; negative ones are numbers too, if no index. */
    private static boolean isWhole(String text) {
        return text.matches("-?[0-9]{1,9}(\\.0+)?");
    }

    public boolean areNumbers() {
        return names.isEmpty();
    }

    /** The index that a label stands for, whether or not it is within the dim. */
    OptionalInt index(String text) {
        if (areNumbers()) {
            return isWhole(text) ? OptionalInt.of((int) Double.parseDouble(text)) : OptionalInt.empty();
        }
        int at = names.indexOf(text);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** The label of an index. */
    public String name(int index) {
        return index < names.size() ? names.get(index) : String.valueOf(index);
    }

    /** As JSON, to be saved with the parameters. */
    public String text() {
        JsonArray array = new JsonArray();
        names.forEach(array::add);
        JsonObject object = new JsonObject();
        object.add("names", array);
        return object.toString();
    }

    /** Reads what {@link #text} has written into {@code file}. */
    public static LabelNames parse(String text, String file) throws DataException {
        return new LabelNames(
                SavedObject.parse(text, file, "the names of labels").texts("names"));
    }
}
