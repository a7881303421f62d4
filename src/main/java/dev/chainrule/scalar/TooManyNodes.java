package dev.chainrule.scalar;

/** A compilation that would need more nodes than it may have: it is given up, and its author told. */
public final class TooManyNodes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int most;

    TooManyNodes(int most) {
        super("more than " + most + " nodes", null, false, false);
        this.most = most;
    }

    /** How many there may be. */
    public int most() {
        return most;
    }
}
