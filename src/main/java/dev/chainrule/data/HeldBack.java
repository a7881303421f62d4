package dev.chainrule.data;

/**
 * How many rows are kept from training, to judge it by: a number of rows or a share of them.
 *
 * @param amount a whole number of rows, or a share from 0 to below 1
 * @param share which of the two
 */
public record HeldBack(double amount, boolean share) {

    /** Every row is trained on. */
    public static final HeldBack NOTHING = new HeldBack(0, false);

    /** {@code 360}, {@code 0.2} or {@code 20%}. */
    public static HeldBack parse(String text) throws DataException {
        String stripped = text.strip();
        boolean percent = stripped.endsWith("%");
        String digits = percent ? stripped.substring(0, stripped.length() - 1).strip() : stripped;
        if (Numeral.isOne(digits)) {
            double number = Double.parseDouble(digits) / (percent ? 100 : 1);
            boolean whole = !percent && digits.indexOf('.') < 0;
            if (whole && number >= 0 && number == Math.rint(number) && number <= Integer.MAX_VALUE) {
                return new HeldBack(number, false);
            }
            if (!whole && number >= 0 && number < 1) {
                return new HeldBack(number, true);
            }
        }
        throw DataProblem.option("the rows to hold back cannot be " + DataProblem.quoted(text))
                .hint("say how many, as in 360, or which share, as in 0.2 or 20%")
                .exception();
    }

    /** The number of rows of {@code rows}; at least one must be left to train on. */
    public int of(int rows) throws DataException {
        long count = share ? Math.round(amount * rows) : (long) amount;
        if (count >= rows) {
            throw DataProblem.option(count + " rows are to be held back of " + rows + ": none is left to train on")
                    .exception();
        }
        return (int) count;
    }

    @Override
    public String toString() {
        return share ? String.valueOf(amount) : String.valueOf((long) amount);
    }
}
