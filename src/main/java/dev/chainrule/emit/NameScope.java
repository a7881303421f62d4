package dev.chainrule.emit;

import dev.chainrule.loop.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of variables, unique where they are visible: a name is free again when its block has ended. */
final class NameScope {

    /** Simple names of classes that the output mentions: a variable of that name would hide them. */
    private static final Set<String> TYPES =
            Set.of("Math", "Arrays", "System", "String", "Float", "Double", "Integer", "Long", "List", "Tensor");

    private final Map<Variable, String> names = new HashMap<>();
    private final Deque<Set<String>> blocks = new ArrayDeque<>();

    NameScope() {
        blocks.push(new HashSet<>(TYPES));
    }

    /** A scope in which everything visible here is taken. */
    NameScope inner() {
        NameScope scope = new NameScope();
        blocks.forEach(scope.blocks.element()::addAll);
        scope.names.putAll(names);
        return scope;
    }

    void open() {
        blocks.push(new HashSet<>());
    }

    void close() {
        blocks.pop();
    }

    /** Takes a name that is not a variable's. */
    String reserve(String wanted) {
        String name = free(wanted);
        blocks.element().add(name);
        return name;
    }

    /** Gives a variable its name in the innermost block. A field that is a parameter here keeps its own. */
    String declare(Variable variable) {
        if (variable.scope() == Variable.Scope.FIELD && names.containsKey(variable)) {
            return names.get(variable);
        }
        String name = reserve(variable.name());
        names.put(variable, name);
        return name;
    }

    /** @throws IllegalStateException if the variable is not declared */
    String of(Variable variable) {
        String name = names.get(variable);
        if (name == null) {
            throw new IllegalStateException("no variable " + variable.name() + " is visible here");
        }
        return name;
    }

    private String free(String wanted) {
        StringBuilder valid = new StringBuilder();
        for (char c : wanted.toCharArray()) {
            valid.append(c < 128 && Character.isJavaIdentifierPart(c) && c != '$' ? c : '_');
        }
        String base = Character.isDigit(valid.charAt(0)) ? "_" + valid : valid.toString();
        String name = base;
        for (int i = 2; isTaken(name) || !SourceVersion.isName(name) || name.equals("_"); i++) {
            name = base + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return blocks.stream().anyMatch(block -> block.contains(name));
    }
}
