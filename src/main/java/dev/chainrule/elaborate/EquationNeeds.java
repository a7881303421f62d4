package dev.chainrule.elaborate;

import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a network's equations something needs, by their names. */
final class EquationNeeds {

    private EquationNeeds() {}

    /** The names that are read from {@code wanted} on, through all equations. */
    static Set<String> of(List<Item> items, Collection<String> wanted) {
        Map<String, Expression> byName = new HashMap<>();
        for (Item item : items) {
            if (item instanceof Item.Equation equation) {
                byName.put(equation.name().text(), equation.value());
            }
        }
        Set<String> needed = new HashSet<>(wanted);
        Deque<String> open = new ArrayDeque<>(needed);
        while (!open.isEmpty()) {
            Expression value = byName.get(open.pop());
            if (value != null) {
                SyntaxWalk.names(value).stream().filter(needed::add).forEach(open::push);
            }
        }
        return needed;
    }
}
