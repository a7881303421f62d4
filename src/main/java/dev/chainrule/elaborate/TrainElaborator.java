package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind {@code with}: an optimiser, then clauses. A clause changes the gradient before the optimiser sees it,
 * in the order written, and is itself declared as an optimiser, one that updates {@code g}.
 */
final class TrainElaborator {

    private static final String FREEZE = "freeze";
    private static final String LBFGS = "lbfgs";
    private static final String CHECKPOINT = "checkpoint";
    private static final String EVERY = "every";
    private static final int MEMORY = 10;
    private static final double TOLERANCE = 1e-6;

    /** What improves the parameters: an optimiser's steps, or a driver around the class. */
    record Way(Optional<Model.Optimizer> optimizer, Optional<Model.Lbfgs> lbfgs, Optional<Checkpoint> checkpoint) {}

    /** {@code checkpoint(every = k)}, and where that is written. */
    record Checkpoint(int every, Span at) {}

    private final Context context;
    private final Map<String, Declaration.Optimizer> known;
    private final Scope globals;
    private final OptimizerArguments arguments;

    TrainElaborator(Context context, Map<String, Declaration.Optimizer> known, Scope globals, Scope user) {
        this.context = context;
        this.known = known;
        this.globals = globals;
        this.arguments = new OptimizerArguments(context, user);
    }

    /** The learning rates that have a setter, once {@link #of} has run. */
    List<Model.Hyper> rates() {
        return arguments.rates();
    }

    /** Empty if there was a mistake, which has been reported. */
    Optional<Way> of(Item.Train train, Collection<Tensor> parameters) {
        Set<Tensor> frozen = new LinkedHashSet<>();
        List<Expression.Call> calls = new ArrayList<>();
        Optional<Checkpoint> checkpoint = Optional.empty();
        boolean sound = true;
        for (Expression clause : train.clauses()) {
            if (!(clause instanceof Expression.Call call)) {
                sound = refuse(Diagnostic.of(
                        MeaningCodes.OPTIMIZER,
                        clause.span(),
                        calls.isEmpty()
                                ? "an optimiser is called: sgd(rate = 0.1)"
                                : "a clause is called: clip_norm(5)"));
            } else if (call.function().text().equals(FREEZE) && !calls.isEmpty()) {
                sound &= freeze(call, parameters, frozen);
            } else if (call.function().text().equals(CHECKPOINT) && !calls.isEmpty()) {
                checkpoint = checkpoint(call);
                sound &= checkpoint.isPresent();
            } else {
                sound &= isKnown(call, calls.isEmpty());
                calls.add(call);
            }
        }
        if (sound && frozen.size() == parameters.size()) {
            String why = parameters.isEmpty() ? "the network has no parameters" : "all parameters are frozen";
            sound = refuse(Diagnostic.of(MeaningCodes.OPTIMIZER, train.span(), why + ": nothing is left to train"));
        }
        if (!sound) {
            return Optional.empty();
        }
        Optional<Checkpoint> every = checkpoint;
        return calls.get(0).function().text().equals(LBFGS)
                ? lbfgs(calls, frozen).map(lbfgs -> new Way(Optional.empty(), Optional.of(lbfgs), every))
                : build(calls, parameters, frozen).map(made -> new Way(Optional.of(made), Optional.empty(), every));
    }

    private boolean refuse(Diagnostic diagnostic) {
        context.report(diagnostic);
        return false;
    }

    private Optional<Model.Lbfgs> lbfgs(List<Expression.Call> calls, Set<Tensor> frozen) {
        if (calls.size() > 1) {
            refuse(Diagnostic.of(
                            MeaningCodes.OPTIMIZER,
                            calls.get(1).span(),
                            "lbfgs needs the gradient as it is, so that no clause may change it")
                    .note("it takes freeze(…); a term such as 1e-4 / 2 * sum(W^2) belongs into the objective"));
            return Optional.empty();
        }
        return arguments
                .numbers(
                        calls.get(0),
                        Map.of("memory", (double) MEMORY, "tolerance", TOLERANCE),
                        List.of("memory", "tolerance"))
                .map(numbers -> new Model.Lbfgs(
                        Math.max(1, numbers.get("memory").intValue()), numbers.get("tolerance"), List.copyOf(frozen)));
    }

    /** {@code checkpoint(every = 100)}: after how many steps. */
    private Optional<Checkpoint> checkpoint(Expression.Call call) {
        Optional<Map<String, Double>> numbers = arguments.numbers(call, Map.of(EVERY, 0.0), List.of(EVERY));
        double every = numbers.map(given -> given.get(EVERY)).orElse(1.0);
        if (every < 1 || every > Integer.MAX_VALUE || every != Math.rint(every)) {
            refuse(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            call.span(),
                            "checkpoint(every = k) saves where recurrences stand after every k steps, and k is a number from 1 on")
                    .hint("near the root of the number of steps, memory is smallest: checkpoint(every = 100)"));
            return Optional.empty();
        }
        return numbers.map(any -> new Checkpoint((int) every, call.span()));
    }

    private boolean isKnown(Expression.Call call, boolean first) {
        String name = call.function().text();
        if (first && name.equals(LBFGS)) {
            return true;
        }
        Declaration.Optimizer optimizer = known.get(name);
        List<String> fitting = known.values().stream()
                .filter(one -> updatesParameters(one) == first)
                .map(one -> one.name().text())
                .toList();
        if (optimizer == null) {
            List<String> all = new ArrayList<>(fitting);
            all.addAll(first ? List.of(LBFGS) : List.of(FREEZE, CHECKPOINT));
            return refuse(Diagnostic.of(
                            MeaningCodes.OPTIMIZER,
                            call.function().span(),
                            "there is no " + (first ? "optimiser " : "clause ") + name)
                    .labelled(DidYouMean.question(name, all))
                    .note("there are " + String.join(", ", all)));
        }
        if (updatesParameters(optimizer) == first) {
            return true;
        }
        return refuse(
                first
                        ? Diagnostic.of(
                                        MeaningCodes.OPTIMIZER,
                                        call.span(),
                                        name + " changes the gradient, but updates no parameters")
                                .hint("put an optimiser before it: sgd(rate = 0.1), "
                                        + call.span().text())
                        : Diagnostic.of(
                                        MeaningCodes.OPTIMIZER,
                                        call.span(),
                                        name + " is a second optimiser, and a step has one")
                                .note("clauses behind the optimiser change the gradient: "
                                        + String.join(", ", fitting)));
    }

    private static boolean updatesParameters(Declaration.Optimizer optimizer) {
        return optimizer.items().stream()
                .anyMatch(item -> item instanceof Item.Update update
                        && update.name().text().equals(optimizer.parameter().text()));
    }

    /** A name of a parameter, or of a module that owns some. */
    private boolean freeze(Expression.Call call, Collection<Tensor> parameters, Set<Tensor> frozen) {
        if (call.arguments().isEmpty()) {
            return refuse(Diagnostic.of(MeaningCodes.ARGUMENTS, call.span(), "freeze takes the names of parameters")
                    .hint("write freeze(W)"));
        }
        boolean sound = true;
        for (Expression.Call.Argument argument : call.arguments()) {
            String name = argument.value() instanceof Expression.Reference reference ? reference.name() : "";
            List<Tensor> named = parameters.stream()
                    .filter(tensor ->
                            tensor.name().equals(name) || tensor.name().startsWith(name + ".") && !name.isEmpty())
                    .toList();
            if (named.isEmpty()) {
                sound = refuse(Diagnostic.of(
                                MeaningCodes.KIND,
                                argument.span(),
                                argument.span().text() + " is no parameter, and only parameters are frozen")
                        .labelled(DidYouMean.question(
                                name, parameters.stream().map(Tensor::name).toList())));
            }
            frozen.addAll(named);
        }
        return sound;
    }

    private Optional<Model.Optimizer> build(
            List<Expression.Call> calls, Collection<Tensor> parameters, Set<Tensor> frozen) {
        FlatParameters flat = new FlatParameters(context, parameters, frozen);
        OptimizerElaborator bodies = new OptimizerElaborator(context, globals, flat);
        List<Expression.Call> order = new ArrayList<>(calls.subList(1, calls.size()));
        order.add(calls.get(0)); // the optimiser sees what the clauses have made of the gradient
        for (Expression.Call call : order) {
            Declaration.Optimizer optimizer = known.get(call.function().text());
            Optional<Map<String, Named>> bound = arguments.of(call, optimizer);
            if (bound.isEmpty() || !bodies.apply(optimizer, bound.get())) {
                return Optional.empty();
            }
        }
        context.training().orElseThrow().stepTensor(); // a step counts itself, whoever reads it
        List<Model.Update> updates = needed(bodies);
        return Optional.of(new Model.Optimizer(
                calls.get(0).function().text(),
                flat.axis(),
                flat.parameters(),
                flat.gradient(),
                bodies.states().stream()
                        .filter(state -> updates.stream().anyMatch(update -> update.target() == state.tensor()))
                        .toList(),
                List.copyOf(frozen),
                updates));
    }

    /** A state whose old value nobody reads needs no array. */
    private List<Model.Update> needed(OptimizerElaborator bodies) {
        Set<Tensor> read = new HashSet<>();
        EquationSystem system = context.equations().build();
        for (Equation equation : system.reachable(bodies.updates().values()).equations()) {
            read.addAll(Reads.tensors(equation));
        }
        List<Model.Update> needed = new ArrayList<>();
        bodies.updates().forEach((target, value) -> {
            if (target.role() != Tensor.Role.OPTIMIZER_STATE || read.contains(target)) {
                needed.add(new Model.Update(target, value));
            }
        });
        return needed;
    }
}
