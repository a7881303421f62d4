package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.diagnostic.DidYouMean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds columns for inputs, the surest way first: by option; by name, where {@code x} means the column {@code x} or the
 * columns {@code x0}, {@code x1}, …; the column {@code label} for the one label that is left; and all the columns that
 * nobody has claimed for the one input that is left.
 */
final class BindingFinder {

    private static final String LABEL = "label";

    private final NetworkDescription network;
    private final String file;
    private final List<String> header;
    private final Map<String, List<String>> found = new LinkedHashMap<>();
    private final Map<String, String> claimed = new LinkedHashMap<>();
    private final DataProblems problems = new DataProblems();

    BindingFinder(NetworkDescription network, String file, List<String> header) {
        this.network = network;
        this.file = file;
        this.header = header;
    }

    Binding find(Map<String, String> options) throws DataException {
        byOption(options);
        problems.throwIfAny();
        byName();
        byLabel();
        byRest();
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        for (NetworkDescription.Input input : network.inputs()) {
            List<String> columns = found.get(input.name());
            if (columns == null) {
                problems.add(missing(input));
            } else {
                checkWidth(input, columns);
                ordered.put(input.name(), columns);
            }
        }
        problems.throwIfAny();
        return new Binding(ordered);
    }

    private void byOption(Map<String, String> options) {
        options.forEach((name, text) -> {
            Optional<NetworkDescription.Input> input = network.input(name);
            if (input.isEmpty()) {
                List<String> names = network.inputs().stream()
                        .map(NetworkDescription.Input::name)
                        .toList();
                String question = DidYouMean.question(name, names);
                problems.add(DataProblem.option(
                                "the network " + network.name() + " has no input " + DataProblem.quoted(name))
                        .hint(question.isEmpty() ? "its inputs are " + Listing.of(names) : question));
                return;
            }
            try {
                claim(input.get(), ColumnList.parse(text, file, header));
            } catch (DataException wrong) {
                problems.add(wrong);
            }
        });
    }

    private void claim(NetworkDescription.Input input, List<String> columns) {
        found.put(input.name(), columns);
        for (String column : columns) {
            String other = claimed.put(column, input.name());
            if (other != null) {
                problems.add(DataProblem.of(
                                DataCode.MISFIT, file, "both " + other + " and " + input.name() + " take this column")
                        .column(column));
            }
        }
    }

    private List<NetworkDescription.Input> open() {
        return network.inputs().stream()
                .filter(input -> !found.containsKey(input.name()))
                .toList();
    }

    private void byName() {
        for (NetworkDescription.Input input : open()) {
            List<String> columns = named(input);
            if (!columns.isEmpty() && columns.stream().noneMatch(claimed::containsKey)) {
                claim(input, columns);
            }
        }
    }

    private List<String> named(NetworkDescription.Input input) {
        if (input.axes().size() == 1) {
            return header.contains(input.name()) ? List.of(input.name()) : List.of();
        }
        List<String> numbered = new ArrayList<>();
        while (header.contains(input.name() + numbered.size())) {
            numbered.add(input.name() + numbered.size());
        }
        Optional<Integer> width = Binding.width(input);
        return width.isEmpty() || width.get() == numbered.size() ? numbered : List.of();
    }

    /** Indices that no output reads are labels; if there are none such, so are real numbers that no output reads. */
    private void byLabel() {
        if (!header.contains(LABEL) || claimed.containsKey(LABEL)) {
            return;
        }
        List<NetworkDescription.Input> single = open().stream()
                .filter(input -> input.axes().size() == 1 && !network.isReadByOutputs(input))
                .toList();
        List<NetworkDescription.Input> indices =
                single.stream().filter(NetworkDescription.Input::isIndex).toList();
        List<NetworkDescription.Input> candidates = indices.isEmpty() ? single : indices;
        if (candidates.size() == 1) {
            claim(candidates.get(0), List.of(LABEL));
        }
    }

    private void byRest() {
        List<NetworkDescription.Input> left = open();
        List<String> free = free();
        if (left.size() == 1 && !free.isEmpty()) {
            NetworkDescription.Input input = left.get(0);
            boolean fits = Binding.width(input)
                    .map(width -> width == free.size())
                    .orElse(input.axes().size() > 1);
            if (fits) {
                claim(input, free);
            }
        }
    }

    private List<String> free() {
        return header.stream().filter(column -> !claimed.containsKey(column)).toList();
    }

    private void checkWidth(NetworkDescription.Input input, List<String> columns) {
        Optional<Integer> width = Binding.width(input);
        if (width.isPresent() && width.get() != columns.size()) {
            problems.add(DataProblem.of(
                            DataCode.MISFIT,
                            file,
                            "the input " + input + " takes " + columns(width.get()) + " a row, but "
                                    + columns(columns.size()) + (columns.size() == 1 ? " goes" : " go") + " to it: "
                                    + Listing.of(columns))
                    .hint(choose(input)));
        }
    }

    private DataProblem missing(NetworkDescription.Input input) {
        List<String> free = free();
        String wants = Binding.width(input)
                .map(width -> " takes " + columns(width) + " a row, and")
                .orElse("");
        String left = claimed.isEmpty()
                ? "this file has " + columns(header.size()) + ": " + Listing.of(header)
                : "of this file " + columns(free.size()) + " are left: " + Listing.of(free);
        return DataProblem.of(
                        DataCode.MISFIT,
                        file,
                        "no columns are found for the input " + input + ": it" + wants + " " + left)
                .hint(choose(input));
    }

    private String choose(NetworkDescription.Input input) {
        int width = Binding.width(input).orElse(0);
        List<String> free = free();
        String example = width == 1
                ? free.isEmpty() ? "COLUMN" : free.get(free.size() - 1)
                : width > 0 && width <= free.size() ? free.get(0) + ".." + free.get(width - 1) : "FIRST..LAST";
        String option = "name its columns: --input " + input.name() + "=" + example;
        boolean oneFixed =
                input.axes().size() == 2 && input.axes().get(1).length().isPresent();
        return oneFixed && !free.isEmpty() && free.size() != width
                ? option + "; or give the dim another length: -D "
                        + input.axes().get(1).dim() + "=" + free.size()
                : option;
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }
}
