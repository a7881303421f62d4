package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Proof;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An optimiser of the library, once, over all parameters as one flat array. Its arguments are constants, but for the
 * learning rate, which becomes a number with a setter.
 */
final class OptimizerElaborator {

    private final Context context;
    private final Library library;
    private final Scope user;
    private final ExpressionElaborator expressions;
    private Optional<Model.Hyper> rate = Optional.empty();

    OptimizerElaborator(Context context, Library library, Scope user) {
        this.context = context;
        this.library = library;
        this.user = user;
        this.expressions = new ExpressionElaborator(context);
    }

    /** The learning rate, once {@link #of} has run. */
    Optional<Model.Hyper> rate() {
        return rate;
    }

    Optional<Model.Optimizer> of(Item.Train train, Collection<Tensor> parameters) {
        Expression first = train.clauses().get(0);
        if (train.clauses().size() > 1) {
            context.report(
                    MeaningCodes.NOT_YET,
                    train.clauses().get(1).span(),
                    "clauses behind the optimiser are not supported by this version yet");
            return Optional.empty();
        }
        if (!(first instanceof Expression.Call call)) {
            context.report(MeaningCodes.OPTIMIZER, first.span(), "an optimiser is called: sgd(rate = 0.1)");
            return Optional.empty();
        }
        Declaration.Optimizer optimizer =
                library.optimizers().get(call.function().text());
        if (optimizer == null) {
            context.report(Diagnostic.of(
                            MeaningCodes.OPTIMIZER, call.function().span(), "there is no optimiser " + call.function())
                    .labelled(DidYouMean.question(
                            call.function().text(), library.optimizers().keySet()))
                    .note("there are " + String.join(", ", library.optimizers().keySet())));
            return Optional.empty();
        }
        Optional<Map<String, Expression>> arguments = arguments(call, optimizer);
        return arguments.isEmpty() ? Optional.empty() : build(optimizer, arguments.get(), parameters);
    }

    private Optional<Map<String, Expression>> arguments(Expression.Call call, Declaration.Optimizer optimizer) {
        Map<String, Expression> arguments = new LinkedHashMap<>();
        optimizer
                .parameters()
                .forEach(parameter -> arguments.put(
                        parameter.name().text(), parameter.standard().orElseThrow()));
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            String name = argument.name().isPresent()
                    ? argument.name().get().text()
                    : position < optimizer.parameters().size()
                            ? optimizer.parameters().get(position++).name().text()
                            : "";
            if (!arguments.containsKey(name)) {
                context.report(Diagnostic.of(
                                MeaningCodes.ARGUMENTS, argument.span(), optimizer.name() + " has no argument " + name)
                        .labelled(DidYouMean.question(name, arguments.keySet()))
                        .note("it has " + String.join(", ", arguments.keySet())));
                return Optional.empty();
            }
            arguments.put(name, argument.value());
        }
        return Optional.of(arguments);
    }

    private Optional<Model.Optimizer> build(
            Declaration.Optimizer optimizer, Map<String, Expression> arguments, Collection<Tensor> parameters) {
        long count = 0;
        for (Tensor parameter : parameters) {
            long size = 1;
            for (Scalar extent : parameter.extents()) {
                size *= Affine.of(extent).value().orElse(0);
            }
            count += size;
        }
        Dim axis = Dim.fixed("parameter_count", Math.toIntExact(count));
        Scope scope = Scope.outermost();
        EquationSystem.Builder equations = context.equations();
        List<Scalar> flat = List.of(equations.size(axis));
        Tensor p = equations.given(
                "parameters", Tensor.Role.FLAT_PARAMETERS, flat, Type.REAL, Optional.empty(), Optional.empty());
        Tensor g = equations.given(
                "gradient", Tensor.Role.FLAT_GRADIENT, flat, Type.REAL, Optional.empty(), Optional.empty());
        Tensor step =
                equations.given("step", Tensor.Role.STEP, List.of(), Type.INTEGER, Optional.empty(), Optional.empty());
        put(scope, optimizer.parameter().text(), p);
        put(scope, optimizer.gradient().text(), g);
        put(scope, "step", step);
        for (Map.Entry<String, Expression> argument : arguments.entrySet()) {
            if (!bind(argument, scope)) {
                return Optional.empty();
            }
        }
        Map<String, Tensor> targets = new LinkedHashMap<>();
        targets.put(optimizer.parameter().text(), p);
        List<Model.Update> updates = updates(optimizer, scope, targets, flat);
        return Optional.of(new Model.Optimizer(optimizer.name().text(), axis, p, g, step, needed(updates)));
    }

    private static void put(Scope scope, String name, Tensor tensor) {
        scope.put(name, new Named.Array(libraryPlace(), tensor));
    }

    /** The library's own text has no place in the user's file. */
    private static dev.chainrule.source.Span libraryPlace() {
        return new dev.chainrule.source.Span(dev.chainrule.source.SourceText.of("library", ""), 0, 0);
    }

    private boolean bind(Map.Entry<String, Expression> argument, Scope scope) {
        Value value = expressions.value(argument.getValue(), new Environment(user, proof()));
        if (value.poison()) {
            return false;
        }
        if (value.type() == Type.BOOLEAN) {
            scope.put(argument.getKey(), new Named.Local(argument.getValue().span(), value));
            return true;
        }
        Optional<Double> constant = Constants.of(value, argument.getValue().span(), context);
        if (constant.isEmpty()) {
            return false;
        }
        if (argument.getKey().equals("rate")) {
            Tensor tensor = context.equations()
                    .given("rate", Tensor.Role.HYPER, List.of(), Type.REAL, Optional.empty(), Optional.empty());
            rate = Optional.of(new Model.Hyper(tensor, constant.get(), Optional.of("The learning rate.")));
            put(scope, "rate", tensor);
        } else {
            scope.put(
                    argument.getKey(),
                    new Named.Local(
                            argument.getValue().span(),
                            Value.of(List.of(), context.scalars().real(constant.get()), context.always())));
        }
        return true;
    }

    private Proof proof() {
        return Proof.plain(context.scalars());
    }

    private List<Model.Update> updates(
            Declaration.Optimizer optimizer, Scope scope, Map<String, Tensor> targets, List<Scalar> flat) {
        List<Model.Update> updates = new ArrayList<>();
        for (Item item : optimizer.items()) {
            if (item instanceof Item.State state) {
                String name = state.name().text();
                Tensor tensor = context.equations()
                        .given(name, Tensor.Role.OPTIMIZER_STATE, flat, Type.REAL, Optional.empty(), Optional.empty());
                targets.put(name, tensor);
                put(scope, name, tensor);
            } else if (item instanceof Item.Update update) {
                String name = update.name().text();
                context.defining(name);
                Value value = expressions.number(update.value(), new Environment(scope, proof()));
                Tensor next = context.define(
                        "next" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        Optional.empty(),
                        List.of(context.axisIndex(targets.get(name).dim(0).orElseThrow(), 0)),
                        value);
                updates.add(new Model.Update(targets.get(name), next));
                put(scope, name, next); // what follows reads the new value
            }
        }
        return updates;
    }

    /** A state whose old value nobody reads needs no array. */
    private List<Model.Update> needed(List<Model.Update> updates) {
        Set<Tensor> read = new HashSet<>();
        EquationSystem system = context.equations().build();
        List<Tensor> values = updates.stream().map(Model.Update::value).toList();
        for (Equation equation : system.reachable(values).equations()) {
            read.addAll(Reads.tensors(equation));
        }
        return updates.stream()
                .filter(update ->
                        update.target().role() != Tensor.Role.OPTIMIZER_STATE || read.contains(update.target()))
                .toList();
    }
}
