package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the bodies of optimisers over the flat parameters, one after the other: each sees the parameters and the gradient
 * as those before have left them. What is not updated any more is what the array becomes.
 */
final class OptimizerElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Scope globals;
    private final FlatParameters flat;
    private final List<Model.State> states = new ArrayList<>();
    private final Map<Tensor, Tensor> updates = new LinkedHashMap<>();
    private Value parameters;
    private Value gradient;

    OptimizerElaborator(Context context, Scope globals, FlatParameters flat) {
        this.context = context;
        this.expressions = new ExpressionElaborator(context);
        this.globals = globals;
        this.flat = flat;
        this.parameters = flat.value(flat.parameters());
        this.gradient = flat.value(flat.gradient());
    }

    /** Own arrays of all bodies so far. */
    List<Model.State> states() {
        return states;
    }

    /** From each array to what it becomes. */
    Map<Tensor, Tensor> updates() {
        return updates;
    }

    /** Applies one body; false if it has mistakes, which have been reported. */
    boolean apply(Declaration.Optimizer optimizer, Map<String, Named> arguments) {
        Scope scope = globals.inner();
        arguments.forEach(scope::put);
        Name p = optimizer.parameter();
        Name g = optimizer.gradient();
        put(scope, p, parameters);
        put(scope, g, gradient);
        Map<String, Tensor> targets = new LinkedHashMap<>();
        targets.put(p.text(), flat.parameters());
        boolean sound = true;
        for (Item item : optimizer.items()) {
            if (item instanceof Item.State state) {
                sound &= declare(state, scope, targets);
            } else if (item instanceof Item.Equation equation
                    && equation.bindings().isEmpty()
                    && !equation.output()) {
                sound &= define(equation, scope);
            } else if (item instanceof Item.Update update && update.bindings().isEmpty()) {
                sound &= update(update, g, scope, targets);
            } else {
                context.report(
                        MeaningCodes.KIND,
                        item.span(),
                        "an optimiser has state, equations and updates without indices, nothing else");
                sound = false;
            }
        }
        return sound;
    }

    private static void put(Scope scope, Name name, Value value) {
        scope.put(name.text(), new Named.Local(name.span(), value));
    }

    private Environment at(Scope scope) {
        return new Environment(scope, context.proof());
    }

    private boolean isFree(Name name, Scope scope) {
        Optional<Named> known = scope.own(name.text()); // what is around an optimiser may have any names
        known.ifPresent(first -> context.report(
                Diagnostic.of(MeaningCodes.DUPLICATE, name.span(), name + " is defined twice in this optimiser")
                        .with(first.at(), "first defined here")));
        return known.isEmpty();
    }

    private boolean declare(Item.State state, Scope scope, Map<String, Tensor> targets) {
        if (!state.axes().isEmpty()) {
            context.report(Diagnostic.of(
                            MeaningCodes.KIND,
                            state.axes().get(0).span(),
                            "the state of an optimiser has an element for each parameter, and no dims of its own")
                    .hint("leave out the brackets"));
            return false;
        }
        Optional<Double> first = Constants.of(
                expressions.number(state.value(), at(scope)), state.value().span(), context);
        if (first.isEmpty() || !isFree(state.name(), scope)) {
            return false;
        }
        Tensor tensor = flat.state(state.name().text());
        states.add(new Model.State(tensor, constant(first.get()), state.doc()));
        targets.put(state.name().text(), tensor);
        put(scope, state.name(), flat.value(tensor));
        return true;
    }

    private Initializer constant(double value) {
        return new Initializer(
                Initializer.Kind.CONSTANT,
                List.of(value),
                context.scalars().integer(1),
                context.scalars().integer(1));
    }

    private boolean define(Item.Equation equation, Scope scope) {
        if (!isFree(equation.name(), scope)) {
            return false;
        }
        context.defining(equation.name().text());
        Value value = expressions.settled(equation.value(), at(scope));
        if (value.poison()) {
            return false;
        }
        put(scope, equation.name(), named(equation.name().text(), value));
        return true;
    }

    /** A number is computed once for all elements. */
    private Value named(String name, Value value) {
        return value.axes().isEmpty() && !value.body().operands().isEmpty()
                ? context.whole(context.define(name, Optional.empty(), List.of(), value))
                : value;
    }

    private boolean update(Item.Update update, Name g, Scope scope, Map<String, Tensor> targets) {
        String name = update.name().text();
        boolean ofGradient = name.equals(g.text());
        if (!ofGradient && !targets.containsKey(name)) {
            context.report(Diagnostic.of(
                            MeaningCodes.UNKNOWN_NAME,
                            update.name().span(),
                            name + " is nothing that this optimiser could update")
                    .note("it updates " + String.join(", ", targets.keySet()) + " and " + g));
            return false;
        }
        context.defining(name);
        Value value = expressions.number(update.value(), at(scope));
        if (value.poison()) {
            return false;
        }
        Value next = ofGradient ? value : assigned(name, targets.get(name), value);
        if (ofGradient) {
            gradient = next;
        } else if (targets.get(name) == flat.parameters()) {
            parameters = next;
        }
        put(scope, update.name(), next); // what follows reads the new value
        return true;
    }

    private Value assigned(String name, Tensor target, Value value) {
        Tensor next = context.define(
                "next" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                Optional.empty(),
                List.of(flat.index()),
                flat.updated(target, value));
        updates.put(target, next);
        return flat.value(next);
    }
}
