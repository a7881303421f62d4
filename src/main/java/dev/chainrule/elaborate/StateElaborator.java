package dev.chainrule.elaborate;

import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arrays that a network's steps change without a gradient, and how they start. */
final class StateElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Map<Tensor, OwnState> states = new LinkedHashMap<>();

    StateElaborator(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    void add(Tensor tensor, OwnState state) {
        states.put(tensor, state);
    }

    /** The tensors of the states. */
    Set<Tensor> tensors() {
        return states.keySet();
    }

    /** The states and how they start; those with a mistake are left out, and it is reported. */
    List<Model.State> states(InitializerElaborator initializers) {
        List<Model.State> all = new ArrayList<>();
        states.forEach((tensor, state) -> initializer(initializers, tensor, state)
                .ifPresent(initializer -> all.add(
                        new Model.State(tensor, initializer, state.written().doc()))));
        return all;
    }

    boolean sound(List<Model.State> initialized) {
        return initialized.size() == states.size();
    }

    /** As a parameter's, or simply a number. */
    private Optional<Initializer> initializer(InitializerElaborator initializers, Tensor tensor, OwnState own) {
        Item.State state = own.written();
        if (state.value() instanceof Expression.Call) {
            Item.Param alike =
                    new Item.Param(state.span(), state.doc(), state.name(), state.axes(), Optional.of(state.value()));
            return initializers.of(tensor, new OwnParameter(alike, own.scope(), own.copies()));
        }
        Value value = expressions.number(state.value(), at(own.scope()));
        return Constants.of(value, state.value().span(), context)
                .map(number -> new Initializer(
                        Initializer.Kind.CONSTANT,
                        List.of(number),
                        context.scalars().integer(1),
                        context.scalars().integer(1)));
    }

    private Environment at(Scope scope) {
        return new Environment(scope, context.proof());
    }
}
