package dev.chainrule.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Turns the records after a header into a table; all mistakes are collected, so that one run shows many. */
final class Rows {

    private final String file;
    private final List<String> header;
    private final List<String> numbers;
    private final List<String> labels;
    private final int[] numbersAt;
    private final int[] labelsAt;
    private final DataProblems problems = new DataProblems();

    Rows(Path file, List<String> header, List<String> numbers, List<String> labels) {
        this.file = file.toString();
        this.header = header;
        this.numbers = List.copyOf(numbers);
        this.labels = List.copyOf(labels);
        this.numbersAt = positions(numbers);
        this.labelsAt = positions(labels);
    }

    private int[] positions(Collection<String> names) {
        return names.stream()
                .mapToInt(name -> {
                    int at = header.indexOf(name);
                    if (at < 0) {
                        throw new IllegalArgumentException("the header has no column " + name);
                    }
                    return at;
                })
                .toArray();
    }

    Table read(CloseableIterator<CsvRecord> records) throws DataException {
        Table.Builder table = new Table.Builder(file, numbers, labels);
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (table.isFull()) {
                throw problem(record, "this file has more numbers than a table holds (2^27)")
                        .exception();
            }
            if (record.getFieldCount() != header.size()) {
                problems.add(problem(
                        record,
                        "this row has " + record.getFieldCount() + (record.getFieldCount() == 1 ? " cell" : " cells")
                                + ", the header has "
                                + header.size()));
                continue;
            }
            row(record, table);
        }
        problems.throwIfAny();
        if (table.rows() == 0) {
            throw DataProblem.of(DataCode.TABLE, file, "this file has a header and no rows")
                    .exception();
        }
        return table.build();
    }

    private void row(CsvRecord record, Table.Builder table) {
        for (int at : numbersAt) {
            table.number(number(record, at));
        }
        for (int i = 0; i < labelsAt.length; i++) {
            String text = record.getField(labelsAt[i]).strip();
            if (text.isEmpty()) {
                problems.add(missing(record, labelsAt[i]));
            }
            table.label(labels.get(i), text);
        }
        table.endRow(record.getStartingLineNumber());
    }

    private double number(CsvRecord record, int at) {
        String text = record.getField(at).strip();
        if (text.isEmpty()) {
            problems.add(missing(record, at));
            return 0;
        }
        if (!Numeral.isOne(text)) {
            DataProblem problem = problem(record, DataProblem.quoted(text) + " is not a number")
                    .column(header.get(at));
            problems.add(
                    text.indexOf(',') >= 0 && Numeral.isOne(text.replace(',', '.'))
                            ? problem.hint("numbers are written with a point: " + text.replace(',', '.'))
                            : problem);
            return 0;
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            problems.add(problem(record, text + " is too large for a number").column(header.get(at)));
        }
        return value;
    }

    private DataProblem missing(CsvRecord record, int at) {
        return problem(record, "this cell is empty")
                .column(header.get(at))
                .hint("fill it in, or remove the row: nothing is guessed");
    }

    private DataProblem problem(CsvRecord record, String message) {
        return DataProblem.of(DataCode.TABLE, file, message).line(record.getStartingLineNumber());
    }
}
