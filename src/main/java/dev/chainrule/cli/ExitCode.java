package dev.chainrule.cli;

import dev.chainrule.data.DataCode;

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

    /** What a problem ends with. */
    static int of(DataCode code) {
        return switch (code) {
            case OPTION -> USAGE;
            case DIVERGED -> ERRORS;
            case FOREIGN,
                    OUTSIDE,
                    UNWRITABLE,
                    DISK_FULL,
                    MALFORMED,
                    UNREADABLE,
                    TABLE,
                    MISFIT,
                    CLASH,
                    NO_COMPILER,
                    MEMORY -> ENVIRONMENT;
        };
    }
}
