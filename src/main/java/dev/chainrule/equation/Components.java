package dev.chainrule.equation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Things in groups: those that need each other, directly or not, are together; all others are alone. Tarjan's strongly
 * connected components (SIAM Journal on Computing 1, 1972), with a stack of its own.
 */
public final class Components<T> {

    private final Function<T, ? extends Collection<T>> needs;
    private final Map<T, Integer> position = new HashMap<>();
    private final Map<T, Integer> number = new HashMap<>();
    private final Map<T, Integer> lowest = new HashMap<>();
    private final Deque<T> component = new ArrayDeque<>();
    private final Set<T> waiting = new HashSet<>();
    private final List<List<T>> groups = new ArrayList<>();

    /** A thing whose needs are being followed. */
    private record Visit<T>(T thing, List<T> needs, int[] next) {}

    private Components(Collection<T> things, Function<T, ? extends Collection<T>> needs) {
        this.needs = needs;
        things.forEach(thing -> position.put(thing, position.size()));
    }

    /**
     * The groups, in an order in which each needs only those before it; within a group, and where there is a choice, in
     * the order given.
     *
     * @param needs what a thing needs; what is not among {@code things} does not count
     */
    public static <T> List<List<T>> of(Collection<T> things, Function<T, ? extends Collection<T>> needs) {
        Components<T> components = new Components<>(things, needs);
        things.forEach(components::visit);
        return components.groups;
    }

    private void visit(T start) {
        if (number.containsKey(start)) {
            return;
        }
        Deque<Visit<T>> open = new ArrayDeque<>();
        open.push(enter(start));
        while (!open.isEmpty()) {
            Visit<T> visit = open.peek();
            if (visit.next()[0] < visit.needs().size()) {
                T need = visit.needs().get(visit.next()[0]++);
                if (!number.containsKey(need)) {
                    open.push(enter(need));
                } else if (waiting.contains(need)) {
                    lowest.merge(visit.thing(), number.get(need), Math::min);
                }
                continue;
            }
            open.pop();
            if (lowest.get(visit.thing()).equals(number.get(visit.thing()))) {
                close(visit.thing());
            }
            if (!open.isEmpty()) {
                lowest.merge(open.peek().thing(), lowest.get(visit.thing()), Math::min);
            }
        }
    }

    private Visit<T> enter(T thing) {
        number.put(thing, number.size());
        lowest.put(thing, number.get(thing));
        component.push(thing);
        waiting.add(thing);
        List<T> followed = new ArrayList<>(needs.apply(thing));
        followed.removeIf(need -> !position.containsKey(need));
        return new Visit<>(thing, followed, new int[1]);
    }

    private void close(T root) {
        List<T> group = new ArrayList<>();
        T member;
        do {
            member = component.pop();
            waiting.remove(member);
            group.add(member);
        } while (member != root);
        group.sort(Comparator.comparing(position::get));
        groups.add(List.copyOf(group));
    }
}
