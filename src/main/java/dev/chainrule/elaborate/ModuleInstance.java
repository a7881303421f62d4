package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module with parameters and states of its own: what {@code new} makes. An instance that is made {@code times k}, or
 * stands in one that is, has these in one tensor each, whose first axes count the copies.
 *
 * @param path its name in the network: {@code encoder.first}
 * @param declaration what it is an instance of
 * @param formals what its dims stand for
 * @param dims those that the module declares itself
 * @param held its parameters and states, by their names in the module
 * @param parts the instances inside, by their names in the module
 * @param given arguments given when it was made, for every application, evaluated where it was made
 * @param times the dim that counts its copies, if it is applied in a chain
 */
record ModuleInstance(
        String path,
        Declaration.Module declaration,
        Formals formals,
        Map<String, Named.Dims> dims,
        Map<String, Held> held,
        Map<String, ModuleInstance> parts,
        Map<String, Value> given,
        Optional<Dim> times) {

    /** The tensor of a parameter or a state, and the dims of its axes behind those that count copies, as the module calls them. */
    record Held(Tensor tensor, List<Dim> dims) {

        /** The axes of one copy. */
        List<Axis> axes(Context context) {
            List<Axis> axes = new ArrayList<>();
            Map<Dim, Integer> seen = new HashMap<>();
            dims.forEach(dim ->
                    axes.add(new Axis(dim, context.indices().ofAxis(dim, seen.merge(dim, 1, Integer::sum) - 1))));
            return axes;
        }

        /** The elements of one copy. */
        Value at(List<Scalar> copy, Context context) {
            List<Axis> axes = axes(context);
            List<Scalar> subscripts = new ArrayList<>(copy);
            axes.forEach(axis -> subscripts.add(context.scalars().leaf(axis.index())));
            return Value.of(axes, context.equations().read(tensor, subscripts), context.always());
        }
    }

    ModuleInstance {
        dims = new LinkedHashMap<>(dims);
        held = new LinkedHashMap<>(held);
        parts = new LinkedHashMap<>(parts);
        given = new LinkedHashMap<>(given);
    }

    /** The module's equations as a function of its arguments; what it holds and its parts are names around it. */
    Declaration.Inline body() {
        List<Item> equations = declaration.items().stream()
                .filter(item -> item instanceof Item.Return
                        || item instanceof Item.Equation equation && !(equation.value() instanceof Expression.New))
                .toList();
        return new Declaration.Inline(
                declaration.span(),
                declaration.doc(),
                declaration.name(),
                declaration.dims(),
                declaration.parameters(),
                equations);
    }

    /** What an application changes while the network trains. */
    List<Item.Update> updates() {
        return declaration.items().stream()
                .filter(Item.Update.class::isInstance)
                .map(Item.Update.class::cast)
                .toList();
    }

    /** Names what the body sees: dims, parameters, states, parts. */
    void bind(Scope scope, List<Scalar> copy, Context context) {
        formals.bind(scope);
        dims.forEach(scope::put);
        held.forEach((name, one) ->
                scope.put(name, new Named.Local(declaration.name().span(), one.at(copy, context))));
        parts.forEach((name, part) ->
                scope.put(name, new Named.Instance(declaration.name().span(), part, copy)));
    }
}
