package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A product of atoms, oldest first, each as often as its power says; 1 if there are none. */
record Monomial(List<Scalar> factors) implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(List.of());

    Monomial {
        factors = List.copyOf(factors);
    }

    int degree() {
        return factors.size();
    }

    Monomial times(Monomial other) {
        List<Scalar> all = new ArrayList<>(factors);
        all.addAll(other.factors);
        all.sort(Comparator.comparingInt(Scalar::number));
        return new Monomial(all);
    }

    int power(Scalar atom) {
        return (int) factors.stream().filter(factor -> factor == atom).count();
    }

    /** This without any power of an atom. */
    Monomial without(Scalar atom) {
        return new Monomial(factors.stream().filter(factor -> factor != atom).toList());
    }

    /** By degree, then by the atoms' age: any fixed order does. */
    @Override
    public int compareTo(Monomial other) {
        int order = Integer.compare(degree(), other.degree());
        for (int i = 0; order == 0 && i < degree(); i++) {
            order = Integer.compare(
                    factors.get(i).number(), other.factors.get(i).number());
        }
        return order;
    }
}
