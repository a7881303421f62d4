package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.syntax.Expression;
import java.util.Optional;

/** Whether a scalar function is called as it can be. */
final class ScalarCalls {

    private ScalarCalls() {}

    static Optional<Diagnostic> misfit(Expression.Call call, ScalarFunction function) {
        String name = call.function().text();
        if (!call.bindings().isEmpty()) {
            return Optional.of(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            call.function().span(),
                            name + " is applied element by element and takes no dims in brackets")
                    .hint("write " + name + "(…)"));
        }
        Optional<Expression.Call.Argument> named = call.arguments().stream()
                .filter(argument -> argument.name().isPresent())
                .findFirst();
        if (named.isPresent()) {
            return Optional.of(Diagnostic.of(
                            MeaningCodes.ARGUMENTS, named.get().span(), "the arguments of " + name + " have no names")
                    .hint("give them in order"));
        }
        int wanted = function.arity();
        int given = call.arguments().size();
        return given == wanted
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        MeaningCodes.ARGUMENTS,
                        call.span(),
                        name + " takes " + wanted + (wanted == 1 ? " argument" : " arguments") + ", not " + given));
    }
}
