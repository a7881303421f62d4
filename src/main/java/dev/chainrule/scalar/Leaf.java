package dev.chainrule.scalar;

import java.util.List;

/** An atom as a node of an expression. */
public final class Leaf extends Scalar {

    private final Atom atom;

    Leaf(int number, Atom atom) {
        super(number, atom.type());
        this.atom = atom;
    }

    public Atom atom() {
        return atom;
    }

    @Override
    public List<Scalar> operands() {
        return atom.parts();
    }

    @Override
    public String toString() {
        return atom.toString();
    }
}
