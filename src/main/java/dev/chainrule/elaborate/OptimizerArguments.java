package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of an optimiser: numbers, or expressions of hypers and the step. A constant learning rate becomes a number
 * with a setter.
 */
final class OptimizerArguments {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Scope user;
    private final List<Model.Hyper> rates = new ArrayList<>();

    OptimizerArguments(Context context, Scope user) {
        this.context = context;
        this.expressions = new ExpressionElaborator(context);
        this.user = user;
    }

    /** The constant learning rates so far. */
    List<Model.Hyper> rates() {
        return rates;
    }

    /** What each parameter of the declaration stands for; empty if there was a mistake, which has been reported. */
    Optional<Map<String, Named>> of(Expression.Call call, Declaration.Optimizer optimizer) {
        Optional<Map<String, Expression>> written =
                matched(call, optimizer.name().text(), parameters(optimizer));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Named> bound = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> argument : written.get().entrySet()) {
            Optional<Value> value = value(argument.getKey(), argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            bound.put(argument.getKey(), new Named.Local(argument.getValue().span(), value.get()));
        }
        return Optional.of(bound);
    }

    /** Arguments that are numbers, with their standards. */
    Optional<Map<String, Double>> numbers(Expression.Call call, Map<String, Double> standards, List<String> names) {
        Map<String, Optional<Expression>> parameters = new LinkedHashMap<>();
        for (String name : names) {
            double standard = standards.get(name);
            parameters.put(
                    name, Optional.of(new Expression.Number(call.span(), String.valueOf(standard), standard, false)));
        }
        Optional<Map<String, Expression>> written =
                matched(call, call.function().text(), parameters);
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> argument : written.orElse(Map.of()).entrySet()) {
            Value value = expressions.number(argument.getValue(), new Environment(user, context.proof()));
            Constants.of(value, argument.getValue().span(), context)
                    .ifPresent(number -> numbers.put(argument.getKey(), number));
        }
        return numbers.size() == names.size() ? Optional.of(numbers) : Optional.empty();
    }

    private static Map<String, Optional<Expression>> parameters(Declaration.Optimizer optimizer) {
        Map<String, Optional<Expression>> parameters = new LinkedHashMap<>();
        optimizer
                .parameters()
                .forEach(parameter -> parameters.put(parameter.name().text(), parameter.standard()));
        return parameters;
    }

    /** Matches arguments with parameters, by position and by name. */
    private Optional<Map<String, Expression>> matched(
            Expression.Call call, String function, Map<String, Optional<Expression>> parameters) {
        List<String> names = new ArrayList<>(parameters.keySet());
        Map<String, Expression> given = new LinkedHashMap<>();
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            String name = argument.name().isPresent()
                    ? argument.name().get().text()
                    : position < names.size() ? names.get(position++) : "";
            if (!parameters.containsKey(name) || given.containsKey(name)) {
                String title = name.isEmpty()
                        ? function + " takes " + names.size() + (names.size() == 1 ? " argument" : " arguments")
                        : function
                                + (given.containsKey(name) ? " gets " + name + " twice" : " has no argument " + name);
                context.report(Diagnostic.of(MeaningCodes.ARGUMENTS, argument.span(), title)
                        .labelled(given.containsKey(name) ? "" : DidYouMean.question(name, names))
                        .note(names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
                return Optional.empty();
            }
            given.put(name, argument.value());
        }
        Map<String, Expression> all = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<Expression>> parameter : parameters.entrySet()) {
            Optional<Expression> value =
                    Optional.ofNullable(given.get(parameter.getKey())).or(parameter::getValue);
            if (value.isEmpty()) {
                context.report(
                        MeaningCodes.ARGUMENTS, call.span(), function + " lacks its argument " + parameter.getKey());
                return Optional.empty();
            }
            all.put(parameter.getKey(), value.get());
        }
        return Optional.of(all);
    }

    private Optional<Value> value(String name, Expression written) {
        Environment at = new Environment(user, context.proof());
        Value value = expressions.settled(written, at);
        if (value.poison()
                || value.type() == Type.BOOLEAN && value.body().operands().isEmpty()) {
            return Optional.of(value).filter(sound -> !sound.poison());
        }
        Value number = expressions.number(written, at);
        if (number.poison() || !isSchedule(number, written)) {
            return Optional.empty();
        }
        Optional<Double> constant = Constants.quietly(number);
        if (constant.isEmpty()) {
            return Optional.of(computed(name, written, number));
        }
        return Optional.of(
                name.equals("rate")
                        ? settable(constant.get())
                        : context.plain(List.of(), context.scalars().real(constant.get())));
    }

    private Value settable(double rate) {
        Tensor tensor = context.equations()
                .given("rate", Tensor.Role.HYPER, List.of(), Type.REAL, Optional.empty(), Optional.empty());
        rates.add(new Model.Hyper(tensor, rate, Optional.of("The learning rate.")));
        return context.whole(tensor);
    }

    /** A schedule, computed once for all elements. */
    private Value computed(String name, Expression written, Value number) {
        Origin origin = new Origin(
                written.span().source().name(),
                written.span().line(),
                written.span().column(),
                name + " = " + written.span().text());
        return context.whole(context.define(name, Optional.of(origin), List.of(), number));
    }

    /** Whether a value is one number that depends on nothing but hypers and the step. */
    private boolean isSchedule(Value value, Expression written) {
        if (!value.axes().isEmpty()) {
            context.report(
                    MeaningCodes.SCHEDULE,
                    written.span(),
                    "an optimiser takes single numbers; this is " + value.shape());
            return false;
        }
        Optional<Tensor> other = given(value.body()).stream()
                .filter(tensor -> tensor.role() != Tensor.Role.HYPER && tensor.role() != Tensor.Role.STEP)
                .findFirst();
        other.ifPresent(tensor -> context.report(Diagnostic.of(
                        MeaningCodes.SCHEDULE,
                        written.span(),
                        "an argument of an optimiser may depend on the step and on hypers; this depends on " + tensor)
                .hint("a schedule such as 0.1 / sqrt(step), or a hyper that is set between steps")));
        return other.isEmpty();
    }

    /** What no equation defines, of all that an expression needs. */
    private Set<Tensor> given(Scalar body) {
        Set<Tensor> given = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>(List.of(body));
        Set<Tensor> seen = new HashSet<>();
        while (!open.isEmpty()) {
            for (dev.chainrule.equation.Read read : Reads.among(Traversal.operandsFirst(open.pop()))) {
                Optional<Equation> definition = context.equations().definition(read.tensor());
                if (definition.isEmpty()) {
                    given.add(read.tensor());
                } else if (seen.add(read.tensor())) {
                    open.push(definition.get().body());
                    open.push(definition.get().filter());
                }
            }
        }
        return given;
    }
}
