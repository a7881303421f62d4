package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An instance that was made {@code times k}, applied: copy by copy, each to what the copy before it gives. That is a
 * recurrence, {@code y[l] = block(l == 0 ? x : y[l - 1])} with the parameters of copy {@code l}, so neither the equations
 * nor the Java grow with {@code k}.
 */
final class ModuleChain {

    private final Context context;
    private final Expression.Call call;
    private final ModuleInstance instance;
    private final List<Scalar> around;
    private final String chained;

    /** @param around where among the copies of what the instance stands in */
    ModuleChain(Context context, Expression.Call call, ModuleInstance instance, List<Scalar> around) {
        this.context = context;
        this.call = call;
        this.instance = instance;
        this.around = around;
        this.chained = instance.declaration().parameters().isEmpty()
                ? ""
                : instance.declaration().parameters().get(0).name().text();
    }

    private Scalars scalars() {
        return context.scalars();
    }

    /** What the last copy gives. */
    Value apply(Map<String, Value> arguments, Environment at) {
        if (chained.isEmpty()) {
            return context.report(
                    MeaningCodes.ARGUMENTS,
                    call.span(),
                    instance.path() + " has no argument to be applied in a chain to");
        }
        Value input = context.settled(arguments.get(chained));
        Dim copies = instance.times().orElseThrow();
        Index copy = context.indices().fresh(context.equations().size(copies), "l");
        Optional<Value> rehearsed = rehearsed(arguments, copy, at);
        if (rehearsed.isEmpty()) {
            return context.poison();
        }
        Box box = Box.around(context, captured(arguments, rehearsed.get(), copy));
        List<Scalar> extents = new ArrayList<>(box.extents());
        extents.add(context.equations().size(copies));
        input.axes().forEach(axis -> extents.add(axis.index().extent()));
        Tensor chain =
                context.equations().declare(instance.path(), extents, Type.REAL, Optional.empty(), Optional.empty());
        Scalar here = scalars().leaf(copy);
        Scalar before = scalars().call(Whole.SUBTRACT, here, scalars().integer(1));
        Scalar body = scalars()
                .choice(
                        scalars().lessOrEqual(scalars().integer(0), before),
                        read(chain, box, before, input),
                        input.body());
        Map<String, Value> given = new LinkedHashMap<>(arguments);
        given.put(chained, Value.of(input.axes(), body, context.always()));
        Value result = applied(context, given, copy, at);
        if (result.poison()) {
            return result;
        }
        List<Index> indices = new ArrayList<>(box.axes());
        indices.add(copy);
        input.axes().forEach(axis -> indices.add(axis.index()));
        context.redefine(chain, indices, box.inside(result));
        Scalar last = scalars()
                .call(
                        Whole.SUBTRACT,
                        context.equations().size(copies),
                        scalars().integer(1));
        return Value.of(input.axes(), read(chain, box, last, input), context.always());
    }

    private Value applied(Context where, Map<String, Value> arguments, Index copy, Environment at) {
        List<Scalar> places = new ArrayList<>(around);
        places.add(scalars().leaf(copy));
        return new ExpressionElaborator(where).inlines().applied(call.span(), instance, places, arguments, at);
    }

    /** The result as if the first copy were the only one: it must have the axes of what goes in. */
    private Optional<Value> rehearsed(Map<String, Value> arguments, Index copy, Environment at) {
        Context rehearsal = context.rehearsal();
        Value result = applied(rehearsal, arguments, copy, at);
        if (result.poison()) {
            if (!context.rehearsing()) {
                applied(context, arguments, copy, at); // in earnest, so that the mistake is told
            }
            return Optional.empty();
        }
        Value input = arguments.get(chained);
        if (!new HashSet<>(result.axes()).equals(new HashSet<>(input.axes()))) {
            context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            call.span(),
                            instance.path() + " is applied in a chain, so it must give the axes that it gets: it gets "
                                    + input.shape() + " and gives " + result.shape())
                    .hint("make its last axis the one it contracts, as in new Dense[hidden, hidden] times 4"));
            return Optional.empty();
        }
        return Optional.of(result);
    }

    /** The indices that are bound around the application: the chain's tensor has an axis for each. */
    private Set<Index> captured(Map<String, Value> arguments, Value result, Index copy) {
        List<Scalar> roots = new ArrayList<>(around);
        arguments.values().forEach(value -> roots.addAll(List.of(value.body(), value.filter())));
        roots.addAll(List.of(result.body(), result.filter()));
        Set<Index> captured = new LinkedHashSet<>(Leafs.indices(roots));
        arguments.values().forEach(value -> {
            value.axes().forEach(axis -> captured.remove(axis.index()));
            captured.removeAll(value.reduced());
        });
        result.axes().forEach(axis -> captured.remove(axis.index()));
        captured.removeAll(result.reduced());
        captured.remove(copy);
        return captured;
    }

    private Scalar read(Tensor chain, Box box, Scalar copy, Value input) {
        List<Scalar> subscripts = new ArrayList<>(box.subscripts());
        subscripts.add(copy);
        input.axes().forEach(axis -> subscripts.add(scalars().leaf(axis.index())));
        return context.equations().read(chain, subscripts);
    }
}
