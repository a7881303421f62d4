package dev.chainrule.cli;

import dev.chainrule.data.CsvReader;
import dev.chainrule.data.DataException;
import dev.chainrule.data.Scaling;
import dev.chainrule.train.Binding;
import dev.chainrule.train.DataSource;
import dev.chainrule.train.LabelNames;
import dev.chainrule.train.NetworkDescription;
import dev.chainrule.train.RowData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Where rows come from and what they mean. */
final class DataOptions {

    @CommandLine.Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "a CSV file with a header; or an IDX file for an input, as in x=images.gz (may be repeated)")
    private List<String> data = List.of();

    @CommandLine.Option(
            names = "--separator",
            paramLabel = "CHARACTER",
            defaultValue = ",",
            description = "of CSV cells, or tab (default: a comma)")
    private String separator = ",";

    @CommandLine.Option(
            names = "--input",
            paramLabel = "input=columns",
            description = "the columns of an input: x=p00..p77, y=label (found by name where left out)")
    private Map<String, String> columns = new LinkedHashMap<>();

    @CommandLine.Option(names = "--row-dim", paramLabel = "DIM", description = "the open dim along which rows go")
    private Optional<String> rowDim = Optional.empty();

    @CommandLine.Option(
            names = "--accuracy",
            paramLabel = "output=label",
            description = "which output predicts which label (found where there is one way), or none")
    private Optional<String> accuracy = Optional.empty();

    /**
     * Reads the rows.
     *
     * @param network whose inputs may be named
     * @param needed the same with those inputs only that are read
     */
    RowData read(
            NetworkDescription network,
            NetworkDescription needed,
            Optional<Binding> saved,
            Map<String, LabelNames> known)
            throws DataException {
        DataSource source = DataSource.parse(data, CsvReader.separator(separator));
        List<String> named = new ArrayList<>(source.arrays().keySet());
        named.addAll(columns.keySet());
        network.refuseOthers(named);
        Map<String, String> wanted = new LinkedHashMap<>(columns);
        wanted.keySet().removeIf(name -> needed.input(name).isEmpty());
        return source.read(needed, wanted, saved, known);
    }

    Optional<String> rowDim() {
        return rowDim;
    }

    Optional<String> accuracy() {
        return accuracy;
    }

    /** Scalings in words: {@code x: /16}. */
    static String words(Map<String, Scaling> scalings) {
        return scalings.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        scalings.entrySet().stream()
                                .map(entry ->
                                        entry.getKey() + " " + entry.getValue().method())
                                .toList());
    }
}
