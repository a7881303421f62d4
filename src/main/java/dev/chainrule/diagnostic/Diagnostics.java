package dev.chainrule.diagnostic;

import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the passes report to. A mistake is kept once, by whichever call of a function or network it shows. */
public final class Diagnostics {

    /** Further places of one mistake that are shown. */
    private static final int PLACES = 4;

    private record Mistake(Code code, Optional<Span> at, String about) {}

    private final Map<Mistake, Diagnostic> reported = new LinkedHashMap<>();

    /** Keeps a message, unless there is one with the same code, place and title. What is unknown is told once, wherever it is used. */
    public void report(Diagnostic diagnostic) {
        Span at = diagnostic.at();
        Mistake mistake = diagnostic.code().equals(MeaningCodes.UNKNOWN_NAME)
                ? new Mistake(diagnostic.code(), Optional.empty(), at.text())
                : new Mistake(diagnostic.code(), Optional.of(at), diagnostic.title());
        reported.merge(mistake, diagnostic, Diagnostics::withPlace);
    }

    private static Diagnostic withPlace(Diagnostic first, Diagnostic again) {
        boolean known = first.at().equals(again.at())
                || first.labels().stream().anyMatch(label -> label.at().equals(again.at()));
        return known || first.labels().size() >= PLACES ? first : first.with(again.at(), "and here");
    }

    public boolean hasErrors() {
        return haveErrors(reported.values());
    }

    /** Whether there is an error among messages, not warnings alone. */
    public static boolean haveErrors(Collection<Diagnostic> messages) {
        return messages.stream().anyMatch(diagnostic -> diagnostic.code().isError());
    }

    /** All messages, in order of position within each text; texts in the order of their first message. */
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>();
        List<String> names = reported.values().stream()
                .map(diagnostic -> diagnostic.at().source().name())
                .distinct()
                .toList();
        for (String name : names) {
            reported.values().stream()
                    .filter(diagnostic -> diagnostic.at().source().name().equals(name))
                    .sorted(java.util.Comparator.comparingInt(
                            diagnostic -> diagnostic.at().start()))
                    .forEach(all::add);
        }
        return all;
    }
}
