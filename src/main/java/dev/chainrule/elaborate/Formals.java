package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The formal dims of a function or module and what they stand for. Where two stand for the same dim, the second is a dim
 * of its own inside: {@code Dense[hidden, hidden]} contracts the first and keeps the second.
 */
final class Formals {

    private final Context context;
    private final Map<String, Named.Dims> named = new LinkedHashMap<>();
    private final Map<Dim, List<Dim>> standing = new HashMap<>(); // for a dim: itself, then its further formals
    private final Map<Dim, Dim> outside = new HashMap<>(); // the reverse: for each of those, the caller's dim

    private Formals(Context context) {
        this.context = context;
    }

    /** @param actual what each formal stands for */
    static Formals of(Context context, List<Name> formals, List<List<Dim>> actual) {
        Formals result = new Formals(context);
        for (int i = 0; i < formals.size(); i++) {
            Name formal = formals.get(i);
            List<Dim> dims = new ArrayList<>();
            for (Dim dim : actual.get(i)) {
                List<Dim> known = result.standing.computeIfAbsent(dim, any -> new ArrayList<>());
                known.add(known.isEmpty() ? dim : Dim.standingFor(formal.text(), dim));
                result.outside.put(known.get(known.size() - 1), dim);
                dims.add(known.get(known.size() - 1));
            }
            result.named.put(formal.text(), new Named.Dims(formal.span(), dims));
        }
        return result;
    }

    void bind(Scope scope) {
        named.forEach(scope::put);
    }

    /**
     * A value from outside as the body sees it: of axes of the same dim, the first is that of the first formal that stands
     * for it, unless the parameter names its formals.
     *
     * @param declared the formals that the parameter names; may be empty
     */
    Value inward(Value value, List<Name> declared) {
        if (value.poison() || standing.values().stream().allMatch(dims -> dims.size() == 1)) {
            return value;
        }
        Map<Dim, List<Dim>> free = new HashMap<>();
        for (Name name : declared) {
            Named.Dims dims = named.get(name.text());
            if (dims != null && dims.dims().size() == 1) {
                free.computeIfAbsent(outside.get(dims.dims().get(0)), any -> new ArrayList<>())
                        .add(dims.dims().get(0));
            }
        }
        standing.forEach((dim, all) -> free.computeIfAbsent(dim, any -> new ArrayList<>(all)));
        List<Dim> dims = new ArrayList<>();
        for (Axis axis : value.axes()) {
            List<Dim> left = free.getOrDefault(axis.dim(), List.of());
            dims.add(left.isEmpty() ? axis.dim() : left.remove(0));
        }
        return renamed(value, dims);
    }

    /** A value from inside as the caller sees it. */
    Value outward(Value value) {
        return value.poison()
                ? value
                : renamed(
                        value,
                        value.dims().stream()
                                .map(dim -> outside.getOrDefault(dim, dim))
                                .toList());
    }

    private Value renamed(Value value, List<Dim> dims) {
        if (dims.equals(value.dims())) {
            return value;
        }
        Value settled = context.settled(value);
        Map<Index, Scalar> places = new LinkedHashMap<>();
        Map<Dim, Integer> seen = new HashMap<>();
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            Index index = context.indices().ofAxis(dims.get(i), seen.merge(dims.get(i), 1, Integer::sum) - 1);
            axes.add(new Axis(dims.get(i), index));
            places.put(settled.axes().get(i).index(), context.scalars().leaf(index));
        }
        return Value.of(axes, Substitution.apply(context.scalars(), settled.body(), places), context.always())
                .indexing(settled.indexOf());
    }
}
