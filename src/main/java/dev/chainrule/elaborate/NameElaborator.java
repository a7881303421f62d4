package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a name stands for in an expression. */
final class NameElaborator {

    private final Context context;

    NameElaborator(Context context) {
        this.context = context;
    }

    Value of(Expression.Reference reference, Scope scope) {
        Optional<Named> named = scope.find(reference.name());
        if (named.isEmpty()) {
            return constant(reference, scope);
        }
        if (context.doubts().ofName(reference.name())) {
            return context.poison();
        }
        if (named.get() instanceof Named.Array array) {
            return context.whole(array.tensor());
        }
        if (named.get() instanceof Named.Local local) {
            return local.value();
        }
        if (named.get() instanceof Named.Bound bound) {
            return context.plain(List.of(), context.scalars().leaf(bound.index()));
        }
        if (named.get() instanceof Named.Dims) {
            return context.report(
                    Diagnostic.of(MeaningCodes.KIND, reference.span(), reference.name() + " is a dim, not a value")
                            .hint("its length is size(" + reference.name() + ")"));
        }
        return notAValue(reference);
    }

    private Value constant(Expression.Reference reference, Scope scope) {
        return switch (reference.name()) {
            case "pi" -> real(Math.PI);
            case "infinity" -> real(Double.POSITIVE_INFINITY);
            case "nan" -> real(Double.NaN);
            case "true" -> context.plain(List.of(), context.scalars().bool(true));
            case "false" -> context.plain(List.of(), context.scalars().bool(false));
            case "step" -> ofTraining(reference, TrainingNames::step);
            case "training" -> ofTraining(reference, TrainingNames::training);
            default ->
                isFunction(reference.name())
                        ? notAValue(reference)
                        : context.report(UnknownNames.value(reference.span(), reference.name(), scope));
        };
    }

    private Value real(double value) {
        return context.plain(List.of(), context.scalars().real(value));
    }

    private Value ofTraining(Expression.Reference reference, Function<TrainingNames, Scalar> meaning) {
        return context.training()
                .map(training -> context.plain(List.of(), meaning.apply(training)))
                .orElseGet(() -> context.report(Diagnostic.of(
                                MeaningCodes.NO_TRAINING,
                                reference.span(),
                                "a function has no training"
                                        + (reference.name().equals("step") ? ", and so no step" : ""))
                        .hint("declare a network, or make it an argument")));
    }

    private static boolean isFunction(String name) {
        return UnknownNames.BUILT_IN.contains(name)
                || DrawElaborator.NAMES.contains(name)
                || Functions.byNnName(name).isPresent();
    }

    private Value notAValue(Expression.Reference function) {
        return context.report(
                Diagnostic.of(MeaningCodes.KIND, function.span(), function.name() + " is a function, not a value")
                        .hint("call it: " + function.name() + "(…)"));
    }
}
