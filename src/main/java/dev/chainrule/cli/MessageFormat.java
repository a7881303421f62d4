package dev.chainrule.cli;

import java.util.Locale;

/** How messages are shown. */
enum MessageFormat {
    HUMAN,
    SHORT,
    JSON,
    SARIF;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
