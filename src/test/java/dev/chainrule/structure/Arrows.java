package dev.chainrule.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may know whom: each package with those that it is built on. A package may also use what those are built on, so an
 * arrow names the nearest layer only. A package comes after all that it names, which makes a circle impossible.
 */
final class Arrows {
    private static final String FACADE = "";

    private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

    private Arrows() {
        on("source");
        on("diagnostic", "source");
        on("syntax", "source");
        on("parse", "syntax", "diagnostic");
        on("scalar");
        on("equation", "scalar", "source");
        on("checkpoint", "equation");
        on("elaborate", "syntax", "equation", "diagnostic", "checkpoint");
        on("differentiate", "equation", "diagnostic", "checkpoint");
        on("simplify", "equation", "diagnostic");
        on("schedule", "equation");
        on("loop", "schedule");
        on("emit", "loop");
        on("interpret", "equation");
        on("describe", "syntax", "equation", "schedule", "loop");
        on("data");
        on(
                FACADE,
                "parse",
                "checkpoint",
                "elaborate",
                "differentiate",
                "simplify",
                "schedule",
                "loop",
                "emit",
                "interpret",
                "describe");
        on("check", FACADE, "interpret", "data");
        on("train", FACADE, "check", "data");
        on("project", FACADE, "data");
        on("cli", "project", "describe", "interpret", "check", "train", "data");
        on("maven", "project", "check");
    }

    static Arrows ofTheArchitecture() {
        return new Arrows();
    }

    private void on(String room, String... foundations) {
        Set<String> all = new LinkedHashSet<>(List.of(room));
        Deque<String> open = new ArrayDeque<>(List.of(foundations));
        while (!open.isEmpty()) {
            String foundation = open.pop();
            Set<String> below = allowed.get(foundation);
            if (below == null) {
                throw new IllegalStateException(room + " names " + foundation + ", which does not come before it");
            }
            all.addAll(below);
        }
        allowed.put(room, all);
    }

    Set<String> rooms() {
        return allowed.keySet();
    }

    boolean allow(String from, String to) {
        return allowed.getOrDefault(from, Set.of()).contains(to);
    }
}
