package dev.chainrule.equation;

import dev.chainrule.scalar.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How equations that need each other's elements are computed: step by step along one axis of each, their time, upwards or
 * downwards; at each step part by part. A part that is still a recurrence at one step has a time of its own among the
 * other axes. (The loop distribution of Allen and Kennedy, ACM TOPLAS 9, 1987, on equations.)
 *
 * @param times for each tensor of the group, which axis is its time; all have the same length
 * @param backward whether time runs from its end to 0
 * @param parts in the order in which they are computed at one step
 */
public record Recurrence(Map<Tensor, Integer> times, boolean backward, List<Part> parts) {

    /**
     * What is computed at one step before the next part.
     *
     * @param equations one, or those of a recurrence along other axes
     * @param recurrence how those are computed, if they need each other's elements at the same step
     */
    public record Part(List<Equation> equations, Optional<Recurrence> recurrence) {

        public Part {
            equations = List.copyOf(equations);
        }
    }

    public Recurrence {
        times = new LinkedHashMap<>(times);
        parts = List.copyOf(parts);
    }

    /**
     * The order of a group; empty if no axis breaks its cycles: some element would need itself.
     *
     * @param group equations that need each other's elements, as {@link EquationSystem#recurrence} gives them
     */
    public static Optional<Recurrence> of(List<Equation> group, Scalars scalars) {
        return new RecurrenceFinder(scalars).find(group);
    }

    /** The recurrence within this one, or itself, at whose steps an equation of the group is computed as a whole. */
    public Recurrence innermost(Tensor target) {
        Recurrence here = this;
        for (Optional<Recurrence> inside = here.inside(target); inside.isPresent(); inside = here.inside(target)) {
            here = inside.get();
        }
        return here;
    }

    private Optional<Recurrence> inside(Tensor target) {
        return parts.stream()
                .filter(part -> part.equations().stream().anyMatch(equation -> equation.target() == target))
                .findFirst()
                .flatMap(Part::recurrence);
    }

    /** The index of an equation of the group that is its time. */
    public Index time(Equation equation) {
        return equation.indices().get(times.get(equation.target()));
    }
}
