package dev.chainrule.emit;

import dev.chainrule.loop.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of variables, unique where they are visible: a name is free again when its block has ended. */
final class NameScope {

    /** Simple names of classes that the output mentions: a variable of that name would hide them. */
    private static final Set<String> TYPES = Set.of(
            "Math",
            "Arrays",
            "System",
            "String",
            "Float",
            "Double",
            "Integer",
            "Long",
            "List",
            "Map",
            "Tensor",
            "ByteBuffer",
            "ByteOrder",
            "StandardCharsets");

    private final Optional<NameScope> around;
    private final Map<Variable, String> names = new HashMap<>();
    private final Deque<Set<String>> blocks = new ArrayDeque<>();
    private final Map<String, Integer> numbers =
            new HashMap<>(); // where a name is taken, so are those with smaller ones

    NameScope() {
        this(Optional.empty());
    }

    private NameScope(Optional<NameScope> around) {
        this.around = around;
        blocks.push(new HashSet<>());
    }

    /** A scope in which everything visible here is taken. */
    NameScope inner() {
        return new NameScope(Optional.of(this));
    }

    void open() {
        blocks.push(new HashSet<>());
    }

    void close() {
        blocks.pop();
        numbers.clear();
    }

    /** Takes a name that is not a variable's. */
    String reserve(String wanted) {
        String name = free(wanted);
        blocks.element().add(name);
        return name;
    }

    /** Gives a variable its name in the innermost block. A field that is a parameter here keeps its own. */
    String declare(Variable variable) {
        Optional<String> known = find(variable);
        if (variable.scope() == Variable.Scope.FIELD && known.isPresent()) {
            return known.get();
        }
        String name = reserve(variable.name());
        names.put(variable, name);
        return name;
    }

    /** @throws IllegalStateException if the variable is not declared */
    String of(Variable variable) {
        return find(variable)
                .orElseThrow(() -> new IllegalStateException("no variable " + variable.name() + " is visible here"));
    }

    private Optional<String> find(Variable variable) {
        String name = names.get(variable);
        return name == null ? around.flatMap(outer -> outer.find(variable)) : Optional.of(name);
    }

    private String free(String wanted) {
        StringBuilder valid = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            valid.append(c < 128 && Character.isJavaIdentifierPart(c) && c != '$' ? c : '_');
        }
        String base = Character.isDigit(valid.charAt(0)) ? "_" + valid : valid.toString();
        String name = base;
        int number = numbers.getOrDefault(base, 2);
        while (isTaken(name) || SourceVersion.isKeyword(name)) {
            name = base + number++;
        }
        numbers.put(base, number);
        return name;
    }

    private boolean isTaken(String name) {
        for (Set<String> block : blocks) {
            if (block.contains(name)) {
                return true;
            }
        }
        return TYPES.contains(name) || around.isPresent() && around.get().isTaken(name);
    }
}
