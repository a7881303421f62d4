package dev.chainrule.describe;

import dev.chainrule.loop.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives variables names that are unique where they can be seen; a name is free again when its block has ended. */
final class NameTable {

    private final Map<Variable, String> names = new HashMap<>();
    private final Deque<Set<String>> blocks = new ArrayDeque<>();

    NameTable() {
        open();
    }

    void open() {
        blocks.push(new HashSet<>());
    }

    void close() {
        blocks.pop();
    }

    /** The name of a variable, which is declared here if it has none. */
    String of(Variable variable) {
        String known = names.get(variable);
        return known != null ? known : declare(variable);
    }

    /** A new name for a variable in this block. */
    String declare(Variable variable) {
        String name = variable.name();
        for (int i = 2; taken(name); i++) {
            name = variable.name() + i;
        }
        blocks.element().add(name);
        names.put(variable, name);
        return name;
    }

    private boolean taken(String name) {
        return blocks.stream().anyMatch(block -> block.contains(name));
    }
}
