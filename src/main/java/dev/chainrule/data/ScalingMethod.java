package dev.chainrule.data;

import java.util.Locale;

/**
 * How columns of numbers are to be scaled, before their rows are known.
 *
 * @param kind the rule
 * @param divisor what {@link Kind#DIVIDE} divides by; 1 for the others
 */
public record ScalingMethod(Kind kind, double divisor) {

    /** The rules there are. */
    public enum Kind {
        /** As they come. */
        NONE,
        /** Every column less its mean, by its standard deviation over n. */
        STANDARD,
        /** Every column from 0 to 1. */
        MINMAX,
        /** All columns by one number. */
        DIVIDE
    }

    public static final ScalingMethod NONE = new ScalingMethod(Kind.NONE, 1);

    /** {@code none}, {@code standard}, {@code minmax}, or {@code /16}: all numbers divided by 16. */
    public static ScalingMethod parse(String text) throws DataException {
        String word = text.strip().toLowerCase(Locale.ROOT);
        switch (word) {
            case "none":
                return NONE;
            case "standard":
                return new ScalingMethod(Kind.STANDARD, 1);
            case "minmax":
                return new ScalingMethod(Kind.MINMAX, 1);
            default:
                break;
        }
        if (word.startsWith("/") && Numeral.isOne(word.substring(1))) {
            double divisor = Double.parseDouble(word.substring(1));
            if (divisor != 0 && Double.isFinite(divisor)) {
                return new ScalingMethod(Kind.DIVIDE, divisor);
            }
        }
        throw DataProblem.option("there is no scaling " + DataProblem.quoted(text))
                .hint("say none, standard (mean 0 and deviation 1 for each column), minmax (0 to 1), or /255 to divide")
                .exception();
    }

    /** The scaling that this makes of the rows trained on, all columns of {@code data}. */
    public Scaling fit(Matrix data, int[] rows) {
        int width = data.width();
        double[] offsets = new double[width];
        double[] divisors = new double[width];
        for (int column = 0; column < width; column++) {
            divisors[column] = divisor;
            if (kind == Kind.STANDARD || kind == Kind.MINMAX) {
                fit(data, rows, column, offsets, divisors);
            }
        }
        return new Scaling(this, offsets, divisors);
    }

    /** A constant column, for which a deviation would be 0 or rounding noise, is divided by 1. */
    private void fit(Matrix data, int[] rows, int column, double[] offsets, double[] divisors) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            double value = data.value(row, column);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        boolean constant = !(least < most);
        if (kind == Kind.MINMAX) {
            offsets[column] = rows.length == 0 ? 0 : least;
            divisors[column] = constant ? 1 : most - least;
        } else if (rows.length > 0) {
            double mean = constant ? least : mean(data, rows, column);
            offsets[column] = mean;
            double deviation = constant ? 0 : deviation(data, rows, column, mean);
            divisors[column] = deviation > 0 ? deviation : 1;
        }
    }

    private static double mean(Matrix data, int[] rows, int column) {
        double sum = 0;
        for (int row : rows) {
            sum += data.value(row, column) / rows.length;
        }
        return sum;
    }

    /** sqrt((1/n) Σ (x - mean)²): in two passes, since the difference of two large sums would lose digits. */
    private static double deviation(Matrix data, int[] rows, int column, double mean) {
        double sum = 0;
        for (int row : rows) {
            double off = data.value(row, column) - mean;
            sum += off * off;
        }
        return Math.sqrt(sum / rows.length);
    }

    @Override
    public String toString() {
        if (kind != Kind.DIVIDE) {
            return kind.name().toLowerCase(Locale.ROOT);
        }
        return "/" + (divisor == Math.rint(divisor) && Math.abs(divisor) < 1e15 ? (long) divisor + "" : divisor + "");
    }
}
