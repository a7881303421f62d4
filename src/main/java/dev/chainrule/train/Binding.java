package dev.chainrule.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.data.SavedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns of a file go to which input. Every input has as many columns as its axes but the first have elements,
 * where these are fixed, and no column goes to two.
 */
public final class Binding {

    private final Map<String, List<String>> columns;

    Binding(Map<String, List<String>> columns) {
        this.columns = new LinkedHashMap<>();
        columns.forEach((input, names) -> this.columns.put(input, List.copyOf(names)));
    }

    /**
     * Finds the columns of all inputs.
     *
     * @param header the columns of {@code file}
     * @param options columns by input, as the user writes them: {@code p00..p77}
     */
    public static Binding find(
            NetworkDescription network, String file, List<String> header, Map<String, String> options)
            throws DataException {
        return new BindingFinder(network, file, header).find(options);
    }

    /** The inputs that have columns. */
    public List<String> inputs() {
        return List.copyOf(columns.keySet());
    }

    /** The columns of an input; none if it is not bound. */
    public List<String> columns(String input) {
        return columns.getOrDefault(input, List.of());
    }

    /** All columns of inputs that are real numbers. */
    public List<String> numbers(NetworkDescription network) {
        return ofKind(network, false);
    }

    /** All columns of inputs that are indices. */
    public List<String> labels(NetworkDescription network) {
        return ofKind(network, true);
    }

    private List<String> ofKind(NetworkDescription network, boolean index) {
        List<String> names = new ArrayList<>();
        for (NetworkDescription.Input input : network.inputs()) {
            if (input.isIndex() == index) {
                names.addAll(columns(input.name()));
            }
        }
        return names;
    }

    /** This for some of the inputs. */
    public Binding only(List<String> inputs) {
        Map<String, List<String>> some = new LinkedHashMap<>(columns);
        some.keySet().retainAll(inputs);
        return new Binding(some);
    }

    /** Refuses a file that lacks a column which a saved binding names. */
    public void check(String file, List<String> header) throws DataException {
        DataProblems problems = new DataProblems();
        columns.forEach((input, names) -> {
            List<String> missing =
                    names.stream().filter(name -> !header.contains(name)).toList();
            if (!missing.isEmpty()) {
                problems.add(DataProblem.of(
                                DataCode.MISFIT,
                                file,
                                "the input " + input + " was trained with columns that are not in this file: "
                                        + Listing.of(missing))
                        .hint("the columns are " + Listing.of(header) + "; others can be named with --input " + input
                                + "=FIRST..LAST"));
            }
        });
        problems.throwIfAny();
    }

    /** As JSON, to be saved with the parameters. */
    public String text() {
        JsonObject object = new JsonObject();
        columns.forEach((input, names) -> {
            JsonArray array = new JsonArray();
            names.forEach(array::add);
            object.add(input, array);
        });
        return object.toString();
    }

    /** Reads what {@link #text} has written into {@code file}. */
    public static Binding parse(String text, String file) throws DataException {
        SavedObject object = SavedObject.parse(text, file, "the choice of columns");
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String input : object.names()) {
            columns.put(input, object.texts(input));
        }
        return new Binding(columns);
    }

    /** How many columns an input takes: the product of all axes but the first, if these are fixed. */
    static Optional<Integer> width(NetworkDescription.Input input) {
        long width = 1;
        for (NetworkDescription.Axis axis : input.axes().subList(1, input.axes().size())) {
            if (axis.length().isEmpty()) {
                return Optional.empty();
            }
            width *= axis.length().getAsInt();
            if (width > Integer.MAX_VALUE) {
                return Optional.of(Integer.MAX_VALUE);
            }
        }
        return Optional.of((int) width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binding that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** {@code x = p00, p01, …; y = label}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        columns.forEach((input, names) -> parts.add(input + " = " + Listing.of(names)));
        return String.join("; ", parts);
    }
}
