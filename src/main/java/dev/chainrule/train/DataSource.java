package dev.chainrule.train;

import dev.chainrule.data.CsvReader;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.data.IdxArray;
import dev.chainrule.data.IdxReader;
import dev.chainrule.data.InputFiles;
import dev.chainrule.data.Matrix;
import dev.chainrule.data.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where rows come from: one CSV file, or an IDX file for each input.
 *
 * @param table the CSV file
 * @param arrays the IDX files by input, if there is no CSV file
 * @param separator of the cells of the CSV file
 */
public record DataSource(Optional<Path> table, Map<String, Path> arrays, char separator) {

    public DataSource {
        arrays = new LinkedHashMap<>(arrays);
    }

    /** {@code rows.csv}, or {@code x=images.gz} and {@code y=labels.gz}. */
    public static DataSource parse(List<String> texts, char separator) throws DataException {
        Map<String, Path> arrays = new LinkedHashMap<>();
        Optional<Path> table = Optional.empty();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals > 0 && text.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_.]*")) {
                arrays.put(text.substring(0, equals), InputFiles.named(text.substring(equals + 1)));
            } else if (table.isPresent()) {
                throw DataProblem.option("there is more than one file of data without the name of an input")
                        .hint("one CSV file: --data rows.csv; or an IDX file for each input: --data x=FILE --data"
                                + " y=FILE")
                        .exception();
            } else {
                table = Optional.of(InputFiles.named(text));
            }
        }
        if (table.isPresent() != arrays.isEmpty()) {
            throw DataProblem.option(
                            arrays.isEmpty() ? "there are no data" : "a CSV file and IDX files do not go together")
                    .hint("one CSV file: --data rows.csv; or an IDX file for each input: --data x=FILE --data y=FILE")
                    .exception();
        }
        if (table.isPresent() && IdxReader.accepts(table.get())) {
            throw DataProblem.of(DataCode.OPTION, table.get().toString(), "this is an IDX or gzip file, not CSV")
                    .hint("say which input it is for: --data x=" + table.get())
                    .exception();
        }
        return new DataSource(table, arrays, separator);
    }

    /**
     * Reads all rows for the inputs of {@code network}.
     *
     * @param options columns by input, as the user writes them
     * @param saved the columns that an earlier run used; they give way to options
     * @param known names of labels by input that an earlier run has learnt
     */
    public RowData read(
            NetworkDescription network,
            Map<String, String> options,
            Optional<Binding> saved,
            Map<String, LabelNames> known)
            throws DataException {
        return table.isPresent()
                ? readTable(table.get(), network, options, saved, known)
                : readArrays(network, options);
    }

    private RowData readTable(
            Path file,
            NetworkDescription network,
            Map<String, String> options,
            Optional<Binding> saved,
            Map<String, LabelNames> known)
            throws DataException {
        CsvReader reader = new CsvReader(separator);
        List<String> header = reader.header(file);
        Binding binding;
        if (options.isEmpty() && saved.isPresent()) {
            binding = saved.get()
                    .only(network.inputs().stream()
                            .map(NetworkDescription.Input::name)
                            .toList());
            binding.check(file.toString(), header);
        } else {
            binding = Binding.find(network, file.toString(), header, options);
        }
        Table rows = reader.read(file, binding.numbers(network), binding.labels(network));
        DataProblems problems = new DataProblems();
        OpenLengths lengths = new OpenLengths(problems);
        Map<String, Matrix> numbers = new LinkedHashMap<>();
        Map<String, int[]> indices = new LinkedHashMap<>();
        Map<String, LabelNames> labels = new LinkedHashMap<>();
        for (NetworkDescription.Input input : network.inputs()) {
            List<String> columns = binding.columns(input.name());
            lengths.add(input, file.toString(), columns.size());
            if (input.isIndex()) {
                IndexColumns column = new IndexColumns(input, problems);
                LabelNames names = known.get(input.name());
                names = names == null ? column.learn(rows, columns) : names;
                labels.put(input.name(), names);
                if (problems.isEmpty()) {
                    indices.put(input.name(), column.of(rows, columns, names));
                }
            } else {
                numbers.put(input.name(), rows.columns(columns));
            }
        }
        problems.throwIfAny();
        return new RowData(rows.rows(), numbers, indices, labels, lengths.lengths(), Optional.of(binding));
    }

    private RowData readArrays(NetworkDescription network, Map<String, String> options) throws DataException {
        checkArrays(network, options);
        DataProblems problems = new DataProblems();
        OpenLengths lengths = new OpenLengths(problems);
        Map<String, Matrix> numbers = new LinkedHashMap<>();
        Map<String, int[]> indices = new LinkedHashMap<>();
        Map<String, LabelNames> labels = new LinkedHashMap<>();
        int rows = -1;
        for (NetworkDescription.Input input : network.inputs()) {
            Path file = arrays.get(input.name());
            IdxArray array = IdxReader.read(file);
            Matrix matrix = array.matrix();
            if (matrix.rows() == 0) {
                problems.add(DataProblem.of(DataCode.MISFIT, file.toString(), "this file has no rows"));
            } else if (rows >= 0 && rows != matrix.rows()) {
                problems.add(DataProblem.of(
                        DataCode.MISFIT,
                        file.toString(),
                        "this file has " + matrix.rows() + " rows, the one before it " + rows));
            } else {
                rows = matrix.rows();
                lengths.add(input, file.toString(), matrix.width());
            }
            if (input.isIndex()) {
                labels.put(input.name(), LabelNames.NUMBERS);
                indices.put(input.name(), new IndexColumns(input, problems).of(array));
            } else {
                numbers.put(input.name(), matrix);
            }
        }
        problems.throwIfAny();
        return new RowData(rows, numbers, indices, labels, lengths.lengths(), Optional.empty());
    }

    private void checkArrays(NetworkDescription network, Map<String, String> options) throws DataException {
        List<String> names =
                network.inputs().stream().map(NetworkDescription.Input::name).toList();
        DataProblems problems = new DataProblems();
        if (!options.isEmpty()) {
            problems.add(DataProblem.option("columns are named for " + Listing.of(List.copyOf(options.keySet()))
                    + ", but IDX files have no columns"));
        }
        for (String name : names) {
            if (!arrays.containsKey(name)) {
                problems.add(DataProblem.option("there is no file for the input " + name)
                        .hint("name it: --data " + name + "=FILE"));
            }
        }
        problems.throwIfAny();
    }
}
