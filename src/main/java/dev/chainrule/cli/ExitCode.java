package dev.chainrule.cli;

/** The exit codes of the command. */
final class ExitCode {

    static final int SUCCESS = 0;

    /** Errors in a {@code .nn} file, a failed check, outputs out of date. */
    static final int ERRORS = 1;

    static final int USAGE = 2;

    /** A file that can't be read or written, a missing compiler. */
    static final int ENVIRONMENT = 3;

    static final int INTERNAL = 70;

    private ExitCode() {}
}
