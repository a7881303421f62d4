package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arrays that a network's steps change without a gradient, and how: each update reads the new values of those before. */
final class StateElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Map<Tensor, Item.State> states = new LinkedHashMap<>();
    private final List<Item.Update> updates = new ArrayList<>();

    StateElaborator(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    void add(Tensor tensor, Item.State state) {
        states.put(tensor, state);
    }

    void add(Item.Update update) {
        updates.add(update);
    }

    /** The states and how they start; those with a mistake are left out, and it is reported. */
    List<Model.State> states(InitializerElaborator initializers, Scope scope) {
        List<Model.State> all = new ArrayList<>();
        states.forEach((tensor, state) -> initializer(initializers, tensor, state, scope)
                .ifPresent(initializer -> all.add(new Model.State(tensor, initializer, state.doc()))));
        return all;
    }

    boolean sound(List<Model.State> initialized) {
        return initialized.size() == states.size();
    }

    /** As a parameter's, or simply a number. */
    private Optional<Initializer> initializer(
            InitializerElaborator initializers, Tensor tensor, Item.State state, Scope scope) {
        if (state.value() instanceof Expression.Call) {
            Item.Param alike =
                    new Item.Param(state.span(), state.doc(), state.name(), state.axes(), Optional.of(state.value()));
            return initializers.of(tensor, new OwnParameter(alike, scope, 0));
        }
        Value value = expressions.number(state.value(), at(scope));
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

    /**
     * What each state becomes; empty if there was a mistake, which has been reported.
     *
     * @param steps whether the network has training steps, which make updates
     */
    Optional<List<Model.Update>> updates(Scope scope, boolean steps) {
        if (!updates.isEmpty() && !steps) {
            context.report(Diagnostic.of(
                            MeaningCodes.NO_TRAINING,
                            updates.get(0).span(),
                            "updates are made by the steps of an optimiser, and this network takes none")
                    .hint("say how it is trained: train loss with sgd(rate = 0.1);"));
            return Optional.empty();
        }
        Scope inner = scope.inner();
        Map<Tensor, Tensor> next = new LinkedHashMap<>();
        boolean sound = true;
        for (Item.Update update : updates) {
            Optional<Tensor> target = target(update.name());
            Optional<Tensor> value = target.flatMap(tensor -> value(update, tensor, inner));
            sound &= value.isPresent();
            value.ifPresent(tensor -> {
                next.put(target.get(), tensor);
                inner.put(update.name().text(), new Named.Array(update.name().span(), tensor));
            });
        }
        List<Model.Update> all = new ArrayList<>();
        next.forEach((target, value) -> all.add(new Model.Update(target, value)));
        return sound ? Optional.of(all) : Optional.empty();
    }

    private Optional<Tensor> target(Name name) {
        Optional<Tensor> target = states.keySet().stream()
                .filter(tensor -> tensor.name().equals(name.text()))
                .findFirst();
        if (target.isEmpty()) {
            List<String> names = states.keySet().stream().map(Tensor::name).toList();
            context.report(
                    Diagnostic.of(MeaningCodes.KIND, name.span(), name + " is no state, and only state is updated")
                            .labelled(DidYouMean.question(name.text(), names))
                            .hint("declare it: state " + name + " = zeros();"));
        }
        return target;
    }

    private Optional<Tensor> value(Item.Update update, Tensor target, Scope scope) {
        context.defining(target.name());
        Optional<Definitions.Definition> written = update.bindings().isEmpty()
                ? spread(update, target, scope)
                : new Definitions(context, expressions).of(update.bindings(), update.value(), at(scope));
        return written.filter(definition -> fits(definition.indices(), update, target))
                .map(definition -> context.define(
                        "next" + Character.toUpperCase(target.name().charAt(0))
                                + target.name().substring(1),
                        Optional.of(Origins.of(update.name(), update.span())),
                        definition.indices(),
                        definition.value()));
    }

    /** In array form a value is spread over the state's axes that it lacks, in the state's order. */
    private Optional<Definitions.Definition> spread(Item.Update update, Tensor target, Scope scope) {
        Value value = expressions.number(update.value(), at(scope));
        if (value.poison()) {
            return Optional.empty();
        }
        List<Axis> axes = context.whole(target).axes();
        if (!axes.containsAll(value.axes())) {
            refuse(update, target, value.shape());
            return Optional.empty();
        }
        return Optional.of(new Definitions.Definition(
                axes.stream().map(Axis::index).toList(),
                axes.stream().map(Axis::dim).toList(),
                value));
    }

    private boolean fits(List<Index> indices, Item.Update update, Tensor target) {
        boolean fits = indices.stream().map(Index::extent).toList().equals(target.extents());
        if (!fits) {
            refuse(update, target, "laid out otherwise");
        }
        return fits;
    }

    private void refuse(Item.Update update, Tensor target, String shape) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < target.rank(); axis++) {
            dims.add(target.dim(axis).orElseThrow());
        }
        context.report(Diagnostic.of(
                        MeaningCodes.ALIGNMENT,
                        update.value().span(),
                        "this is " + shape + ", and the state " + target.name() + " is "
                                + (dims.isEmpty() ? "a number" : Value.shape(dims)))
                .hint("reduce it: mean[…](…) over what the state lacks"));
    }
}
