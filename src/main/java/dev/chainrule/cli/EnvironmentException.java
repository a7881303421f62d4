package dev.chainrule.cli;

/** Something outside of the program is not as it must be: what, where, and what to do, for the user. */
final class EnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EnvironmentException(String message) {
        super(message);
    }
}
