package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts dims after those that their lengths are made of: their order in the file has no meaning. */
final class DimOrder {

    private final Map<String, Item.Dim> byName = new LinkedHashMap<>();
    private final Set<Item.Dim> done = new LinkedHashSet<>();
    private final Set<Item.Dim> circular = new LinkedHashSet<>();
    private final Context context;

    private DimOrder(Context context) {
        this.context = context;
    }

    /**
     * The dims in order.
     *
     * @param circular those whose length needs itself, which is reported
     */
    record Order(List<Item.Dim> dims, Set<Item.Dim> circular) {}

    static Order of(List<Item> items, Context context) {
        DimOrder order = new DimOrder(context);
        List<Item.Dim> all = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Dim dim) {
                all.add(dim);
                order.byName.putIfAbsent(dim.name().text(), dim);
            }
        }
        all.forEach(order::visit);
        return new Order(List.copyOf(order.done), order.circular);
    }

    private void visit(Item.Dim start) {
        Deque<Item.Dim> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Item.Dim now = open.element();
            Optional<Item.Dim> missing =
                    needed(now).stream().filter(dim -> !done.contains(dim)).findFirst();
            if (missing.isEmpty() || done.contains(now)) {
                done.add(open.pop());
            } else if (open.contains(missing.get())) {
                report(missing.get());
                done.add(missing.get());
            } else {
                open.push(missing.get());
            }
        }
    }

    private List<Item.Dim> needed(Item.Dim dim) {
        List<Item.Dim> needed = new ArrayList<>();
        dim.length()
                .ifPresent(length -> SyntaxWalk.names(length).forEach(name -> {
                    if (byName.containsKey(name)) {
                        needed.add(byName.get(name));
                    }
                }));
        return needed;
    }

    private void report(Item.Dim dim) {
        circular.add(dim);
        context.report(
                Diagnostic.of(MeaningCodes.CYCLE, dim.name().span(), "the length of " + dim.name() + " needs itself")
                        .hint("give it a number, or leave it open: dim " + dim.name() + ";"));
    }
}
