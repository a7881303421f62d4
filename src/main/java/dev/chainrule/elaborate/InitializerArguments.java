package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Proof;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The arguments of initialisers: numbers that are known when compiling, by position and by name. */
final class InitializerArguments {

    static final String FAN_IN = "fan_in";
    static final String FAN_OUT = "fan_out";

    /** What other libraries call them. */
    private static final Map<String, String> FOREIGN = Map.of(
            "xavier_uniform", "glorot_uniform",
            "xavier_normal", "glorot_normal",
            "xavier", "glorot_uniform",
            "glorot", "glorot_uniform",
            "kaiming_uniform", "he_uniform",
            "kaiming_normal", "he_normal",
            "he", "he_normal",
            "randn", "normal",
            "rand", "uniform",
            "gaussian", "normal");

    private final Context context;
    private final ExpressionElaborator expressions;

    InitializerArguments(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /** What an initialiser has to be given. */
    static List<String> names(Initializer.Kind kind) {
        return switch (kind) {
            case CONSTANT -> List.of("value");
            case UNIFORM -> List.of("low", "high");
            case NORMAL -> List.of("mean", "deviation");
            case ZEROS, ONES, GLOROT_UNIFORM, GLOROT_NORMAL, HE_UNIFORM, HE_NORMAL, ORTHOGONAL -> List.of();
        };
    }

    static Diagnostic unknown(Name function) {
        String name = function.text();
        List<String> known = Arrays.stream(Initializer.Kind.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        Diagnostic diagnostic =
                Diagnostic.of(MeaningCodes.UNKNOWN_NAME, function.span(), "there is no initialiser " + name);
        return FOREIGN.containsKey(name)
                ? diagnostic.hint("it is called " + FOREIGN.get(name) + " here")
                : diagnostic.labelled(DidYouMean.question(name, known)).note("there are " + String.join(", ", known));
    }

    /** The numbers by name; empty if there was a mistake, which has been reported. */
    Optional<Map<String, Double>> of(Expression.Call call, Initializer.Kind kind, Scope scope) {
        List<String> names = names(kind);
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(FAN_IN, FAN_OUT));
        Map<String, Double> given = new LinkedHashMap<>();
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            if (argument.name().isEmpty() && position == names.size()) {
                return refuse(call.span(), takes(call, names));
            }
            String name = argument.name().map(Name::text).orElse("");
            name = name.isEmpty() ? names.get(position++) : name;
            if (!all.contains(name) || given.containsKey(name)) {
                boolean again = given.containsKey(name);
                String title = call.function() + (again ? " gets " + name + " twice" : " has no argument " + name);
                context.report(Diagnostic.of(MeaningCodes.ARGUMENTS, argument.span(), title)
                        .labelled(again ? "" : DidYouMean.question(name, all))
                        .note("it has " + String.join(", ", all)));
                return Optional.empty();
            }
            Optional<Double> number = number(argument, scope);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            given.put(name, number.get());
        }
        if (!given.keySet().containsAll(names)) {
            return refuse(call.span(), takes(call, names));
        }
        return fits(call, given);
    }

    private Optional<Map<String, Double>> fits(Expression.Call call, Map<String, Double> given) {
        if (given.containsKey("low") && given.get("low") > given.get("high")) {
            return refuse(
                    call.span(), "there are no numbers between " + given.get("low") + " and " + given.get("high"));
        }
        if (given.containsKey("deviation") && given.get("deviation") < 0) {
            return refuse(call.span(), "a deviation is not negative");
        }
        for (String fan : List.of(FAN_IN, FAN_OUT)) {
            if (given.containsKey(fan) && (given.get(fan) < 1 || given.get(fan) != Math.rint(given.get(fan)))) {
                return refuse(call.span(), fan + " is a whole number, at least 1");
            }
        }
        return Optional.of(given);
    }

    private Optional<Double> number(Expression.Call.Argument argument, Scope scope) {
        Environment at = new Environment(scope, Proof.plain(context.scalars()));
        return Constants.of(
                expressions.number(argument.value(), at), argument.value().span(), context);
    }

    private static String takes(Expression.Call call, List<String> names) {
        return call.function() + " takes "
                + switch (names.size()) {
                    case 0 -> "nothing but fan_in and fan_out, by name";
                    case 1 -> "one number, its " + names.get(0);
                    default -> "two numbers, " + String.join(" and ", names);
                };
    }

    private Optional<Map<String, Double>> refuse(Span at, String title) {
        context.report(MeaningCodes.ARGUMENTS, at, title);
        return Optional.empty();
    }
}
