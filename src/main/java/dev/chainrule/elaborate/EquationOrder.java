package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts equations after those that they read: their order in the file has no meaning. Walks with a stack of its own. */
final class EquationOrder {

    private final Context context;

    EquationOrder(Context context) {
        this.context = context;
    }

    /**
     * Equations in order.
     *
     * @param items equations and the return; each reads only what stands before
     * @param cyclic those that need their own value, directly or not: reported, and left out
     */
    record Order(List<Item> items, List<Item.Equation> cyclic) {}

    Order of(List<Item> items) {
        Map<String, Item> byName = new LinkedHashMap<>();
        List<Item> wanted = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Equation equation) {
                byName.putIfAbsent(equation.name().text(), item);
                wanted.add(item);
            } else if (item instanceof Item.Return) {
                wanted.add(item);
            }
        }
        Map<Item, List<Item>> reads = new HashMap<>();
        for (Item item : wanted) {
            Set<Item> read = new LinkedHashSet<>();
            SyntaxWalk.names(expression(item)).forEach(name -> {
                if (byName.containsKey(name)) {
                    read.add(byName.get(name));
                }
            });
            reads.put(item, List.copyOf(read));
        }
        return ordered(wanted, reads);
    }

    private static Expression expression(Item item) {
        return item instanceof Item.Equation equation ? equation.value() : ((Item.Return) item).value();
    }

    private Order ordered(List<Item> wanted, Map<Item, List<Item>> reads) {
        Set<Item> done = new LinkedHashSet<>();
        Set<Item.Equation> cyclic = new LinkedHashSet<>();
        for (Item item : wanted) {
            Deque<Item> open = new ArrayDeque<>(List.of(item));
            Set<Item> path = new HashSet<>();
            while (!open.isEmpty()) {
                Item now = open.peek();
                if (done.contains(now)) {
                    open.pop();
                    continue;
                }
                path.add(now);
                Optional<Item> missing = reads.get(now).stream()
                        .filter(read -> !done.contains(read))
                        .findFirst();
                if (missing.isEmpty()) {
                    done.add(open.pop());
                    path.remove(now);
                } else if (path.contains(missing.get())) {
                    cyclic.addAll(reportCycle(missing.get(), open));
                    done.addAll(cyclic);
                } else {
                    open.push(missing.get());
                }
            }
        }
        List<Item> sound = new ArrayList<>(done);
        sound.removeAll(cyclic);
        return new Order(sound, List.copyOf(cyclic));
    }

    /** Reports the equations of a cycle and gives them. */
    private List<Item.Equation> reportCycle(Item start, Deque<Item> open) {
        List<String> names = new ArrayList<>();
        List<Item.Equation> cycle = new ArrayList<>();
        for (Item item : open) {
            names.add(0, ((Item.Equation) item).name().text());
            cycle.add((Item.Equation) item);
            if (item == start) {
                break;
            }
        }
        Item.Equation equation = (Item.Equation) start;
        context.report(Diagnostic.of(
                        MeaningCodes.CYCLE,
                        equation.name().span(),
                        equation.name() + " needs its own value"
                                + (names.size() > 1
                                        ? ": " + String.join(" reads ", names) + " reads " + equation.name()
                                        : ""))
                .note("recurrences are not supported by this version yet"));
        return cycle;
    }
}
