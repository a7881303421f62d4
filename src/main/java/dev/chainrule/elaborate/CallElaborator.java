package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
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

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Contractions contractions;
    private final InlineElaborator inlines;
    private final Requirements requirements;
    private final DrawElaborator draws;
    private final IntegerElaborator ranges;
    private final UnreadIndices unread;

    CallElaborator(Context context, ExpressionElaborator expressions, Contractions contractions) {
        this.context = context;
        this.expressions = expressions;
        this.contractions = contractions;
        this.inlines = new InlineElaborator(context, expressions, this);
        this.requirements = new Requirements(context);
        this.draws = new DrawElaborator(context, expressions, this);
        this.ranges = new IntegerElaborator(context, expressions, IntegerElaborator.Use.RANGE);
        this.unread = new UnreadIndices(context);
    }

    InlineElaborator inlines() {
        return inlines;
    }

    Value call(Expression.Call call, Environment at) {
        String name = call.function().text();
        Optional<Named> own = at.scope().find(name);
        boolean binds =
                call.bindings().stream().anyMatch(binding -> binding.index().isPresent());
        if (call.where().isPresent() && !binds) {
            return context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            call.where().get().span(),
                            "`where` filters indices, and none is bound here")
                    .hint("bind one: " + name + "[i: dim where …](…)"));
        }
        if (own.isPresent() && own.get() instanceof Named.Inline inline) {
            return inlines.call(call, inline.declaration(), at);
        }
        if (own.isPresent() && own.get() instanceof Named.Instance instance) {
            return inlines.apply(call, instance, at);
        }
        boolean pairwise = call.bindings().isEmpty()
                && call.arguments().size() == 2
                && Functions.byNnName(name).isPresent();
        if (REDUCTIONS.containsKey(name) && !pairwise) {
            return reduction(call, REDUCTIONS.get(name), at);
        }
        if (name.equals("size")) {
            if (call.arguments().size() != 1) {
                return context.report(MeaningCodes.ARGUMENTS, call.span(), "size takes one dim: size(n)");
            }
            return ranges.of(call.arguments().get(0).value(), at)
                    .map(length -> context.plain(List.of(), context.scalars().toReal(length)))
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
        Optional<Diagnostic> misfit = ScalarCalls.misfit(call, row.get());
        if (misfit.isPresent()) {
            return context.report(misfit.get());
        }
        return expressions.applied(call, row.get(), at);
    }

    private Value unknown(Expression.Call call, Environment at) {
        String name = call.function().text();
        Optional<Named> named = at.scope().find(name);
        if (named.isEmpty()) {
            return context.report(UnknownNames.function(call, at.scope()));
        }
        boolean poisoned =
                named.get() instanceof Named.Local local && local.value().poison();
        if (poisoned || context.doubts().ofName(name)) {
            return context.poison(); // told where it was defined
        }
        boolean number =
                named.get() instanceof Named.Array array && array.tensor().rank() == 0
                        || named.get() instanceof Named.Bound;
        return context.report(Diagnostic.of(MeaningCodes.KIND, call.function().span(), name + " is not a function")
                .with(named.get().at(), name + " is declared here")
                .hint(
                        number
                                ? "write * to multiply: " + name + " * (…)"
                                : "elements are read with brackets: " + name + "[…]"));
    }

    private Value reduction(Expression.Call call, Reduction reduction, Environment at) {
        String name = call.function().text();
        if (call.arguments().size() != 1) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.span(),
                    name + " reduces one argument; here are " + call.arguments().size());
        }
        if (call.arguments().get(0).name().isPresent()) {
            return context.report(MeaningCodes.ARGUMENTS, call.span(), "the argument of " + name + " has no name");
        }
        Expression argument = call.arguments().get(0).value();
        boolean binds =
                call.bindings().stream().anyMatch(binding -> binding.index().isPresent());
        Value value = binds
                ? bound(call, reduction, argument, at)
                : overAxes(call, reduction, expressions.number(argument, at), at);
        if (!value.poison()) {
            requireElements(call, reduction, value, at);
        }
        return value;
    }

    /** Nothing has no largest element. */
    private void requireElements(Expression.Call call, Reduction reduction, Value value, Environment at) {
        if (reduction == Reduction.SUM || reduction == Reduction.PROD) {
            return;
        }
        String reason = context.calls().shown().orElse(call.function().text());
        for (Index index : value.reduced()) {
            requirements.element(index.extent(), reason, call.span(), at.proof());
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
            Optional<Index> index = index(binding, inner);
            if (index.isEmpty()) {
                return context.poison();
            }
            over.add(index.get());
        }
        Scalar filter = context.always();
        if (call.where().isPresent()) {
            Value where = expressions.condition(call.where().get(), inner);
            if (where.poison() && !context.rehearsing()) {
                return where;
            }
            if (!where.poison()) { // a rehearsal asks for axes alone
                filter = where.body();
                inner = inner.assuming(filter);
            }
        }
        Value value = expressions.number(argument, inner);
        if (value.poison()) {
            return value;
        }
        unread.inBrackets(call, over, List.of(value), filter);
        Value reduced = contractions.reduced(value.axes(), reduction, over, filter, value.body());
        return isPosition(reduction) && call.where().isEmpty() && over.size() == 1
                ? reduced.indexing(dim(call.bindings().get(0).range(), at).map(Dim::actual))
                : reduced;
    }

    private static boolean isPosition(Reduction reduction) {
        return reduction == Reduction.ARGMAX || reduction == Reduction.ARGMIN;
    }

    /** Binds an index to its range in a scope; empty if there is a mistake, which is reported. */
    Optional<Index> index(Binding binding, Environment at) {
        Optional<Scalar> extent = ranges.of(binding.range(), at);
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        Name name = binding.index().orElseThrow();
        if (!context.isFreeIndex(name, at.scope())) {
            return Optional.empty();
        }
        Index index = context.indices().fresh(range(binding.range(), extent.get(), at), name.text());
        at.scope().put(name.text(), new Named.Bound(name.span(), index));
        return Optional.of(index);
    }

    /** A range that is a dim keeps the dim, so that its index stands for an axis. */
    private Scalar range(Expression range, Scalar extent, Environment at) {
        return dim(range, at).map(context.indices()::size).orElse(extent);
    }

    private static Optional<Dim> dim(Expression range, Environment at) {
        return range instanceof Expression.Reference reference
                        && at.scope().find(reference.name()).orElseThrow() instanceof Named.Dims dims
                        && dims.dims().size() == 1
                ? Optional.of(dims.dims().get(0))
                : Optional.empty();
    }

    private Value overAxes(Expression.Call call, Reduction reduction, Value value, Environment at) {
        if (value.poison()) {
            return value;
        }
        Optional<List<Axis>> over = call.bindings().isEmpty()
                ? Optional.of(value.axes())
                : axes(call.bindings(), value, call.arguments().get(0).value(), at);
        if (over.isEmpty()) {
            return context.poison();
        }
        if (over.get().isEmpty()) {
            return isPosition(reduction)
                    ? context.report(MeaningCodes.KIND, call.span(), "a number has no largest element")
                    : value;
        }
        Value reduced = contractions.reduced(value, reduction, over.get());
        return isPosition(reduction) && over.get().size() == 1
                ? reduced.indexing(Optional.of(over.get().get(0).dim().actual()))
                : reduced;
    }

    /** The axes of a value that brackets name. */
    Optional<List<Axis>> axes(List<Binding> bindings, Value value, Expression of, Environment at) {
        List<Axis> axes = new ArrayList<>();
        for (Binding binding : bindings) {
            Optional<List<Dim>> dims = dims(binding, at);
            if (dims.isEmpty()) {
                return Optional.empty();
            }
            for (Dim dim : dims.get()) {
                if (value.repeats(dim)) {
                    context.report(repeated(binding, value, Operand.of(of, value, at), dim));
                    return Optional.empty();
                }
                Optional<Axis> axis =
                        value.axes().stream().filter(one -> one.dim() == dim).findFirst();
                if (axis.isEmpty()) {
                    context.report(lacking(binding, value, Operand.of(of, value, at), dim));
                    return Optional.empty();
                }
                axes.add(axis.get());
            }
        }
        return Optional.of(axes);
    }

    private static Diagnostic repeated(Binding binding, Value value, Operand of, Dim dim) {
        String indices = String.join(
                ", ",
                List.of("i", "j", "k", "l", "m")
                        .subList(0, Math.min(5, value.axes().size())));
        Diagnostic diagnostic = Diagnostic.of(
                        MeaningCodes.REPEATED_AXIS,
                        binding.span(),
                        of.text() + " is " + value.shape() + ": it has the dim " + dim.name() + " twice")
                .hint("say which with indices: " + of.text() + "[" + indices + "]");
        return of.declared()
                .map(label -> diagnostic.with(label.at(), label.text()))
                .orElse(diagnostic);
    }

    private static Diagnostic lacking(Binding binding, Value value, Operand of, Dim dim) {
        Diagnostic diagnostic = Diagnostic.of(
                MeaningCodes.UNKNOWN_AXIS,
                binding.span(),
                of.text()
                        + (value.axes().isEmpty() ? " is a number and has no dim " : " has no dim ")
                        + dim.name()
                        + (value.axes().isEmpty() ? "" : ": it is " + value.shape()));
        return of.declared()
                .map(label -> diagnostic.with(label.at(), label.text()))
                .orElse(diagnostic);
    }

    /** The dims that something in brackets names. */
    Optional<List<Dim>> dims(Binding binding, Environment at) {
        if (binding.index().isEmpty() && binding.range() instanceof Expression.Reference reference) {
            Optional<Named> named = at.scope().find(reference.name());
            if (named.isPresent() && named.get() instanceof Named.Dims dims) {
                return Optional.of(dims.dims());
            }
            if (named.isEmpty()) {
                context.report(UnknownNames.dim(reference.span(), reference.name(), at.scope()));
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
        Optional<List<Axis>> inLeft = axes(call.bindings(), left, a, at);
        Optional<List<Axis>> inRight = axes(call.bindings(), right, b, at);
        if (inLeft.isEmpty() || inRight.isEmpty()) {
            return context.poison();
        }
        List<Axis> all = new ArrayList<>(left.axes());
        right.axes().stream().filter(axis -> !all.contains(axis)).forEach(all::add);
        Value product = context.plain(all, context.scalars().mul(left.body(), right.body()));
        return contractions.reduced(product, Reduction.SUM, inLeft.get());
    }
}
