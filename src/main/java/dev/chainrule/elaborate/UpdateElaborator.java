package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What steps make of states: the updates of modules, application by application, then those of the network. Each reads the
 * new values of those before it, and everything else the old ones.
 */
final class UpdateElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Set<Tensor> states;
    private final Map<Tensor, Tensor> next = new LinkedHashMap<>();
    private boolean sound = true;

    UpdateElaborator(Context context, ExpressionElaborator expressions, Set<Tensor> states) {
        this.context = context;
        this.expressions = expressions;
        this.states = states;
    }

    /** Makes the updates of modules, one application after the other. */
    void ofModules(Collection<ModuleApplication> applications) {
        for (ModuleApplication application : applications) {
            context.calls().during(application.calls(), () -> of(application));
        }
    }

    private void of(ModuleApplication application) {
        Map<String, ModuleInstance.Held> held = application.instance().held();
        List<Scalar> copy = application.copy();
        Environment inside = application.inside().inner();
        held.forEach((name, one) -> {
            if (next.containsKey(one.tensor())) {
                renew(
                        inside.scope(),
                        name,
                        application.instance().declaration().name().span(),
                        one,
                        copy);
            }
        });
        for (Item.Update update : application.instance().updates()) {
            String name = update.name().text();
            ModuleInstance.Held target = held.get(name);
            if (target == null || target.tensor().role() != Tensor.Role.STATE) {
                notAState(
                        update.name(),
                        held.keySet().stream()
                                .filter(other -> held.get(other).tensor().role() == Tensor.Role.STATE)
                                .toList());
            } else if (make(update, target, copy, inside)) {
                renew(inside.scope(), name, update.name().span(), target, copy);
            }
        }
    }

    private void renew(Scope scope, String name, Span at, ModuleInstance.Held held, List<Scalar> copy) {
        Value renewed = new ModuleInstance.Held(next.get(held.tensor()), held.dims()).at(copy, context);
        scope.put(name, new Named.Local(at, renewed));
    }

    /** Makes the network's own updates. */
    void ofNetwork(List<Item.Update> updates, Scope scope) {
        Environment at = new Environment(scope.inner(), context.proof());
        next.forEach((state, renewed) -> at.scope()
                .put(
                        state.name(),
                        new Named.Array(scope.find(state.name()).orElseThrow().at(), renewed)));
        for (Item.Update update : updates) {
            Optional<Tensor> target = states.stream()
                    .filter(tensor -> tensor.name().equals(update.name().text()))
                    .findFirst();
            if (target.isEmpty()) {
                notAState(update.name(), states.stream().map(Tensor::name).toList());
            } else if (make(update, held(target.get()), List.of(), at)) {
                at.scope()
                        .put(update.name().text(), new Named.Array(update.name().span(), next.get(target.get())));
            }
        }
    }

    private static ModuleInstance.Held held(Tensor tensor) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            dims.add(tensor.dim(axis).orElseThrow());
        }
        return new ModuleInstance.Held(tensor, dims);
    }

    /** What each state becomes; empty if there was a mistake, which has been reported. */
    Optional<List<Model.Update>> made() {
        List<Model.Update> all = new ArrayList<>();
        next.forEach((target, value) -> all.add(new Model.Update(target, value)));
        return sound ? Optional.of(all) : Optional.empty();
    }

    private boolean make(Item.Update update, ModuleInstance.Held target, List<Scalar> copy, Environment at) {
        String name = target.tensor().name();
        context.defining(name);
        Optional<Definitions.Definition> written = update.bindings().isEmpty()
                ? spread(update, target, at)
                : new Definitions(context, expressions).of(update.bindings(), update.value(), at);
        Set<Index> copies = new LinkedHashSet<>(Leafs.indices(copy));
        if (written.isEmpty() || !fits(written.get(), update, target) || !isOne(written.get(), copies, update, name)) {
            sound = false;
            return false;
        }
        List<Index> indices = new ArrayList<>(copies);
        indices.addAll(written.get().indices());
        next.put(
                target.tensor(),
                context.define(
                        "next" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        Optional.of(Origins.of(update.name(), update.span())),
                        indices,
                        written.get().value()));
        return true;
    }

    /** In array form a value is spread over the state's axes that it lacks, in the state's order. */
    private Optional<Definitions.Definition> spread(Item.Update update, ModuleInstance.Held target, Environment at) {
        Value value = expressions.number(update.value(), at);
        if (value.poison()) {
            return Optional.empty();
        }
        List<Axis> axes = target.axes(context);
        if (!axes.containsAll(value.axes())) {
            refuse(update, target, value.shape());
            return Optional.empty();
        }
        return Optional.of(new Definitions.Definition(
                axes.stream().map(Axis::index).toList(),
                axes.stream().map(Axis::dim).toList(),
                value));
    }

    private boolean fits(Definitions.Definition written, Item.Update update, ModuleInstance.Held target) {
        List<Scalar> extents = target.tensor().extents();
        boolean fits = written.indices().stream()
                .map(Index::extent)
                .toList()
                .equals(extents.subList(extents.size() - target.dims().size(), extents.size()));
        if (!fits) {
            refuse(update, target, "laid out otherwise");
        }
        return fits;
    }

    /** Whether there is one new value, and not one for each of the indices around the module's application. */
    private boolean isOne(Definitions.Definition written, Set<Index> copies, Item.Update update, String state) {
        Value value = written.value();
        Set<Index> around = new LinkedHashSet<>(Leafs.indices(List.of(value.body(), value.filter())));
        value.reduced().forEach(index -> around.addAll(Leafs.indices(List.of(index.extent()))));
        value.reduced().forEach(around::remove);
        written.indices().forEach(around::remove);
        around.removeAll(copies);
        if (!around.isEmpty()) {
            String indices = String.join(
                    ", ",
                    context.indices().inOrder(around).stream()
                            .map(context.indices()::nameOf)
                            .toList());
            context.report(Diagnostic.of(
                            MeaningCodes.ALIGNMENT,
                            update.value().span(),
                            "the state " + state + " would have a new value for each " + indices
                                    + ", where its module is applied")
                    .hint("apply the module to the whole array, not to one element after the other"));
        }
        return around.isEmpty();
    }

    private void notAState(Name name, List<String> states) {
        sound = false;
        context.report(Diagnostic.of(MeaningCodes.KIND, name.span(), name + " is no state, and only state is updated")
                .labelled(DidYouMean.question(name.text(), states))
                .hint("declare it: state " + name + " = zeros();"));
    }

    private void refuse(Item.Update update, ModuleInstance.Held target, String shape) {
        context.report(Diagnostic.of(
                        MeaningCodes.ALIGNMENT,
                        update.value().span(),
                        "this is " + shape + ", and the state "
                                + target.tensor().name() + " is "
                                + (target.dims().isEmpty() ? "a number" : Value.shape(target.dims())))
                .hint("reduce it: mean[…](…) over what the state lacks"));
    }
}
