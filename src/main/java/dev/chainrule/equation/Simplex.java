package dev.chainrule.equation;

import java.math.BigInteger;
import java.util.List;

/**
 * Whether a system of linear equations has a solution without negative numbers: the first phase of the simplex method, in
 * whole numbers (all entries of the tableau share the denominator {@code last}), with Bland's rule, which ends always.
 */
final class Simplex {

    private final BigInteger[][] tableau;
    private final int[] basis;
    private BigInteger last = BigInteger.ONE;

    private Simplex(BigInteger[][] tableau) {
        this.tableau = tableau;
        this.basis = new int[tableau.length - 1];
        java.util.Arrays.fill(basis, -1); // an artificial unknown for each row, which never comes back
    }

    /**
     * Whether there are {@code x[k] >= 0} with {@code Σ k. columns[k][row] · x[k] == target[row]} for each row. False too
     * after too many steps.
     */
    static boolean isSolvable(List<long[]> columns, BigInteger[] target) {
        int rows = target.length;
        BigInteger[][] tableau = new BigInteger[rows + 1][columns.size() + 1];
        BigInteger[] cost = tableau[rows];
        java.util.Arrays.fill(cost, BigInteger.ZERO);
        for (int row = 0; row < rows; row++) {
            boolean turn = target[row].signum() < 0;
            for (int k = 0; k < columns.size(); k++) {
                long entry = columns.get(k)[row];
                tableau[row][k] = BigInteger.valueOf(turn ? -entry : entry);
                cost[k] = cost[k].subtract(tableau[row][k]);
            }
            tableau[row][columns.size()] = target[row].abs();
            cost[columns.size()] = cost[columns.size()].subtract(target[row].abs());
        }
        return new Simplex(tableau).run();
    }

    private boolean run() {
        int width = tableau[0].length - 1;
        BigInteger[] cost = tableau[basis.length];
        for (int step = 0; step < 20 * (width + basis.length); step++) {
            if (cost[width].signum() == 0) {
                return true;
            }
            int entering = 0;
            while (entering < width && cost[entering].signum() >= 0) {
                entering++;
            }
            int leaving = entering < width ? leaving(entering, width) : -1;
            if (leaving < 0) {
                return false;
            }
            pivot(leaving, entering);
        }
        return false;
    }

    /** The row that limits a column's growth most; of equal ones that of the oldest unknown. */
    private int leaving(int entering, int width) {
        int best = -1;
        for (int row = 0; row < basis.length; row++) {
            if (tableau[row][entering].signum() <= 0) {
                continue;
            }
            int order = best < 0
                    ? -1
                    : tableau[row][width]
                            .multiply(tableau[best][entering])
                            .compareTo(tableau[best][width].multiply(tableau[row][entering]));
            if (order < 0 || order == 0 && basis[row] < basis[best]) {
                best = row;
            }
        }
        return best;
    }

    private void pivot(int leaving, int entering) {
        BigInteger[] pivotRow = tableau[leaving];
        BigInteger pivot = pivotRow[entering];
        for (BigInteger[] row : tableau) {
            BigInteger factor = row[entering];
            if (row == pivotRow) {
                continue;
            }
            for (int k = 0; k < row.length; k++) {
                boolean plain = factor.signum() == 0 || pivotRow[k].signum() == 0;
                if (plain && row[k].signum() == 0) {
                    continue;
                }
                BigInteger product = row[k].multiply(pivot);
                row[k] = (plain ? product : product.subtract(factor.multiply(pivotRow[k]))).divide(last);
            }
        }
        last = pivot;
        basis[leaving] = entering;
    }
}
