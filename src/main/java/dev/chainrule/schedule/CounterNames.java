package dev.chainrule.schedule;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Names for the counters of a class's loops. They follow from the dims that loops run over, never from what the author
 * calls an index, so that all spellings of an equation become the same Java; and a dim has the same in the whole class.
 *
 * <p>A loop over {@code batch} counts with {@code b}. Where a tensor, the length of a dim or another dim has that name,
 * it is {@code i}, {@code j} or {@code k}, else more letters of the dim; the same for a second loop over a dim in a nest.
 */
final class CounterNames {

    private static final List<String> CUSTOMARY = List.of("i", "j", "k");
    private static final int PREFIX = 3;

    private final Set<String> taken = new HashSet<>();
    private final Map<Object, String> firsts = new HashMap<>(); // of a dim or a number, outside of other loops over it

    CounterNames(Model model) {
        model.inputs().forEach(input -> taken.add(input.tensor().name()));
        model.parameters().forEach(parameter -> taken.add(parameter.tensor().name()));
        model.hypers().forEach(hyper -> taken.add(hyper.tensor().name()));
        for (Equation equation : model.system().equations()) {
            taken.add(equation.target().name());
        }
        for (Dim dim : model.dims()) {
            if (dim.fixedLength().isEmpty()) {
                taken.add(dim.name()); // a variable with the length
            }
        }
        model.dims().forEach(dim -> name(dim, dim.name(), Set.of()));
    }

    /** The name of a loop over this range inside of loops that have these names. */
    String of(Scalar extent, Collection<String> around) {
        for (Scalar node : Traversal.operandsFirst(extent)) {
            if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
                return name(size.dim(), size.dim().name(), around);
            }
        }
        return name(extent, CUSTOMARY.get(0), around); // a number
    }

    private String name(Object range, String word, Collection<String> around) {
        String first = firsts.computeIfAbsent(range, any -> {
            String name = free(word, Set.of());
            taken.add(name);
            return name;
        });
        return around.contains(first) ? free(word, around) : first;
    }

    private String free(String range, Collection<String> around) {
        String letters = range.toLowerCase(Locale.ROOT).replaceFirst("^[^a-z]+", "");
        String word = letters.isEmpty() ? CUSTOMARY.get(0) : letters;
        List<String> wishes = new ArrayList<>(List.of(word.substring(0, 1)));
        wishes.addAll(CUSTOMARY);
        for (int length = 2; length <= Math.min(PREFIX, word.length()); length++) {
            wishes.add(word.substring(0, length));
        }
        for (String wish : wishes) {
            if (isFree(wish, around)) {
                return wish;
            }
        }
        int number = 2;
        while (!isFree(word.charAt(0) + String.valueOf(number), around)) {
            number++;
        }
        return word.charAt(0) + String.valueOf(number);
    }

    private boolean isFree(String name, Collection<String> around) {
        return !taken.contains(name) && !around.contains(name) && SourceVersion.isName(name);
    }
}
