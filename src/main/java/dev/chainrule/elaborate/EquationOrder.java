package dev.chainrule.elaborate;

import dev.chainrule.equation.Components;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts equations after those that they read: their order in the file has no meaning. */
final class EquationOrder {

    private EquationOrder() {}

    /**
     * Equations that need each other, or one that needs itself, or anything else alone.
     *
     * @param items in the order of the file
     * @param recurrence whether they need each other's elements
     */
    record Group(List<Item> items, boolean recurrence) {

        /** The equations of a recurrence. */
        List<Item.Equation> equations() {
            return items.stream().map(item -> (Item.Equation) item).toList();
        }
    }

    /** The equations, instances of modules apart, and returns among {@code items}, in groups each of which reads only those before it. */
    static List<Group> of(List<? extends Item> items) {
        Map<String, Item> byName = new LinkedHashMap<>();
        List<Item> wanted = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Equation equation && !(equation.value() instanceof Expression.New)) {
                byName.putIfAbsent(equation.name().text(), item);
                wanted.add(item);
            } else if (item instanceof Item.Return) {
                wanted.add(item);
            }
        }
        Map<Item, Set<Item>> reads = new HashMap<>();
        for (Item item : wanted) {
            Set<Item> read = new LinkedHashSet<>();
            SyntaxWalk.names(expression(item)).forEach(name -> {
                if (byName.containsKey(name)) {
                    read.add(byName.get(name));
                }
            });
            reads.put(item, read);
        }
        return Components.of(wanted, reads::get).stream()
                .map(group -> new Group(
                        group, group.size() > 1 || reads.get(group.get(0)).contains(group.get(0))))
                .toList();
    }

    private static Expression expression(Item item) {
        return item instanceof Item.Equation equation ? equation.value() : ((Item.Return) item).value();
    }
}
