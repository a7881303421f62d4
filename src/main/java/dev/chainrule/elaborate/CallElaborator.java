package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls: scalar functions, reductions, functions that are put into their callers. */
final class CallElaborator {

    private static final Map<String, Reduction> REDUCTIONS = Map.of(
            "sum", Reduction.SUM,
            "prod", Reduction.PROD,
            "max", Reduction.MAX,
            "min", Reduction.MIN,
            "argmax", Reduction.ARGMAX,
            "argmin", Reduction.ARGMIN);

    private static final Map<String, String> FOREIGN = Map.of(
            "matmul", "write a @ b",
            "ln", "write log(x)",
            "pow", "write x^y",
            "logit", "write log(p / (1 - p))",
            "where", "write condition ? a : b",
            "len", "write size(dim)");

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Contractions contractions;
    private final InlineElaborator inlines;
    private final DrawElaborator draws;

    CallElaborator(Context context, ExpressionElaborator expressions, Contractions contractions) {
        this.context = context;
        this.expressions = expressions;
        this.contractions = contractions;
        this.inlines = new InlineElaborator(context, expressions, this);
        this.draws = new DrawElaborator(context, expressions, this);
    }

    InlineElaborator inlines() {
        return inlines;
    }

    Value call(Expression.Call call, Environment at) {
        String name = call.function().text();
        Optional<Named> own = at.scope().find(name);
        if (own.isPresent() && own.get() instanceof Named.Inline inline) {
            return inlines.call(call, inline.declaration(), at);
        }
        if (own.isPresent() && own.get() instanceof Named.Instance instance) {
            return inlines.apply(call, instance, at);
        }
        boolean pairwise = call.bindings().isEmpty() && call.arguments().size() == 2;
        if (REDUCTIONS.containsKey(name) && !pairwise) {
            return reduction(call, REDUCTIONS.get(name), at);
        }
        if (name.equals("size") && call.arguments().size() == 1) {
            return expressions
                    .integer(call.arguments().get(0).value(), at)
                    .map(length ->
                            expressions.plain(List.of(), context.scalars().toReal(length)))
                    .orElseGet(context::poison);
        }
        if (name.equals("dot")) {
            return dot(call, at);
        }
        if (DrawElaborator.NAMES.contains(name)) {
            return draws.call(call, at);
        }
        Optional<ScalarFunction> row = Functions.byNnName(name);
        if (row.isEmpty()) {
            return unknown(call, at);
        }
        if (!call.bindings().isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.function().span(),
                    name + " is applied element by element and takes no dims in brackets");
        }
        if (call.arguments().size() != row.get().arity()
                || call.arguments().stream()
                        .anyMatch(argument -> argument.name().isPresent())) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.span(),
                    name + " takes " + row.get().arity() + (row.get().arity() == 1 ? " argument" : " arguments")
                            + " without names; here are " + call.arguments().size());
        }
        return expressions.applied(call, row.get(), at);
    }

    private Value unknown(Expression.Call call, Environment at) {
        String name = call.function().text();
        if (at.scope().find(name).isPresent()) {
            return context.report(
                    Diagnostic.of(MeaningCodes.KIND, call.function().span(), name + " is not a function")
                            .hint("elements are read with brackets: " + name + "[…]"));
        }
        List<String> known = new ArrayList<>(at.scope().visible());
        known.addAll(Functions.callable().keySet());
        known.addAll(DrawElaborator.NAMES);
        known.addAll(List.of("sum", "prod", "max", "min", "argmax", "argmin", "dot", "size"));
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.UNKNOWN_NAME, call.function().span(), "there is no function " + name)
                .labelled(DidYouMean.question(name, known));
        return context.report(FOREIGN.containsKey(name) ? diagnostic.hint(FOREIGN.get(name)) : diagnostic);
    }

    private Value reduction(Expression.Call call, Reduction reduction, Environment at) {
        if (call.arguments().size() != 1 || call.arguments().get(0).name().isPresent()) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.span(),
                    call.function().text() + " reduces one argument; here are "
                            + call.arguments().size());
        }
        Expression argument = call.arguments().get(0).value();
        boolean binds =
                call.bindings().stream().anyMatch(binding -> binding.index().isPresent());
        Value value = binds
                ? bound(call, reduction, argument, at)
                : overAxes(call, reduction, expressions.number(argument, at), at);
        if (!value.poison()) {
            checkNotEmpty(call, reduction, value);
        }
        return value;
    }

    private void checkNotEmpty(Expression.Call call, Reduction reduction, Value value) {
        if (reduction == Reduction.SUM || reduction == Reduction.PROD) {
            return;
        }
        for (Index index : value.reduced()) {
            if (ExpressionElaborator.fixed(index.extent())
                    .filter(length -> length <= 0)
                    .isPresent()) {
                context.report(
                        MeaningCodes.EMPTY_RANGE, call.span(), call.function().text() + " over an empty range");
            }
        }
    }

    /** {@code sum[i: n, j: m where i < j](e)}: indices of its own; axes of the argument without an index stay. */
    private Value bound(Expression.Call call, Reduction reduction, Expression argument, Environment at) {
        Environment inner = at.inner();
        List<Index> over = new ArrayList<>();
        for (Binding binding : call.bindings()) {
            if (binding.index().isEmpty()) {
                return context.report(Diagnostic.of(
                                MeaningCodes.ARGUMENTS, binding.span(), "indices and dims can't be mixed in brackets")
                        .hint("give it an index: i: " + binding.span().text()));
            }
            Optional<Scalar> extent = new Lengths(context, false).of(binding.range(), inner.scope());
            if (extent.isEmpty()) {
                return context.poison();
            }
            String name = binding.index().get().text();
            Index index = context.fresh(range(binding.range(), extent.get(), inner), name);
            if (inner.scope()
                    .find(name)
                    .filter(named -> !(named instanceof Named.Inline))
                    .isPresent()) {
                return context.report(
                        MeaningCodes.DUPLICATE,
                        binding.index().get().span(),
                        name + " is already the name of something else");
            }
            inner.scope().put(name, new Named.Bound(binding.span(), index));
            over.add(index);
        }
        Scalar filter = context.always();
        if (call.where().isPresent()) {
            Value where = expressions.condition(call.where().get(), inner);
            if (where.poison()) {
                return where;
            }
            filter = where.body();
            inner = inner.assuming(filter);
        }
        Value value = expressions.number(argument, inner);
        return value.poison() ? value : contractions.reduced(value.axes(), reduction, over, filter, value.body());
    }

    /** A range that is a dim keeps the dim, so that its index stands for an axis. */
    private Scalar range(Expression range, Scalar extent, Environment at) {
        return range instanceof Expression.Reference reference
                        && at.scope().find(reference.name()).orElseThrow() instanceof Named.Dims dims
                        && dims.dims().size() == 1
                ? context.equations().size(dims.dims().get(0))
                : extent;
    }

    private Value overAxes(Expression.Call call, Reduction reduction, Value value, Environment at) {
        if (value.poison()) {
            return value;
        }
        Optional<List<Axis>> over = call.bindings().isEmpty()
                ? Optional.of(value.axes())
                : axes(call.bindings(), value, call.arguments().get(0).span(), at);
        if (over.isEmpty()) {
            return context.poison();
        }
        if (over.get().isEmpty()) {
            boolean position = reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
            return position ? context.report(MeaningCodes.KIND, call.span(), "a number has no largest element") : value;
        }
        Value reduced = contractions.reduced(value, reduction, over.get());
        boolean position = reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
        return position && over.get().size() == 1
                ? reduced.indexing(Optional.of(over.get().get(0).dim().actual()))
                : reduced;
    }

    /** The axes of a value that brackets name. */
    Optional<List<Axis>> axes(List<Binding> bindings, Value value, Span of, Environment at) {
        List<Axis> axes = new ArrayList<>();
        for (Binding binding : bindings) {
            Optional<List<Dim>> dims = dims(binding, at);
            if (dims.isEmpty()) {
                return Optional.empty();
            }
            for (Dim dim : dims.get()) {
                if (value.repeats(dim)) {
                    context.report(Diagnostic.of(
                                    MeaningCodes.REPEATED_AXIS,
                                    binding.span(),
                                    of.text() + " is " + value.shape() + ": it has the dim " + dim.name() + " twice")
                            .hint("bind indices: sum[i: " + dim.name() + "](…)"));
                    return Optional.empty();
                }
                Optional<Axis> axis =
                        value.axes().stream().filter(one -> one.dim() == dim).findFirst();
                if (axis.isEmpty()) {
                    context.report(Diagnostic.of(
                            MeaningCodes.UNKNOWN_AXIS,
                            binding.span(),
                            of.text() + " has no dim " + dim.name() + ": it is " + value.shape()));
                    return Optional.empty();
                }
                axes.add(axis.get());
            }
        }
        return Optional.of(axes);
    }

    /** The dims that something in brackets names. */
    Optional<List<Dim>> dims(Binding binding, Environment at) {
        if (binding.index().isEmpty() && binding.range() instanceof Expression.Reference reference) {
            Optional<Named> named = at.scope().find(reference.name());
            if (named.isPresent() && named.get() instanceof Named.Dims dims) {
                return Optional.of(dims.dims());
            }
            if (named.isEmpty()) {
                context.report(Lengths.unknown(reference.span(), reference.name(), at.scope()));
                return Optional.empty();
            }
        }
        context.report(MeaningCodes.KIND, binding.span(), "a dim is needed here");
        return Optional.empty();
    }

    private Value dot(Expression.Call call, Environment at) {
        if (call.arguments().size() != 2 || call.bindings().isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS, call.span(), "dot contracts a dim of two arguments: dot[d](a, b)");
        }
        Expression a = call.arguments().get(0).value();
        Expression b = call.arguments().get(1).value();
        Value left = expressions.number(a, at);
        Value right = expressions.number(b, at);
        if (left.poison() || right.poison()) {
            return context.poison();
        }
        Optional<List<Axis>> inLeft = axes(call.bindings(), left, a.span(), at);
        Optional<List<Axis>> inRight = axes(call.bindings(), right, b.span(), at);
        if (inLeft.isEmpty() || inRight.isEmpty()) {
            return context.poison();
        }
        List<Axis> all = new ArrayList<>(left.axes());
        right.axes().stream().filter(axis -> !all.contains(axis)).forEach(all::add);
        Value product = expressions.plain(all, context.scalars().mul(left.body(), right.body()));
        return contractions.reduced(product, Reduction.SUM, inLeft.get());
    }
}
