package dev.chainrule.loop;

/** Limits of the code that loops are lowered to. */
public final class Lowering {

    /** The deepest expression: javac overflows its stack at about 500 nested calls. */
    public static final int DEPTH = 16;

    /** The most bytecodes of a method: HotSpot never compiles one over 8,000. */
    public static final int METHOD = 6_000;

    private Lowering() {}
}
