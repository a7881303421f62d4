package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Matches the arguments of a call with a function's parameters, by position and by name. */
final class InlineArguments {

    private final Context context;
    private final ExpressionElaborator expressions;

    InlineArguments(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /**
     * What each parameter stands for, in the order of the declaration.
     *
     * @param at where arguments stand
     * @param body where defaults stand, which see the parameters before them
     * @param standard values of parameters that are given without a call
     * @return empty if an argument is missing or has a mistake, which is reported
     */
    Optional<Map<String, Named.Local>> of(
            Expression.Call call,
            Declaration.Inline function,
            Environment at,
            Environment body,
            Map<String, Value> standard) {
        Map<String, Expression> given = new LinkedHashMap<>();
        if (!matched(call, function, given, standard.keySet())) {
            return Optional.empty();
        }
        Map<String, Named.Local> arguments = new LinkedHashMap<>();
        boolean sound = true;
        for (Declaration.Parameter parameter : function.parameters()) {
            String name = parameter.name().text();
            Named.Local argument = given.containsKey(name)
                    ? passed(given.get(name), at)
                    : standard.containsKey(name)
                            ? new Named.Local(call.span(), standard.get(name))
                            : byDefault(parameter.standard().orElseThrow(), body);
            sound &= !argument.value().poison();
            arguments.put(name, argument);
            body.scope().put(name, argument);
        }
        return sound ? Optional.of(arguments) : Optional.empty();
    }

    private Named.Local passed(Expression written, Environment at) {
        Value value = expressions.settled(written, at);
        return new Named.Local(written.span(), value, Optional.of(Operand.spelled(written, at)));
    }

    private Named.Local byDefault(Expression written, Environment body) {
        return new Named.Local(written.span(), expressions.settled(written, body));
    }

    private boolean matched(
            Expression.Call call, Declaration.Inline function, Map<String, Expression> given, Set<String> standard) {
        List<String> names =
                function.parameters().stream().map(one -> one.name().text()).toList();
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            if (argument.name().isEmpty() && position == names.size()) {
                return refuse(argument.span(), tooMany(call, function), "", function);
            }
            String name = argument.name().map(Name::text).orElse("");
            name = name.isEmpty() ? names.get(position++) : name;
            if (!names.contains(name)) {
                String question = DidYouMean.question(name, names);
                return refuse(argument.span(), function.name() + " has no argument " + name, question, function);
            }
            if (given.put(name, argument.value()) != null) {
                return refuse(argument.span(), function.name() + " gets " + name + " twice", "", function);
            }
        }
        for (Declaration.Parameter parameter : function.parameters()) {
            String name = parameter.name().text();
            if (!given.containsKey(name)
                    && !standard.contains(name)
                    && parameter.standard().isEmpty()) {
                return refuse(call.span(), function.name() + " lacks its argument " + name, "", function);
            }
        }
        return true;
    }

    private static String tooMany(Expression.Call call, Declaration.Inline function) {
        int wanted = function.parameters().size();
        return function.name() + " takes " + (wanted == 0 ? "no" : String.valueOf(wanted))
                + (wanted == 1 ? " argument" : " arguments") + ", not "
                + call.arguments().size();
    }

    private boolean refuse(Span at, String title, String label, Declaration.Inline function) {
        context.report(
                Diagnostic.of(MeaningCodes.ARGUMENTS, at, title).labelled(label).note(signature(function)));
        return false;
    }

    private static String signature(Declaration.Inline function) {
        return "it is declared as " + function.name() + signature(function.dims(), function.parameters());
    }

    /** {@code [n, m](x, rate = 0.5)}: how a function or module is called. */
    static String signature(List<Name> formals, List<Declaration.Parameter> parameters) {
        String dims = formals.isEmpty()
                ? ""
                : formals.stream().map(Name::text).toList().toString();
        return dims + "("
                + String.join(
                        ", ",
                        parameters.stream()
                                .map(parameter -> parameter.span().text())
                                .toList())
                + ")";
    }
}
