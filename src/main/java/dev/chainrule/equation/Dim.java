package dev.chainrule.equation;

import dev.chainrule.scalar.Scalar;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A named dimension. Compared by identity: two dims of equal length are two dims.
 *
 * <p>A dim is fixed (its length is a number), open (its length comes with a call) or computed (its length is an
 * expression of other dims' lengths, at least one of them open).
 */
public final class Dim {

    private final String name;
    private final OptionalInt fixed;
    private final Optional<Scalar> formula;
    private final Optional<Dim> actual;

    private Dim(String name, OptionalInt fixed, Optional<Scalar> formula, Optional<Dim> actual) {
        this.name = name;
        this.fixed = fixed;
        this.formula = formula;
        this.actual = actual;
    }

    public static Dim fixed(String name, int length) {
        return new Dim(name, OptionalInt.of(length), Optional.empty(), Optional.empty());
    }

    public static Dim open(String name) {
        return new Dim(name, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** A dim whose length follows from open ones: an integer expression over {@link SizeOf} leaves. */
    public static Dim computed(String name, Scalar formula) {
        return new Dim(name, OptionalInt.empty(), Optional.of(formula), Optional.empty());
    }

    /**
     * A formal dim of a function that stands for the same dim as another formal does: two dims inside of the function, one
     * outside. It has the length of the other, and no tensor bears it.
     */
    public static Dim standingFor(String name, Dim other) {
        return new Dim(name, other.fixed, other.formula, Optional.of(other.actual()));
    }

    /** This dim, or the one that it stands for. */
    public Dim actual() {
        return actual.orElse(this);
    }

    public String name() {
        return name;
    }

    /** The length, if it is known when compiling. */
    public OptionalInt fixedLength() {
        return fixed;
    }

    /** The length in terms of other dims, if it is computed. */
    public Optional<Scalar> formula() {
        return formula;
    }

    /** Whether the length comes with a call. */
    public boolean isOpen() {
        return fixed.isEmpty() && formula.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
