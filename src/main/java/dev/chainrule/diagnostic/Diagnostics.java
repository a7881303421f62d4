package dev.chainrule.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the passes report to. The same message is kept once. */
public final class Diagnostics {

    private final Set<Diagnostic> reported = new LinkedHashSet<>();

    public void report(Diagnostic diagnostic) {
        reported.add(diagnostic);
    }

    public boolean hasErrors() {
        return haveErrors(reported);
    }

    /** Whether there is an error among messages, not warnings alone. */
    public static boolean haveErrors(Collection<Diagnostic> messages) {
        return messages.stream().anyMatch(diagnostic -> diagnostic.code().isError());
    }

    /** All messages, in order of position within each text; texts in the order of their first message. */
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>();
        List<String> names = reported.stream()
                .map(diagnostic -> diagnostic.at().source().name())
                .distinct()
                .toList();
        for (String name : names) {
            reported.stream()
                    .filter(diagnostic -> diagnostic.at().source().name().equals(name))
                    .sorted(java.util.Comparator.comparingInt(
                            diagnostic -> diagnostic.at().start()))
                    .forEach(all::add);
        }
        return all;
    }
}
