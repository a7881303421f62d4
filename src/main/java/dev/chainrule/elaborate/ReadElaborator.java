package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads of elements: by position, {@code x[n, i + 1]}; of named axes, {@code logits[digits = y]}; and what a read gives
 * that lies outside, {@code x[n, i - 1] else 0}.
 */
final class ReadElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final ElementwiseElaborator elementwise;
    private final CallElaborator calls;
    private final IntegerElaborator positions;

    ReadElaborator(Context context, ExpressionElaborator expressions, CallElaborator calls) {
        this.context = context;
        this.expressions = expressions;
        this.elementwise = new ElementwiseElaborator(context);
        this.calls = calls;
        this.positions = new IntegerElaborator(context, expressions, IntegerElaborator.Use.POSITION);
    }

    private Scalars scalars() {
        return context.scalars();
    }

    /** The conditions under which a read stays inside, as far as they are not proven. */
    private final class Bounds {

        private final List<Value> unproven = new ArrayList<>();

        private void require(Value condition) {
            unproven.add(condition);
        }

        /** All of them as one condition; empty if everything is proven. */
        private Optional<Value> all(Span at, Expression read, Environment environment) {
            Optional<Value> all = Optional.empty();
            for (Value condition : unproven) {
                all = Optional.of(all.map(before -> elementwise.of(
                                at,
                                List.of(read, read),
                                List.of(before, condition),
                                environment,
                                bodies -> scalars().and(bodies.get(0), bodies.get(1))))
                        .orElse(condition));
            }
            return all;
        }
    }

    Value read(Expression.Read read, Environment at) {
        return read(read, at, Optional.empty());
    }

    Value pick(Expression.Pick pick, Environment at) {
        return pick(pick, at, Optional.empty());
    }

    /** A choice between the read, where it stays inside, and the fallback. */
    Value orElse(Expression.Else written, Environment at) {
        if (written.read() instanceof Expression.Else first) { // a else b else c
            Expression.Else rest = new Expression.Else(
                    first.fallback().span().to(written.fallback().span()), first.fallback(), written.fallback());
            return orElse(new Expression.Else(written.span(), first.read(), rest), at);
        }
        Bounds bounds = new Bounds();
        Value read;
        if (written.read() instanceof Expression.Read positional) {
            read = read(positional, at, Optional.of(bounds));
        } else if (written.read() instanceof Expression.Pick pick) {
            read = pick(pick, at, Optional.of(bounds));
        } else {
            return context.report(Diagnostic.of(
                            MeaningCodes.KIND,
                            written.read().span(),
                            "else says what a read outside of its dim gives, and this is no read")
                    .hint("read an element, x[i - 1] else 0, or choose: condition ? a : b"));
        }
        if (read.poison()) {
            return read;
        }
        Optional<Value> inside = bounds.all(written.span(), written.read(), at);
        if (inside.isEmpty()) {
            return read;
        }
        if (inside.get().poison()) {
            return inside.get();
        }
        Value fallback = fallback(
                written.fallback(), read, at.assuming(scalars().not(inside.get().body())));
        return elementwise
                .of(
                        written.span(),
                        List.of(written.read(), written.read(), written.fallback()),
                        List.of(inside.get(), read, fallback),
                        at,
                        bodies -> scalars().choice(bodies.get(0), bodies.get(1), bodies.get(2)))
                .indexing(read.indexOf());
    }

    /** The fallback of a tensor of indices is an index of the same dim. */
    private Value fallback(Expression written, Value read, Environment at) {
        if (read.type() == Type.REAL) {
            return expressions.number(written, at);
        }
        Value value = positions.value(written, at);
        boolean fits = value.poison()
                || read.indexOf().isEmpty()
                || value.indexOf().equals(read.indexOf())
                || at.proof()
                        .within(
                                value.body(),
                                context.equations().size(read.indexOf().get()));
        return fits
                ? value
                : context.report(
                        MeaningCodes.OUTSIDE,
                        written.span(),
                        "this may lie outside of " + read.indexOf().get().name() + ", whose indices are read here");
    }

    private Value read(Expression.Read read, Environment at, Optional<Bounds> bounds) {
        Value tensor = expressions.settled(read.tensor(), at);
        if (tensor.poison()) {
            return tensor;
        }
        if (read.subscripts().size() != tensor.axes().size()) {
            return context.report(SubscriptMessages.misfit(read, Operand.of(read.tensor(), tensor, at)));
        }
        Map<Index, Scalar> places = new LinkedHashMap<>();
        for (int i = 0; i < read.subscripts().size(); i++) {
            Optional<Scalar> place = subscript(read, i, tensor.axes(), at, bounds);
            if (place.isEmpty()) {
                return context.poison();
            }
            places.put(tensor.axes().get(i).index(), place.get());
        }
        return context.plain(List.of(), Substitution.apply(scalars(), tensor.body(), places))
                .indexing(tensor.indexOf());
    }

    /** The place on an axis that a subscript says. */
    private Optional<Scalar> subscript(
            Expression.Read read, int position, List<Axis> axes, Environment at, Optional<Bounds> bounds) {
        Expression expression = read.subscripts().get(position);
        Optional<Scalar> place = positions.of(expression, at);
        return place.filter(found ->
                staysInside(read, expression.span(), context.plain(List.of(), found), position, axes, at, bounds));
    }

    /** Whether a position is proven to stay inside; if not, it is left to {@code else}, or reported. */
    private boolean staysInside(
            Expression read,
            Span span,
            Value place,
            int position,
            List<Axis> axes,
            Environment at,
            Optional<Bounds> bounds) {
        Dim dim = axes.get(position).dim();
        Scalar size = context.indices().size(dim);
        boolean low = at.proof().nonNegative(place.body());
        boolean high = at.proof().below(place.body(), size);
        if (low && high) {
            return true;
        }
        if (bounds.isPresent()) {
            new WholeLimits(context).fits(place.body(), span);
            if (!low) {
                Scalar fromZero = scalars().lessOrEqual(scalars().integer(0), place.body());
                bounds.get().require(context.plain(place.axes(), fromZero));
            }
            if (!high) {
                Scalar below = scalars().less(place.body(), size);
                bounds.get().require(context.plain(place.axes(), below));
            }
            return true;
        }
        if (context.rehearsing()) {
            return true; // conditions around it may not be known yet
        }
        if (context.doubts().ofLength(size) || context.doubts().ofLength(place.body())) {
            return false; // why has been told
        }
        Optional<String> recurring = recurring(read);
        if (recurring.isPresent() && runsAlong(place.body(), size)) {
            context.report(Diagnostic.of(
                            MeaningCodes.BASE_CASE,
                            read.span(),
                            recurring.get() + " has no beginning: its recurrence reads "
                                    + (low ? "beyond the end of " : "below 0 of ") + dim.name())
                    .hint("say what that gives: " + read.span().text() + " else 0"));
            return false;
        }
        if (place.body() instanceof Leaf leaf
                && leaf.atom() instanceof Index index
                && !context.doubts().range(index, size)) {
            return false;
        }
        OutsideMessage message = new OutsideMessage(context, span, read, place.body(), dim, at.proof());
        context.report(misplaced(place.body(), position, axes)
                .map(other -> message.misplaced(axes.stream().map(Axis::dim).toList(), other))
                .orElseGet(() -> message.of(low, high)));
        return false;
    }

    /** Whether a position is an index of its axis, moved. */
    private static boolean runsAlong(Scalar place, Scalar size) {
        return Leafs.indices(List.of(place)).stream().anyMatch(index -> index.extent() == size);
    }

    /** The index in a position that runs over another axis of what is read, and none that runs over this one. */
    private Optional<Index> misplaced(Scalar place, int position, List<Axis> axes) {
        Set<Index> indices = Leafs.indices(List.of(place));
        Scalar size = context.indices().size(axes.get(position).dim());
        return indices.size() != 1 || runsAlong(place, size)
                ? Optional.empty()
                : indices.stream()
                        .filter(index ->
                                axes.stream().anyMatch(axis -> context.indices().size(axis.dim()) == index.extent()))
                        .findFirst();
    }

    /** The name of an equation that reads itself, if it is what is read. */
    private Optional<String> recurring(Expression read) {
        Expression tensor =
                read instanceof Expression.Read positional ? positional.tensor() : ((Expression.Pick) read).tensor();
        return tensor instanceof Expression.Reference reference && context.isRecurring(reference.name())
                ? Optional.of(reference.name())
                : Optional.empty();
    }

    private Value pick(Expression.Pick pick, Environment at, Optional<Bounds> bounds) {
        Value tensor = expressions.settled(pick.tensor(), at);
        for (Expression.Pick.Position position : pick.positions()) {
            tensor = picked(pick, tensor, position, at, bounds);
        }
        return tensor;
    }

    /** A function that is called without its dims takes all axes of its argument. */
    private static Diagnostic notOne(Name dim, List<Axis> axes) {
        String all = axes.isEmpty()
                ? "no axis"
                : axes.stream().map(axis -> axis.dim().name()).collect(Collectors.joining(" and "));
        return Diagnostic.of(
                        MeaningCodes.ARGUMENTS,
                        dim.span(),
                        dim + " stands for " + all + " here, and one axis is picked from")
                .hint("say in brackets which dim is meant, as in cross_entropy[classes](logits, label)");
    }

    /** {@code e[d = k]}: the axis is replaced by those of {@code k} that the rest of {@code e} lacks; d may be among them. */
    private Value picked(
            Expression.Pick pick,
            Value value,
            Expression.Pick.Position position,
            Environment at,
            Optional<Bounds> bounds) {
        if (value.poison()) {
            return value;
        }
        Binding binding = new Binding(
                position.dim().span(),
                Optional.empty(),
                new Expression.Reference(position.dim().span(), position.dim().text()));
        Optional<List<Axis>> axes = calls.axes(List.of(binding), value, pick.tensor(), at);
        if (axes.isEmpty()) {
            return context.poison();
        }
        if (axes.get().size() != 1) {
            return context.report(notOne(position.dim(), axes.get()));
        }
        Axis axis = axes.get().get(0);
        Value place = positions.value(position.at(), at);
        if (place.poison()) {
            return place;
        }
        boolean ofTheDim =
                place.indexOf().filter(dim -> dim == axis.dim().actual()).isPresent();
        if (!ofTheDim && !staysInside(pick, position.at().span(), place, 0, List.of(axis), at, bounds)) {
            return context.poison();
        }
        List<Axis> result = new ArrayList<>();
        for (Axis one : value.axes()) {
            if (one.equals(axis)) {
                place.axes().stream()
                        .filter(extra -> extra.equals(axis) || !value.axes().contains(extra))
                        .forEach(result::add);
            } else {
                result.add(one);
            }
        }
        return context.plain(result, Substitution.apply(scalars(), value.body(), Map.of(axis.index(), place.body())))
                .indexing(value.indexOf());
    }
}
