package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Proves a polynomial to be above a negative number by writing it as a sum of multiples, none negative, of expressions
 * that are known not to be negative (Farkas). Where there are products, also of products of two or three of these
 * (Handelman), and of {@code x² - x} and {@code x² + x}, which no whole number makes negative.
 */
final class Combination {

    private static final int MOST_COLUMNS = 240;
    private static final int MOST_ROWS = 100;
    private static final int MOST_FACTORS = 14;

    /** As good as nothing: what is whole and above -1 is at least 0. */
    private static final int CLOSE = 40;

    private final Polynomial goal;
    private final long slack;
    private final Set<Polynomial> columns = new LinkedHashSet<>();

    private Combination(Polynomial goal, long slack) {
        this.goal = goal;
        this.slack = slack;
    }

    /** Whether {@code goal > -slack} is proven. */
    static boolean proves(Polynomial goal, long slack, List<Polynomial> known) {
        Combination combination = new Combination(goal, slack);
        combination.columns.add(Polynomial.constant(1));
        combination.columns.addAll(known);
        if (combination.exists()) {
            return true;
        }
        Set<Scalar> multiplied = new LinkedHashSet<>();
        int degree = combination.addMultiplied(multiplied);
        if (degree < 2) {
            return false;
        }
        List<Polynomial> factors = known.stream()
                .filter(one -> one.degree() < degree && one.atoms().stream().anyMatch(multiplied::contains))
                .limit(MOST_FACTORS)
                .toList();
        combination.addProducts(factors, multiplied, 2, degree);
        if (combination.exists()) {
            return true;
        }
        if (degree < 3) {
            return false;
        }
        combination.addProducts(factors, multiplied, 3, degree);
        return combination.exists();
    }

    /** Collects the atoms that occur in products; returns the highest degree. */
    private int addMultiplied(Set<Scalar> multiplied) {
        int degree = goal.degree();
        List<Polynomial> all = new ArrayList<>(columns);
        all.add(goal);
        for (Polynomial one : all) {
            degree = Math.max(degree, one.degree());
            one.terms().keySet().stream()
                    .filter(monomial -> monomial.degree() > 1)
                    .forEach(monomial -> multiplied.addAll(monomial.factors()));
        }
        return degree;
    }

    private void addProducts(List<Polynomial> factors, Set<Scalar> multiplied, int number, int degree) {
        List<Polynomial> whole = new ArrayList<>(factors);
        multiplied.forEach(atom -> whole.add(Polynomial.atom(atom)));
        for (Polynomial x : whole) {
            Polynomial square = x.times(x);
            addColumn(square.minus(x), degree);
            addColumn(square.plus(x), degree);
        }
        for (int i = 0; i < factors.size(); i++) {
            for (int j = i; j < factors.size(); j++) {
                Polynomial pair = factors.get(i).times(factors.get(j));
                if (number == 2) {
                    addColumn(pair, degree);
                }
                for (int k = j; number == 3 && k < factors.size(); k++) {
                    addColumn(pair.times(factors.get(k)), degree);
                }
            }
        }
    }

    private void addColumn(Polynomial column, int degree) {
        if (column.degree() <= degree && columns.size() < MOST_COLUMNS) {
            columns.add(column);
        }
    }

    private boolean exists() {
        TreeMap<Monomial, Integer> rows = new TreeMap<>();
        Set<Monomial> all = new TreeSet<>(goal.terms().keySet());
        all.add(Monomial.ONE);
        columns.forEach(column -> all.addAll(column.terms().keySet()));
        all.forEach(monomial -> rows.put(monomial, rows.size()));
        if (rows.size() > MOST_ROWS || columns.size() > MOST_COLUMNS) {
            return false;
        }
        BigInteger[] target = new BigInteger[rows.size()];
        rows.forEach((monomial, row) ->
                target[row] = BigInteger.valueOf(goal.coefficient(monomial)).shiftLeft(CLOSE));
        int constant = rows.get(Monomial.ONE);
        target[constant] =
                target[constant].add(BigInteger.valueOf(slack).shiftLeft(CLOSE)).subtract(BigInteger.ONE);
        List<long[]> entries = new ArrayList<>();
        for (Polynomial column : columns) {
            long[] entry = new long[rows.size()];
            column.terms().forEach((monomial, coefficient) -> entry[rows.get(monomial)] = coefficient);
            entries.add(entry);
        }
        return Simplex.isSolvable(entries, target);
    }
}
