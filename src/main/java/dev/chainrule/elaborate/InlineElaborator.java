package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a function's body into its caller. Hygienic: the body sees its own names and those of the library, never the
 * caller's.
 */
final class InlineElaborator {

    private static final int DEEPEST = 64;

    private final Context context;
    private final ExpressionElaborator expressions;
    private final CallElaborator calls;
    private final InlineArguments arguments;

    InlineElaborator(Context context, ExpressionElaborator expressions, CallElaborator calls) {
        this.context = context;
        this.expressions = expressions;
        this.calls = calls;
        this.arguments = new InlineArguments(context, expressions);
    }

    Value call(Expression.Call call, Declaration.Inline function, Environment at) {
        if (!FormalNames.mistakes(function).isEmpty()) { // told where it is declared: it is not clear which is meant
            return context.poison();
        }
        CallBrackets brackets = new CallBrackets(context, calls, call, function, at);
        if (!isFinite(call, function) || !brackets.read()) {
            return context.poison();
        }
        if (brackets.binds() && EquationOrder.of(function.items()).stream().anyMatch(EquationOrder.Group::recurrence)) {
            return context.report(
                    MeaningCodes.NOT_YET,
                    call.span(),
                    "an index in the call of a function with a recurrence is not supported by this version yet");
        }
        Environment body = at.in(globals(at.scope()).inner());
        Optional<Map<String, Named.Local>> given = arguments.of(call, function, brackets.arguments(), body, Map.of());
        if (given.isEmpty()) {
            return context.poison();
        }
        brackets.warn(given.get().values().stream().map(Named.Local::value).toList());
        Map<String, Named.Local> along = new LinkedHashMap<>();
        given.get()
                .forEach((name, argument) -> along.put(
                        name,
                        new Named.Local(
                                argument.at(), brackets.along(argument.value(), along.isEmpty()), argument.written())));
        List<Value> values = along.values().stream().map(Named.Local::value).toList();
        Formals formals = Formals.of(context, function.dims(), brackets.meant(values));
        formals.bind(body.scope());
        return brackets.result(result(call.span(), function, formals, along, body, inside -> {}));
    }

    private boolean isFinite(Expression.Call call, Declaration.Inline function) {
        List<String> circle = context.calls().circle(function);
        if (circle.isEmpty() && context.calls().depth() < DEEPEST) {
            return true;
        }
        Diagnostic diagnostic = circle.isEmpty()
                ? Diagnostic.of(
                        MeaningCodes.CYCLE, call.span(), "functions call each other more than " + DEEPEST + " deep")
                : Diagnostic.of(
                        MeaningCodes.CYCLE,
                        call.span(),
                        function.name() + " calls itself: " + String.join(" calls ", circle) + " calls "
                                + function.name());
        context.report(
                diagnostic.note("a function is put in place where it is called, so that this would have no end"));
        return false;
    }

    /**
     * What a body makes of arguments.
     *
     * @param at a scope of the body's own, in which all but the arguments has its name
     * @param done gets that scope when it holds the body's equations, unless there was a mistake
     */
    private Value result(
            Span call,
            Declaration.Inline function,
            Formals formals,
            Map<String, Named.Local> given,
            Environment at,
            Consumer<Environment> done) {
        at.scope().differentiatedFor(Variables.of(function.items(), at.scope()));
        for (Declaration.Parameter parameter : function.parameters()) {
            Named.Local argument = given.get(parameter.name().text());
            Value inward = formals.inward(argument.value(), parameter.axes());
            Value inside = at.scope().isVariable(parameter.name().text())
                    ? context.variable(parameter.name().text(), inward)
                    : inward;
            at.scope().put(parameter.name().text(), new Named.Local(argument.at(), inside, argument.written()));
        }
        context.calls().enter(call, function);
        Environment inside = assuming(function, at);
        Value result = result(function, inside);
        if (!result.poison()) {
            done.accept(inside);
        }
        context.calls().leave();
        return formals.outward(result);
    }

    /** The application of a module's instance; one that was made several times is applied in a chain. */
    Value apply(Expression.Call call, Named.Instance named, Environment at) {
        ModuleInstance instance = named.instance();
        if (!call.bindings().isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.function().span(),
                    "the dims of " + instance.path() + " were given when it was made");
        }
        Environment body = at.in(globals(at.scope()).inner());
        Optional<Map<String, Named.Local>> given = arguments.of(call, instance.body(), at, body, instance.given());
        if (given.isEmpty()) {
            return context.poison();
        }
        Map<String, Value> values = new LinkedHashMap<>();
        given.get().forEach((name, argument) -> values.put(name, argument.value()));
        return instance.times().isPresent()
                ? new ModuleChain(context, call, instance, named.copy()).apply(values, at)
                : applied(call.span(), instance, named.copy(), values, at);
    }

    /** One copy of an instance applied to arguments. */
    Value applied(Span call, ModuleInstance instance, List<Scalar> copy, Map<String, Value> given, Environment at) {
        Scope body = globals(at.scope()).inner();
        instance.bind(body, copy, context);
        Map<String, Named.Local> locals = new LinkedHashMap<>();
        given.forEach((name, value) -> locals.put(name, new Named.Local(call, value)));
        return result(
                call,
                instance.body(),
                instance.formals(),
                locals,
                at.in(body).inCopy(new ArrayList<>(Leafs.indices(copy))),
                inside -> {
                    if (!instance.updates().isEmpty()) {
                        context.applied(instance, copy, inside);
                    }
                });
    }

    /** The scope of functions and modules, which every body may use. */
    static Scope globals(Scope scope) {
        Scope functions = Scope.outermost();
        for (String name : scope.visible()) {
            scope.find(name)
                    .filter(named -> named instanceof Named.Inline || named instanceof Named.Module)
                    .ifPresent(named -> functions.put(name, named));
        }
        return functions;
    }

    /** What may not stand in a function's body, or not twice. */
    private static Optional<Diagnostic> misplaced(Declaration.Inline declaration) {
        Optional<Span> returned = Optional.empty();
        for (Item item : declaration.items()) {
            boolean output = item instanceof Item.Equation equation && equation.output();
            if (output
                    || !(item instanceof Item.Equation || item instanceof Item.Return || item instanceof Item.Assume)) {
                return Optional.of(Diagnostic.of(
                        MeaningCodes.MISPLACED,
                        item.span(),
                        "a fn has equations, assumptions and a return, nothing else"));
            }
            if (item instanceof Item.Return && returned.isPresent()) {
                return Optional.of(
                        Diagnostic.of(MeaningCodes.DUPLICATE, item.span(), "`return` stands here a second time")
                                .with(returned.get(), "first here"));
            }
            returned = item instanceof Item.Return ? Optional.of(item.span()) : returned;
        }
        return Optional.empty();
    }

    private Value result(Declaration.Inline declaration, Environment at) {
        Optional<Diagnostic> mistake = misplaced(declaration);
        if (mistake.isPresent()) {
            return context.report(mistake.get());
        }
        Optional<Value> result = Optional.empty();
        for (EquationOrder.Group group : EquationOrder.of(declaration.items())) {
            if (group.recurrence()) {
                new RecurrenceElaborator(context, expressions).define(group.equations(), at, any -> Optional.empty());
            } else if (group.items().get(0) instanceof Item.Return written) {
                result = Optional.of(expressions.value(written.value(), at));
            } else {
                Item.Equation equation = (Item.Equation) group.items().get(0);
                String name = equation.name().text();
                Value settled = equation.bindings().isEmpty()
                        ? expressions.settled(equation.value(), at)
                        : indexed(equation, at);
                Value value = at.scope().isVariable(name) ? context.variable(name, settled) : settled;
                at.scope()
                        .put(
                                equation.name().text(),
                                new Named.Local(equation.name().span(), value));
            }
        }
        return result.orElseGet(() -> context.report(Diagnostic.of(
                        MeaningCodes.ARGUMENTS, declaration.name().span(), declaration.name() + " returns nothing")
                .hint("end its body with return …;")));
    }

    /** What a function assumes of lengths is a fact for its body, and required of whatever calls it. */
    private Environment assuming(Declaration.Inline declaration, Environment at) {
        Environment inside = at;
        String reason = context.calls().shown().orElse(declaration.name().text());
        for (Item item : declaration.items()) {
            if (item instanceof Item.Assume assume) {
                inside = new AssumptionElaborator(context, expressions).require(assume, reason, inside);
            }
        }
        return inside;
    }

    /** {@code t[c: d] = …}: the bound axes first, then those that the right side has left. */
    Value indexed(Item.Equation equation, Environment at) {
        Environment inner = at.inner();
        List<Axis> bound = new ArrayList<>();
        Map<Index, Scalar> places = new LinkedHashMap<>();
        for (Binding binding : equation.bindings()) {
            Optional<List<Dim>> dims = calls.dims(new Binding(binding.span(), Optional.empty(), binding.range()), at);
            if (dims.isEmpty()) {
                return context.poison();
            }
            if (dims.get().size() != 1 || binding.index().isEmpty()) {
                return context.report(
                        MeaningCodes.INDEX_RANGE, binding.span(), "an index on the left is bound to one dim: i: dim");
            }
            Dim dim = dims.get().get(0);
            String name = binding.index().get().text();
            Index index = context.indices().fresh(context.indices().size(dim), name);
            inner.scope().put(name, new Named.Bound(binding.span(), index));
            Index axis = context.indices().ofAxis(dim, (int)
                    bound.stream().filter(one -> one.dim() == dim).count());
            bound.add(new Axis(dim, axis));
            places.put(index, context.scalars().leaf(axis));
        }
        Value value = expressions.settled(equation.value(), inner);
        if (value.poison()) {
            return value;
        }
        List<Axis> axes = new ArrayList<>(bound);
        value.axes().stream().filter(axis -> !bound.contains(axis)).forEach(axes::add);
        return context.plain(axes, Substitution.apply(context.scalars(), value.body(), places));
    }
}
