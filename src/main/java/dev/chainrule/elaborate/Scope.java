package dev.chainrule.elaborate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names that are visible at a place: its own, then those around it. */
final class Scope {

    private final Map<String, Named> names = new LinkedHashMap<>();
    private final Optional<Scope> around;
    private Set<String> variables = Set.of();

    private Scope(Optional<Scope> around) {
        this.around = around;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    Scope inner() {
        return new Scope(Optional.of(this));
    }

    Optional<Named> find(String name) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().around) {
            Named found = scope.get().names.get(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** What a name means here, whatever it means around. */
    Optional<Named> own(String name) {
        return Optional.ofNullable(names.get(name));
    }

    void put(String name, Named named) {
        names.put(name, named);
    }

    /** Says for which of the names of this body derivatives are taken. */
    void differentiatedFor(Set<String> names) {
        variables = Set.copyOf(names);
    }

    /** Whether derivatives are taken for a name of this body. */
    boolean isVariable(String name) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().around) {
            if (scope.get().variables.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** All visible names, for "did you mean". */
    List<String> visible() {
        Set<String> all = new java.util.LinkedHashSet<>();
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().around) {
            all.addAll(scope.get().names.keySet());
        }
        return new ArrayList<>(all);
    }
}
