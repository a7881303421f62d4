package dev.chainrule.check;

/** The report of a class that is wrong, for tests elsewhere: no right compiler makes one. */
public final class WrongClass {

    private WrongClass() {}

    /** Of a function, in whose class a constant is another one. */
    public static CheckReport report() {
        return BrokenCompiler.withJava(java -> java.replace("0.5", "0.25")).check("""
                function Wrong(x, y) {
                  q = x * y;
                  return 0.5 * q;
                }
                """);
    }
}
