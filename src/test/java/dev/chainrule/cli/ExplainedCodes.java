package dev.chainrule.cli;

import java.util.Set;

/** The codes that {@code chainrule explain} knows, for tests elsewhere. */
public final class ExplainedCodes {

    private ExplainedCodes() {}

    public static Set<String> all() {
        return ExplainCommand.all().keySet();
    }
}
