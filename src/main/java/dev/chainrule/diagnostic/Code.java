package dev.chainrule.diagnostic;

/**
 * A kind of message. Codes are never reused.
 *
 * @param id {@code NN204}
 * @param severity whether it stops the compilation
 * @param explanation a paragraph for {@code chainrule explain}
 */
public record Code(String id, Severity severity, String explanation) {

    /** How grave it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static Code error(String id, String explanation) {
        return new Code(id, Severity.ERROR, explanation);
    }

    static Code warning(String id, String explanation) {
        return new Code(id, Severity.WARNING, explanation);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return id;
    }
}
