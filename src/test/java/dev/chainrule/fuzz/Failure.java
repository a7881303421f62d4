package dev.chainrule.fuzz;

/**
 * Something that is wrong with a program.
 *
 * @param kind stays the same while the program is shrunk
 * @param message what was found
 */
record Failure(Program program, String kind, String message) {

    static Failure crash(Program program, String where, Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        String frame = "";
        StringBuilder trace = new StringBuilder(thrown.toString());
        for (StackTraceElement element : frames) {
            if (element.getClassName().startsWith("dev.chainrule")) {
                if (frame.isEmpty()) {
                    frame = element.getClassName() + "." + element.getMethodName();
                }
            }
            if (trace.length() < 2_000) {
                trace.append("\n    at ").append(element);
            }
        }
        return new Failure(
                program, where + ": " + thrown.getClass().getSimpleName() + " in " + frame, trace.toString());
    }

    /** For people: what is wrong, with the program. */
    String report() {
        return "seed " + program.seed() + ": " + kind + "\n" + message + "\n" + program.text();
    }
}
