package dev.chainrule.equation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that are in use. Those of a system are shared with it until the first one is added. */
final class UniqueNames {

    private Set<String> names;
    private final Map<String, Integer> numbers = new HashMap<>(); // those below are taken
    private boolean own;

    /** @param shared not changed by this */
    UniqueNames(Set<String> shared) {
        this.names = shared;
    }

    /** The names, which are shared from now on. */
    Set<String> share() {
        own = false;
        return names;
    }

    /** The name, with a number behind it if it is taken. It is taken now. */
    String unique(String wanted) {
        String name = wanted;
        int number = numbers.getOrDefault(wanted, 2);
        while (!take(name)) {
            name = wanted + number++;
        }
        numbers.put(wanted, number);
        return name;
    }

    /** Whether it was free; it is taken now. */
    boolean take(String name) {
        if (names.contains(name)) {
            return false;
        }
        if (!own) {
            names = new HashSet<>(names);
            own = true;
        }
        return names.add(name);
    }
}
