package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Recurrence;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Equations that need each other's elements. The axes of each are found first, by rehearsing the equations until no axis
 * is added, reads of what has no axes yet ignored; then there is a tensor for each, which the equations can name.
 */
final class RecurrenceElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;

    RecurrenceElaborator(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /** What is known of an equation before it is elaborated. */
    private record Shape(List<Dim> dims, Type type, Optional<Dim> indexOf) {}

    /**
     * Defines the equations of a group, and names them in {@code at}'s scope, poisoned after a mistake.
     *
     * @param origin where an equation stands, if that is in the user's file
     * @return the tensors by name; empty after a mistake, which has been reported
     */
    Optional<Map<String, Tensor>> define(
            List<Item.Equation> group, Environment at, Function<Item.Equation, Optional<Origin>> origin) {
        Optional<Map<String, Tensor>> defined = tensors(group, at, origin);
        if (defined.isEmpty()) {
            group.forEach(equation -> at.scope()
                    .put(equation.name().text(), new Named.Local(equation.name().span(), context.poison())));
        }
        return defined;
    }

    private Optional<Map<String, Tensor>> tensors(
            List<Item.Equation> group, Environment at, Function<Item.Equation, Optional<Origin>> origin) {
        Set<Index> captured = new LinkedHashSet<>();
        Optional<Map<Item.Equation, Shape>> shapes = shapes(group, at, captured);
        if (shapes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Box box = Box.around(context, captured);
        for (Item.Equation equation : group) {
            Shape shape = shapes.get().get(equation);
            List<Scalar> extents = new ArrayList<>(box.extents());
            shape.dims().forEach(dim -> extents.add(context.indices().size(dim)));
            Tensor tensor = context.equations()
                    .declare(equation.name().text(), extents, shape.type(), shape.indexOf(), origin.apply(equation));
            tensors.put(equation.name().text(), tensor);
            at.scope()
                    .put(
                            equation.name().text(),
                            new Named.Local(equation.name().span(), read(context, tensor, box.subscripts(), shape)));
            context.recurring(equation.name().text());
        }
        boolean sound = true;
        for (Item.Equation equation : group) {
            sound &= define(
                    equation, tensors.get(equation.name().text()), shapes.get().get(equation), box, at);
        }
        return sound && isOrdered(group, tensors) ? Optional.of(tensors) : Optional.empty();
    }

    /** The elements of a tensor that has, besides its axes, one for each index that is bound around the group. */
    private static Value read(Context context, Tensor tensor, List<Scalar> around, Shape shape) {
        List<Scalar> subscripts = new ArrayList<>(around);
        List<Axis> axes = axes(context, shape.dims());
        axes.forEach(axis -> subscripts.add(context.scalars().leaf(axis.index())));
        return Value.of(axes, context.equations().read(tensor, subscripts), context.always())
                .indexing(shape.indexOf());
    }

    private static List<Axis> axes(Context context, List<Dim> dims) {
        List<Axis> axes = new ArrayList<>();
        Map<Dim, Integer> seen = new HashMap<>();
        dims.forEach(dim ->
                axes.add(new Axis(dim, context.indices().ofAxis(dim, seen.merge(dim, 1, Integer::sum) - 1))));
        return axes;
    }

    private Optional<Map<Item.Equation, Shape>> shapes(List<Item.Equation> group, Environment at, Set<Index> captured) {
        Map<Item.Equation, Shape> shapes = new LinkedHashMap<>();
        int rounds = 4 * group.size() + 8; // axes are only ever added, so this is enough
        for (boolean grown = true; grown && rounds > 0; rounds--) {
            grown = false;
            for (Item.Equation equation : group) {
                Optional<Shape> shape = rehearse(equation, group, shapes, at, captured);
                if (shape.isPresent() && !shape.get().equals(shapes.put(equation, shape.get()))) {
                    grown = true;
                }
            }
        }
        for (Item.Equation equation : group) {
            if (!shapes.containsKey(equation)) {
                revealMistakes(equation, group, shapes, at);
                return Optional.empty();
            }
        }
        return Optional.of(shapes);
    }

    /** The axes that an equation has as far as those of the others are known. */
    private Optional<Shape> rehearse(
            Item.Equation equation,
            List<Item.Equation> group,
            Map<Item.Equation, Shape> shapes,
            Environment at,
            Set<Index> captured) {
        Context rehearsal = context.rehearsal();
        Environment inner = at.in(at.scope().inner());
        for (Item.Equation member : group) {
            Value value = shapes.containsKey(member)
                    ? read(rehearsal, given(rehearsal, member, shapes.get(member)), List.of(), shapes.get(member))
                    : rehearsal.poison();
            inner.scope()
                    .put(member.name().text(), new Named.Local(member.name().span(), value));
        }
        return new Definitions(rehearsal, new ExpressionElaborator(rehearsal))
                .of(equation.bindings(), equation.value(), inner)
                .map(definition -> {
                    Value value = definition.value();
                    Set<Index> free = new LinkedHashSet<>(Leafs.indices(List.of(value.body(), value.filter())));
                    definition.indices().forEach(free::remove);
                    value.axes().forEach(axis -> free.remove(axis.index()));
                    value.reduced().forEach(free::remove);
                    captured.addAll(free);
                    return new Shape(definition.dims(), value.type(), value.indexOf());
                });
    }

    private static Tensor given(Context rehearsal, Item.Equation member, Shape shape) {
        return rehearsal
                .equations()
                .given(
                        member.name().text(),
                        Tensor.Role.INPUT,
                        shape.dims().stream().map(rehearsal.equations()::size).toList(),
                        shape.type(),
                        shape.indexOf(),
                        Optional.empty());
    }

    /** Elaborates in earnest an equation that no rehearsal gave axes, so that its mistake is told. */
    private void revealMistakes(
            Item.Equation equation, List<Item.Equation> group, Map<Item.Equation, Shape> shapes, Environment at) {
        int before = context.mistakes();
        Environment inner = at.in(at.scope().inner());
        for (Item.Equation member : group) {
            Value value = shapes.containsKey(member)
                    ? read(context, given(context, member, shapes.get(member)), List.of(), shapes.get(member))
                    : context.poison();
            inner.scope()
                    .put(member.name().text(), new Named.Local(member.name().span(), value));
        }
        new Definitions(context, expressions).of(equation.bindings(), equation.value(), inner);
        boolean poisoned = SyntaxWalk.names(equation.value()).stream()
                .anyMatch(name -> at.scope().find(name).orElse(null) instanceof Named.Local local
                        && local.value().poison());
        if (context.mistakes() == before && !poisoned) {
            context.report(Diagnostic.of(
                            MeaningCodes.CYCLE,
                            equation.name().span(),
                            "the axes of " + equation.name() + " can't be told, since it is defined by " + names(group)
                                    + " alone")
                    .hint("bind its axes on the left: " + equation.name() + "[t: …, j: …] = …"));
        }
    }

    private static String names(List<Item.Equation> group) {
        return group.size() == 1
                ? "itself"
                : String.join(
                        ", ",
                        group.stream().map(equation -> equation.name().text()).toList());
    }

    private boolean define(Item.Equation equation, Tensor tensor, Shape shape, Box box, Environment at) {
        context.defining(equation.name().text());
        Optional<Definitions.Definition> definition =
                new Definitions(context, expressions).of(equation.bindings(), equation.value(), at);
        if (definition.isEmpty()) {
            return false;
        }
        List<Index> indices = new ArrayList<>(box.axes());
        List<Index> left = new ArrayList<>(definition.get().indices());
        List<Dim> dims = new ArrayList<>(definition.get().dims());
        for (Dim dim : shape.dims()) {
            int next = dims.indexOf(dim);
            if (next >= 0) {
                dims.remove(next);
                indices.add(left.remove(next));
            }
        }
        if (!left.isEmpty() || indices.size() != tensor.rank()) {
            throw new IllegalStateException("axes of " + tensor + " that no rehearsal had: " + left);
        }
        Value value = box.inside(definition.get().value());
        boolean marked = at.scope().isVariable(equation.name().text()) && value.type() == Type.REAL;
        context.redefine(tensor, indices, marked ? context.marked(value) : value);
        return true;
    }

    /** Whether each element needs only elements that can be computed before it. */
    private boolean isOrdered(List<Item.Equation> group, Map<String, Tensor> tensors) {
        EquationSystem system = context.equations().build();
        for (Item.Equation equation : group) {
            Tensor tensor = tensors.get(equation.name().text());
            if (!system.recurrence(tensor).isEmpty()
                    && Recurrence.of(system.recurrence(tensor), context.scalars())
                            .isEmpty()) {
                context.report(Diagnostic.of(
                                MeaningCodes.CYCLE,
                                equation.name().span(),
                                equation.name() + " needs its own value"
                                        + (group.size() == 1 ? "" : ": " + names(group) + " need each other"))
                        .labelled("no axis along which every read of it lies earlier")
                        .hint("read it at an earlier index, as in h[t - 1, j] else 0"));
                return false;
            }
        }
        return true;
    }
}
