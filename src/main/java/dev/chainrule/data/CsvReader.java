package dev.chainrule.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CSV files (RFC 4180) strictly: UTF-8, a header with unique names, as many cells in each row, and in the columns
 * asked for a finite number or a label in every cell. Other columns may have anything. Blank lines are passed over.
 */
public final class CsvReader {

    /** How the parser ends its messages. */
    private static final Pattern PLACE = Pattern.compile(" \\(record starting at line (\\d+)\\)$");

    private final char separator;

    /** With cells separated by {@code separator}. */
    public CsvReader(char separator) {
        this.separator = separator;
    }

    /** With cells separated by commas. */
    public CsvReader() {
        this(',');
    }

    /** The separator that a text names: one character, or {@code tab}. */
    public static char separator(String text) throws DataException {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        boolean usable = text.length() == 1 && "\"\r\n".indexOf(text.charAt(0)) < 0;
        if (!usable || Character.isSurrogate(text.charAt(0))) {
            throw DataProblem.option("cells cannot be separated by " + DataProblem.quoted(text))
                    .hint("say one character, such as ';', or tab")
                    .exception();
        }
        return text.charAt(0);
    }

    /** The names of the columns, in order. */
    public List<String> header(Path file) throws DataException {
        return parse(file, rows -> header(file, rows));
    }

    /** All columns as numbers. */
    public Table read(Path file) throws DataException {
        return read(file, header(file), List.of());
    }

    /** The columns named as numbers and as labels; a name that the header lacks is a mistake of ours. */
    public Table read(Path file, List<String> numbers, List<String> labels) throws DataException {
        return parse(file, rows -> {
            List<String> names = header(file, rows);
            return new Rows(file, names, numbers, labels).read(rows);
        });
    }

    private interface Parse<T> {
        T from(CloseableIterator<CsvRecord> rows) throws DataException;
    }

    private <T> T parse(Path file, Parse<T> parse) throws DataException {
        InputFiles.check(file);
        de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder builder = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        try (CloseableIterator<CsvRecord> rows =
                builder.ofCsvRecord(StrictText.open(file)).iterator()) {
            return parse.from(rows);
        } catch (CsvParseException malformed) {
            throw malformed(file, malformed);
        } catch (UncheckedIOException failure) {
            throw failed(file, Objects.requireNonNull(failure.getCause()));
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    private static DataException malformed(Path file, CsvParseException malformed) {
        if (malformed.getCause() instanceof IOException failure) {
            return failed(file, failure);
        }
        String message = String.valueOf(malformed.getMessage());
        Matcher place = PLACE.matcher(message);
        String what = place.replaceFirst("");
        DataProblem problem =
                problem(file, "this is not CSV: " + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1));
        return (place.reset().find() ? problem.line(Long.parseLong(place.group(1))) : problem)
                .hint("a cell with a separator, a quote or a line break is written in quotes, and a quote in it twice")
                .exception();
    }

    private static DataException failed(Path file, IOException failure) {
        if (!(failure instanceof CharacterCodingException)) {
            return InputFiles.unreadable(file, failure);
        }
        try {
            return problem(file, "this line has bytes that are not UTF-8")
                    .line(StrictText.malformedLine(file))
                    .hint("save the file as UTF-8")
                    .exception();
        } catch (IOException again) {
            return InputFiles.unreadable(file, again);
        }
    }

    private List<String> header(Path file, CloseableIterator<CsvRecord> rows) throws DataException {
        if (!rows.hasNext()) {
            throw problem(file, "this file is empty")
                    .hint("the first line has the names of the columns")
                    .exception();
        }
        CsvRecord record = rows.next();
        DataProblems problems = new DataProblems();
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : record.getFields()) {
            String name = field.strip();
            names.add(name);
            if (name.isEmpty()) {
                problems.add(problem(file, "column " + names.size() + " of the header has no name")
                        .line(record.getStartingLineNumber()));
            } else if (!seen.add(name)) {
                problems.add(problem(file, "two columns have this name")
                        .line(record.getStartingLineNumber())
                        .column(name));
            }
        }
        problems.throwIfAny();
        if (names.stream().allMatch(Numeral::isOne)) {
            throw problem(file, "the first line has only numbers, but must have the names of the columns")
                    .line(record.getStartingLineNumber())
                    .exception();
        }
        if (names.size() == 1) {
            refuseOtherSeparator(file, names.get(0));
        }
        return names;
    }

    private void refuseOtherSeparator(Path file, String only) throws DataException {
        for (char other : new char[] {';', '\t', ',', '|'}) {
            if (other != separator && only.indexOf(other) >= 0) {
                String name = other == '\t' ? "tab" : "'" + other + "'";
                throw problem(file, "the header is one cell, " + DataProblem.quoted(only))
                        .line(1)
                        .hint("if cells are separated by " + name + ", say --separator " + name)
                        .exception();
            }
        }
    }

    private static DataProblem problem(Path file, String message) {
        return DataProblem.of(DataCode.TABLE, file.toString(), message);
    }
}
