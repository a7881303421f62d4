package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Draws;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code dropout(x, rate)} and {@code noise()}: active while the network trains, absent in its outputs. Each call in the
 * source is a site of its own, and each element a position, so that two equal calls stay two, and one that is computed
 * again stays one.
 */
final class DrawElaborator {

    /** The names of the calls. */
    static final List<String> NAMES = List.of("dropout", "noise");

    private final Context context;
    private final ExpressionElaborator expressions;
    private final CallElaborator calls;

    DrawElaborator(Context context, ExpressionElaborator expressions, CallElaborator calls) {
        this.context = context;
        this.expressions = expressions;
        this.calls = calls;
    }

    Value call(Expression.Call call, Environment at) {
        String name = call.function().text();
        if (context.training().isEmpty()) {
            return context.report(Diagnostic.of(
                            MeaningCodes.NO_TRAINING,
                            call.function().span(),
                            "a function has no training, and so no " + name)
                    .hint("declare a network"));
        }
        boolean named =
                call.arguments().stream().anyMatch(argument -> argument.name().isPresent());
        if (name.equals("dropout")) {
            return call.bindings().isEmpty() && call.arguments().size() == 2 && !isMisnamed(call)
                    ? dropout(call, at)
                    : wrong(call, "dropout takes what is dropped and the rate: dropout(h, 0.5)");
        }
        boolean fits = call.arguments().isEmpty()
                || call.arguments().size() == 1 && !named && call.bindings().isEmpty();
        return fits
                ? noise(call, at)
                : wrong(call, "noise takes dims in brackets, or what it is to have the axes of: noise[batch]()");
    }

    private static boolean isMisnamed(Expression.Call call) {
        return call.arguments().get(0).name().isPresent()
                || call.arguments()
                        .get(1)
                        .name()
                        .filter(name -> !name.text().equals("rate"))
                        .isPresent();
    }

    private Value wrong(Expression.Call call, String title) {
        return context.report(MeaningCodes.ARGUMENTS, call.span(), title);
    }

    private Value dropout(Expression.Call call, Environment at) {
        Value x = expressions.number(call.arguments().get(0).value(), at);
        Expression written = call.arguments().get(1).value();
        Value rate = expressions.number(written, at);
        if (x.poison() || rate.poison()) {
            return context.poison();
        }
        boolean outside = Constants.quietly(rate)
                .filter(known -> !(known >= 0 && known <= 1))
                .isPresent();
        if (outside || !rate.axes().isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS, written.span(), "the rate of dropout is one number from 0 to 1");
        }
        Scalars e = context.scalars();
        Scalar drawn = drawn(Draws.UNIFORM, 1, elements(x, at));
        Scalar kept = e.div(x.body(), e.sub(e.one(), rate.body()));
        return whenTraining(x.axes(), e.choice(e.less(drawn, rate.body()), e.zero(), kept), x.body());
    }

    private Value noise(Expression.Call call, Environment at) {
        List<Axis> axes = new ArrayList<>();
        Set<Index> elements;
        if (!call.arguments().isEmpty()) {
            Value like = expressions.number(call.arguments().get(0).value(), at);
            if (like.poison()) {
                return like;
            }
            axes.addAll(like.axes());
            elements = elements(like, at);
        } else if (!call.bindings().isEmpty()) {
            Optional<List<Axis>> written = axes(call, at);
            if (written.isEmpty()) {
                return context.poison();
            }
            axes.addAll(written.get());
            elements = new LinkedHashSet<>(at.copies());
            elements.addAll(indices(axes));
        } else {
            elements = bound(at);
        }
        if (elements.isEmpty() && call.bindings().isEmpty()) {
            return context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS, call.span(), "it is not said how many numbers this noise has")
                    .note("without dims it has a number for each value of the indices around it, and here are none")
                    .hint("name its dims: noise[batch, latent](), or what it is added to: noise(h)"));
        }
        return whenTraining(
                axes, drawn(Draws.NORMAL, 2, elements), context.scalars().zero());
    }

    private Optional<List<Axis>> axes(Expression.Call call, Environment at) {
        List<Axis> axes = new ArrayList<>();
        for (Binding binding : call.bindings()) {
            Optional<List<Dim>> dims = calls.dims(binding, at);
            if (dims.isEmpty()) {
                return Optional.empty();
            }
            for (Dim dim : dims.get()) {
                int occurrence =
                        (int) axes.stream().filter(axis -> axis.dim() == dim).count();
                axes.add(new Axis(dim, context.indices().ofAxis(dim, occurrence)));
            }
        }
        return Optional.of(axes);
    }

    /** One value while a training method runs, another in outputs. */
    private Value whenTraining(List<Axis> axes, Scalar training, Scalar otherwise) {
        Scalar trains = context.training().orElseThrow().training();
        return context.plain(axes, context.scalars().choice(trains, training, otherwise));
    }

    private static Set<Index> indices(List<Axis> axes) {
        Set<Index> indices = new LinkedHashSet<>();
        axes.forEach(axis -> indices.add(axis.index()));
        return indices;
    }

    /** The indices that tell the elements of a value apart: those bound around it, as made, then those of its axes. */
    private Set<Index> elements(Value value, Environment at) {
        Set<Index> axes = indices(value.axes());
        Set<Index> around = new LinkedHashSet<>(at.copies());
        around.addAll(Leafs.indices(List.of(value.body())));
        Set<Index> elements = new LinkedHashSet<>(context.indices().inOrder(around));
        elements.removeAll(axes);
        elements.addAll(axes);
        return elements;
    }

    private Set<Index> bound(Environment at) {
        Scope scope = at.scope();
        Set<Index> bound = new LinkedHashSet<>(at.copies());
        for (String name : scope.visible()) {
            if (scope.find(name).orElseThrow() instanceof Named.Bound index) {
                bound.add(index.index());
            }
        }
        return new LinkedHashSet<>(context.indices().inOrder(bound));
    }

    private Scalar drawn(ScalarFunction row, int numbers, Set<Index> elements) {
        TrainingNames training = context.training().orElseThrow();
        return context.scalars()
                .call(row, training.seed(), training.step(), training.site(numbers), position(elements));
    }

    /** Row-major; a range that depends on other indices counts as long as it can become. */
    private Scalar position(Set<Index> elements) {
        Scalars e = context.scalars();
        Scalar position = e.integer(0);
        boolean first = true;
        for (Index index : elements) {
            Scalar leaf = e.leaf(index);
            position = first ? leaf : e.call(Whole.ADD, e.call(Whole.MULTIPLY, position, longest(index)), leaf);
            first = false;
        }
        return position;
    }

    /** A linear length is largest at one end of each range it depends on, so the sum over both ends is enough. */
    private Scalar longest(Index index) {
        Scalars e = context.scalars();
        Map<Index, Scalar> lowest = new LinkedHashMap<>();
        Map<Index, Scalar> highest = new LinkedHashMap<>();
        for (Index other : Leafs.indices(List.of(index.extent()))) {
            lowest.put(other, e.integer(0));
            highest.put(other, longest(other));
        }
        Scalar high = Substitution.apply(e, index.extent(), highest);
        return highest.isEmpty() ? high : e.call(Whole.ADD, Substitution.apply(e, index.extent(), lowest), high);
    }
}
