package dev.chainrule.data;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that is wrong with a file or an option. A value: the shell renders it.
 *
 * @param code its kind
 * @param file the file as the user named it; empty for an option
 * @param line the line in it, from 1
 * @param column the name of the column
 * @param message what is wrong: lower case, no full stop
 * @param hint what to do
 */
public record DataProblem(
        DataCode code, String file, OptionalLong line, Optional<String> column, String message, Optional<String> hint) {

    private static final int LONGEST_QUOTE = 80;

    public static DataProblem of(DataCode code, String file, String message) {
        return new DataProblem(code, file, OptionalLong.empty(), Optional.empty(), message, Optional.empty());
    }

    /** A mistake in an option, which no file is to blame for. */
    public static DataProblem option(String message) {
        return of(DataCode.OPTION, "", message);
    }

    /** This in a line, from 1. */
    public DataProblem line(long number) {
        return new DataProblem(code, file, OptionalLong.of(number), column, message, hint);
    }

    /** This in a column. */
    public DataProblem column(String name) {
        return new DataProblem(code, file, line, Optional.of(name), message, hint);
    }

    /** This with what to do. */
    public DataProblem hint(String text) {
        return new DataProblem(code, file, line, column, message, Optional.of(text));
    }

    /** This as an exception. */
    public DataException exception() {
        return new DataException(this);
    }

    /** Text from a file, fit to be shown: cut at 80 characters, control characters as {@code \}{@code u}. */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        int length = Math.min(text.length(), LONGEST_QUOTE);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
            shown.append(plain ? String.valueOf(c) : "\\u" + hexadecimal(c));
        }
        return shown.append(text.length() > length ? "…'" : "'").toString();
    }

    private static String hexadecimal(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }

    /** {@code rows.csv:3, column p01: this is not a number}; the hint is left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        line.ifPresent(number -> text.append(':').append(number));
        column.ifPresent(name ->
                text.append(text.length() == 0 ? "" : ", ").append("column ").append(name));
        return text.append(text.length() == 0 ? "" : ": ").append(message).toString();
    }
}
