package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a function's body into its caller. Hygienic: the body sees its own names and those of the library, never the
 * caller's.
 */
final class InlineElaborator {

    private static final int DEEPEST = 64;

    private final Context context;
    private final ExpressionElaborator expressions;
    private final CallElaborator calls;
    private int depth;

    InlineElaborator(Context context, ExpressionElaborator expressions, CallElaborator calls) {
        this.context = context;
        this.expressions = expressions;
        this.calls = calls;
    }

    Value call(Expression.Call call, Declaration.Inline declaration, Environment at) {
        if (depth >= DEEPEST) {
            return context.report(
                    MeaningCodes.CYCLE, call.span(), declaration.name() + " calls itself, or functions nest too deep");
        }
        Scope body = globals(at.scope()).inner();
        Map<String, Value> arguments = arguments(call, declaration, at, body, Map.of());
        if (arguments.values().stream().anyMatch(Value::poison)
                || arguments.size() < declaration.parameters().size()) {
            return context.poison();
        }
        Optional<Formals> formals = formals(call, declaration, arguments, at);
        if (formals.isEmpty()) {
            return context.poison();
        }
        formals.get().bind(body);
        return result(call.span(), declaration, formals.get(), arguments, at.in(body));
    }

    /**
     * What a body makes of arguments.
     *
     * @param at a scope of the body's own, in which all but the arguments has its name
     */
    private Value result(
            Span call, Declaration.Inline declaration, Formals formals, Map<String, Value> arguments, Environment at) {
        for (Declaration.Parameter parameter : declaration.parameters()) {
            String name = parameter.name().text();
            Value inside = formals.inward(arguments.get(name), parameter.axes());
            at.scope().put(name, new Named.Local(call, inside));
        }
        depth++;
        Value result = result(declaration, at);
        depth--;
        return formals.outward(result);
    }

    /** The application of a module's instance; one that was made several times is applied in a chain. */
    Value apply(Expression.Call call, Named.Instance named, Environment at) {
        ModuleInstance instance = named.instance();
        Declaration.Inline body = instance.body();
        if (!call.bindings().isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.function().span(),
                    "the dims of " + instance.path() + " were given when it was made");
        }
        Map<String, Value> arguments =
                arguments(call, body, at, globals(at.scope()).inner(), instance.given());
        if (arguments.values().stream().anyMatch(Value::poison)
                || arguments.size() < body.parameters().size()) {
            return context.poison();
        }
        return instance.times().isPresent()
                ? new ModuleChain(context, call, instance, named.copy()).apply(arguments, at)
                : applied(call.span(), instance, named.copy(), arguments, at);
    }

    /** One copy of an instance applied to arguments. */
    Value applied(Span call, ModuleInstance instance, List<Scalar> copy, Map<String, Value> arguments, Environment at) {
        Scope body = globals(at.scope()).inner();
        instance.bind(body, copy, context);
        return result(call, instance.body(), instance.formals(), arguments, at.in(body));
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

    private Map<String, Value> arguments(
            Expression.Call call,
            Declaration.Inline declaration,
            Environment at,
            Scope body,
            Map<String, Value> standard) {
        Map<String, Value> values = new LinkedHashMap<>();
        List<Declaration.Parameter> parameters = declaration.parameters();
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            String name = argument.name()
                    .map(Name::text)
                    .orElse(
                            position < parameters.size()
                                    ? parameters.get(position).name().text()
                                    : "");
            position += argument.name().isPresent() ? 0 : 1;
            boolean known =
                    parameters.stream().anyMatch(one -> one.name().text().equals(name));
            if (!known || values.containsKey(name)) {
                context.report(Diagnostic.of(
                                MeaningCodes.ARGUMENTS,
                                argument.span(),
                                name.isEmpty()
                                        ? declaration.name() + " takes " + parameters.size() + " arguments"
                                        : declaration.name()
                                                + (known ? " gets " + name + " twice" : " has no argument " + name))
                        .note(declaration.name() + signature(declaration.dims(), declaration.parameters())));
                return Map.of();
            }
            values.put(name, expressions.settled(argument.value(), at));
        }
        for (Declaration.Parameter parameter : parameters) {
            String name = parameter.name().text();
            if (standard.containsKey(name)) {
                values.putIfAbsent(name, standard.get(name));
            }
            if (!values.containsKey(name) && parameter.standard().isPresent()) {
                values.put(name, expressions.settled(parameter.standard().get(), at.in(body)));
            }
            if (!values.containsKey(name)) {
                context.report(Diagnostic.of(
                                MeaningCodes.ARGUMENTS, call.span(), declaration.name() + " lacks its argument " + name)
                        .note(declaration.name() + signature(declaration.dims(), declaration.parameters())));
                return Map.of();
            }
        }
        return values;
    }

    /** {@code [n, m](x, rate = 0.5)}: how a function or module is called. */
    static String signature(List<Name> formals, List<Declaration.Parameter> parameters) {
        String dims = formals.isEmpty()
                ? ""
                : "[" + String.join(", ", formals.stream().map(Name::text).toList()) + "]";
        return dims + "("
                + String.join(
                        ", ",
                        parameters.stream()
                                .map(parameter -> parameter.span().text())
                                .toList())
                + ")";
    }

    /**
     * What the formal dims stand for: those in brackets; without brackets, all axes of the first argument. An index that
     * is bound in brackets makes its range an axis of the arguments.
     */
    private Optional<Formals> formals(
            Expression.Call call, Declaration.Inline declaration, Map<String, Value> arguments, Environment at) {
        List<List<Dim>> dims = new ArrayList<>();
        if (call.bindings().isEmpty() && declaration.dims().size() == 1 && !arguments.isEmpty()) {
            dims.add(arguments.values().iterator().next().dims());
        } else if (declaration.dims().size() == 1 && call.bindings().size() > 1) {
            List<Dim> several = new ArrayList<>();
            for (Binding binding : call.bindings()) {
                Optional<List<Dim>> named = calls.dims(binding, at);
                if (named.isEmpty()) {
                    return Optional.empty();
                }
                several.addAll(named.get());
            }
            dims.add(several);
        } else if (call.bindings().size() == declaration.dims().size()) {
            for (Binding binding : call.bindings()) {
                Optional<List<Dim>> named = binding.index().isPresent() ? notYet(binding) : calls.dims(binding, at);
                if (named.isEmpty()) {
                    return Optional.empty();
                }
                dims.add(named.get());
            }
        } else {
            context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            call.function().span(),
                            declaration.name() + " takes " + declaration.dims().size() + " dims in brackets, not "
                                    + call.bindings().size())
                    .note(declaration.name() + signature(declaration.dims(), declaration.parameters())));
            return Optional.empty();
        }
        return Optional.of(Formals.of(context, declaration.dims(), dims));
    }

    private Optional<List<Dim>> notYet(Binding binding) {
        context.report(
                MeaningCodes.NOT_YET,
                binding.span(),
                "binding an index in the call of a library function is not supported by this version yet");
        return Optional.empty();
    }

    private Value result(Declaration.Inline declaration, Environment at) {
        for (Item item : declaration.items()) {
            if (!(item instanceof Item.Equation) && !(item instanceof Item.Return)) {
                return context.report(
                        MeaningCodes.NOT_YET, item.span(), "a function has equations and a return, nothing else");
            }
        }
        for (EquationOrder.Group group : EquationOrder.of(declaration.items())) {
            if (group.recurrence()) {
                new RecurrenceElaborator(context, expressions).define(group.equations(), at, any -> Optional.empty());
            } else if (group.items().get(0) instanceof Item.Return result) {
                return expressions.value(result.value(), at);
            } else {
                Item.Equation equation = (Item.Equation) group.items().get(0);
                Value value = equation.bindings().isEmpty()
                        ? expressions.settled(equation.value(), at)
                        : indexed(equation, at);
                at.scope()
                        .put(
                                equation.name().text(),
                                new Named.Local(equation.name().span(), value));
            }
        }
        return context.report(
                MeaningCodes.ARGUMENTS, declaration.name().span(), declaration.name() + " returns nothing");
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
            Index index = context.fresh(context.equations().size(dim), name);
            inner.scope().put(name, new Named.Bound(binding.span(), index));
            Index axis = context.axisIndex(
                    dim, (int) bound.stream().filter(one -> one.dim() == dim).count());
            bound.add(new Axis(dim, axis));
            places.put(index, context.scalars().leaf(axis));
        }
        Value value = expressions.settled(equation.value(), inner);
        if (value.poison()) {
            return value;
        }
        List<Axis> axes = new ArrayList<>(bound);
        value.axes().stream().filter(axis -> !bound.contains(axis)).forEach(axes::add);
        return expressions.plain(axes, Substitution.apply(context.scalars(), value.body(), places));
    }
}
