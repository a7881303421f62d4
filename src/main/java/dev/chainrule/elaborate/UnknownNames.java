package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.Functions;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Names that nothing defines: what of the same kind was probably meant. */
final class UnknownNames {

    /** Reductions and contractions, which are neither rows nor in the library. */
    static final List<String> BUILT_IN = List.of("sum", "prod", "max", "min", "argmax", "argmin", "dot", "size");

    /** What other languages call it. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("matmul", "write a @ b"),
            Map.entry("mm", "write a @ b"),
            Map.entry("einsum", "write the sum with indices: sum[k: n](a[i, k] * b[k, j])"),
            Map.entry("transpose", "no transpose is needed: dims line up by their names"),
            Map.entry("ln", "write log(x)"),
            Map.entry("pow", "write x^y"),
            Map.entry("power", "write x^y"),
            Map.entry("square", "write x^2"),
            Map.entry("sqr", "write x^2"),
            Map.entry("fabs", "write abs(x)"),
            Map.entry("sgn", "write sign(x)"),
            Map.entry("ceiling", "write ceil(x)"),
            Map.entry("arcsin", "write asin(x)"),
            Map.entry("arccos", "write acos(x)"),
            Map.entry("arctan", "write atan(x)"),
            Map.entry("arctan2", "write atan2(y, x)"),
            Map.entry("logistic", "write sigmoid(x)"),
            Map.entry("expit", "write sigmoid(x)"),
            Map.entry("logit", "write log(p / (1 - p))"),
            Map.entry("swish", "write silu(x)"),
            Map.entry("where", "write condition ? a : b"),
            Map.entry("select", "write condition ? a : b"),
            Map.entry("if", "write condition ? a : b"),
            Map.entry("maximum", "write max(a, b)"),
            Map.entry("minimum", "write min(a, b)"),
            Map.entry("clip", "write clamp(x, low, high)"),
            Map.entry("average", "write mean(x)"),
            Map.entry("std", "write standard_deviation(x)"),
            Map.entry("var", "write variance(x)"),
            Map.entry("gamma", "write exp(lgamma(x))"),
            Map.entry("mse", "write mean(squared_error(a, b))"),
            Map.entry("mse_loss", "write mean(squared_error(a, b))"),
            Map.entry("len", "write size(dim)"),
            Map.entry("shape", "write size(dim) for the length of each dim"));

    private static final Map<String, String> VALUES = Map.of(
            "inf", "write infinity",
            "Infinity", "write infinity",
            "NaN", "write nan",
            "PI", "write pi",
            "True", "write true",
            "False", "write false",
            "e", "write exp(1)");

    private UnknownNames() {}

    static Diagnostic value(Span at, String name, Scope scope) {
        List<String> known = names(
                scope,
                named -> named instanceof Named.Array || named instanceof Named.Local || named instanceof Named.Bound);
        known.addAll(List.of("pi", "infinity", "nan", "true", "false"));
        Diagnostic diagnostic = suggesting(at, "there is no " + name, name, known);
        if (VALUES.containsKey(name)) {
            return diagnostic.hint(VALUES.get(name));
        }
        return diagnostic.label().isEmpty()
                ? diagnostic.hint("define it, as in " + name + " = …, or declare it")
                : diagnostic;
    }

    /** A name in a range, a subscript or the length of a dim. */
    static Diagnostic length(Span at, String name, Scope scope) {
        List<String> known = names(scope, named -> named instanceof Named.Dims || named instanceof Named.Bound);
        return dim(at, "there is no dim or index " + name, name, known);
    }

    /** A name that has to be a dim. */
    static Diagnostic dim(Span at, String name, Scope scope) {
        return dim(at, "there is no dim " + name, name, names(scope, named -> named instanceof Named.Dims));
    }

    private static Diagnostic dim(Span at, String title, String name, Collection<String> known) {
        Diagnostic diagnostic = suggesting(at, title, name, known);
        return diagnostic.label().isEmpty()
                ? diagnostic.hint("declare it: dim " + name + "; if its length comes with a call, dim " + name
                        + " = 10; if it is fixed")
                : diagnostic;
    }

    static Diagnostic function(Expression.Call call, Scope scope) {
        String name = call.function().text();
        Span at = call.function().span();
        if (FUNCTIONS.containsKey(name.toLowerCase(Locale.ROOT))) {
            return Diagnostic.of(MeaningCodes.UNKNOWN_NAME, at, "there is no function " + name)
                    .hint(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
        }
        List<String> known = names(scope, named -> named instanceof Named.Inline);
        known.addAll(Functions.callable().keySet());
        known.addAll(BUILT_IN);
        known.addAll(DrawElaborator.NAMES);
        return suggesting(at, "there is no function " + name, name, known);
    }

    private static Diagnostic suggesting(Span at, String title, String name, Collection<String> known) {
        return Diagnostic.of(MeaningCodes.UNKNOWN_NAME, at, title).labelled(DidYouMean.question(name, known));
    }

    private static List<String> names(Scope scope, Predicate<Named> kind) {
        List<String> names = new ArrayList<>();
        for (String name : scope.visible()) {
            scope.find(name).filter(kind).ifPresent(any -> names.add(name));
        }
        return names;
    }
}
