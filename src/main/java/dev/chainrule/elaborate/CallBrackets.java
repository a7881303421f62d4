package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Substitution;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the brackets of a call, {@code softmax[digits](z)} or {@code logsumexp[k: clusters](z[n, k])}. An index that
 * is bound there makes a dim for this call alone: what an argument says of the index is read along an axis of that dim.
 */
final class CallBrackets {

    private final Context context;
    private final CallElaborator calls;
    private final Expression.Call call;
    private final Declaration.Inline function;
    private final Environment inner;
    private final List<List<Dim>> dims = new ArrayList<>();
    private final Map<Index, Axis> bound = new LinkedHashMap<>();

    CallBrackets(
            Context context, CallElaborator calls, Expression.Call call, Declaration.Inline function, Environment at) {
        this.context = context;
        this.calls = calls;
        this.call = call;
        this.function = function;
        this.inner = at.inner();
    }

    /** Where the arguments stand: bound indices are visible. */
    Environment arguments() {
        return inner;
    }

    /** Whether an index is bound. */
    boolean binds() {
        return !bound.isEmpty();
    }

    /** Reads the brackets; false if there is a mistake, which is reported. */
    boolean read() {
        if (call.where().isPresent()) {
            context.report(Diagnostic.of(
                            MeaningCodes.NOT_YET,
                            call.where().get().span(),
                            "a filter in the call of a function is not supported by this version yet")
                    .hint("filter in a reduction, sum[i: n where …](…), or choose a value that does not count"));
            return false;
        }
        int formals = function.dims().size();
        boolean one = formals == 1 && !call.bindings().isEmpty();
        if (!one
                && call.bindings().size() != formals
                && !(formals == 1 && call.bindings().isEmpty())) {
            return refuseCount(formals);
        }
        for (Binding binding : call.bindings()) {
            Optional<List<Dim>> named =
                    binding.index().isPresent() ? range(binding).map(List::of) : calls.dims(binding, inner);
            if (named.isEmpty()) {
                return false;
            }
            dims.add(named.get());
        }
        return true;
    }

    private boolean refuseCount(int formals) {
        context.report(Diagnostic.of(
                        MeaningCodes.ARGUMENTS,
                        call.function().span(),
                        function.name() + " takes " + (formals == 0 ? "no dims" : formals + " dims") + " in brackets"
                                + (call.bindings().isEmpty()
                                        ? ""
                                        : ", not " + call.bindings().size()))
                .note("it is declared as " + function.name()
                        + InlineArguments.signature(function.dims(), function.parameters())));
        return false;
    }

    private Optional<Dim> range(Binding binding) {
        Optional<Index> index = calls.index(binding, inner);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Dim dim = context.indices()
                .range(binding.index().get().text(), index.get().extent());
        bound.put(index.get(), new Axis(dim, context.indices().ofAxis(dim, 0)));
        return Optional.of(dim);
    }

    /** Warns of a bound index that no argument depends on. */
    void warn(List<Value> arguments) {
        new UnreadIndices(context).inBrackets(call, List.copyOf(bound.keySet()), arguments, context.always());
    }

    /**
     * An argument whose bound indices have become axes. The first argument has them all, so that what does not depend on
     * an index can be reduced over it.
     */
    Value along(Value argument, boolean first) {
        List<Axis> axes = new ArrayList<>(argument.axes());
        Map<Index, Scalar> places = new LinkedHashMap<>();
        bound.forEach((index, axis) -> {
            boolean depends = Leafs.indices(List.of(argument.body())).contains(index);
            if (depends || first) {
                axes.add(axis);
                places.put(index, context.scalars().leaf(axis.index()));
            }
        });
        return places.isEmpty()
                ? argument
                : Value.of(axes, Substitution.apply(context.scalars(), argument.body(), places), context.always())
                        .indexing(argument.indexOf());
    }

    /** What each formal stands for; without brackets, all axes of the first argument. */
    List<List<Dim>> meant(List<Value> arguments) {
        if (function.dims().size() != 1 || dims.size() == 1) {
            return dims;
        }
        return List.of(
                !dims.isEmpty()
                        ? dims.stream().flatMap(List::stream).toList()
                        : arguments.isEmpty() ? List.of() : arguments.get(0).dims());
    }

    /** The result, unless it still has an axis that only this call knows, which is reported. */
    Value result(Value value) {
        List<Dim> left = bound.values().stream()
                .map(Axis::dim)
                .filter(value.dims()::contains)
                .toList();
        if (left.isEmpty() || value.poison()) {
            return value;
        }
        String index = left.get(0).name();
        return context.report(Diagnostic.of(
                        MeaningCodes.ARGUMENTS,
                        call.span(),
                        "the result of " + function.name() + " still has the axis that " + index + " runs along")
                .note("an index is bound in the call of a function whose result lacks it, as a sum does")
                .hint("name a dim instead: " + function.name() + "["
                        + call.bindings().stream()
                                .map(binding -> Spelling.of(binding.range().span()))
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("")
                        + "](…), with arguments that have it as an axis"));
    }
}
