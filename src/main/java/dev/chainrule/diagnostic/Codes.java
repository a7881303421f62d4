package dev.chainrule.diagnostic;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All codes there are, by number. */
public final class Codes {

    private Codes() {}

    public static List<Code> all() {
        return Stream.of(SyntaxCodes.ALL, MeaningCodes.ALL, WarningCodes.ALL)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Code::id))
                .toList();
    }

    public static Optional<Code> byId(String id) {
        return all().stream().filter(code -> code.id().equalsIgnoreCase(id)).findFirst();
    }
}
