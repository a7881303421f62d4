package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.WarningCodes;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Indices that are bound and read nowhere: all terms of the reduction, or all elements along the axis, are then the same.
 * Often a subscript was forgotten, or an axis that the argument has, {@code sum[i: n](x)}, is taken for the index. A
 * count, {@code sum[i: n](1)}, and an axis filled with one number, {@code h[j: n] = 0}, are meant, as is an index whose name
 * begins with {@code _}. In the body of a {@code fn} it is for the arguments to say.
 */
final class UnreadIndices {

    private final Context context;

    UnreadIndices(Context context) {
        this.context = context;
    }

    /**
     * Warns of those that the brackets of a reduction or of a function bind.
     *
     * @param indices that are bound, as the brackets do
     * @param arguments what the call reduces
     * @param filter which combinations of indices count
     */
    void inBrackets(Expression.Call call, List<Index> indices, Collection<Value> arguments, Scalar filter) {
        List<Scalar> parts = new ArrayList<>(List.of(filter));
        arguments.forEach(argument -> parts.add(argument.body()));
        indices.forEach(index -> parts.add(index.extent()));
        if (reads(parts, 0)) {
            unread(call.bindings(), indices, parts).forEach(binding -> warnInBrackets(call, binding, arguments));
        }
    }

    private void warnInBrackets(Expression.Call call, Binding binding, Collection<Value> arguments) {
        String function = call.function().text();
        String index = binding.index().orElseThrow().text();
        String range = Spelling.of(binding.range().span());
        boolean keepsAxis = arguments.stream()
                .flatMap(argument -> argument.dims().stream())
                .anyMatch(dim -> dim.name().equals(range));
        String one = call.arguments().size() == 1
                ? "the argument of " + function + " does"
                : "the arguments of " + function + " do";
        context.report(Diagnostic.of(
                        WarningCodes.UNREAD_INDEX,
                        binding.span(),
                        one + " not depend on " + index + ", so the terms for all " + index + " are the same")
                .hint(
                        keepsAxis
                                ? "reduce over the axis, " + function + "[" + range + "](…), or read it at " + index
                                : "read something at " + index + ", or leave " + index
                                        + " out; if it is meant, call it _" + index));
    }

    /**
     * Warns of those that the left side of an equation binds.
     *
     * @param value the right side, with the bound indices put where their axes are
     */
    void onLeft(List<Binding> bindings, List<Index> indices, Value value) {
        List<Scalar> parts = new ArrayList<>(List.of(value.body(), value.filter()));
        value.reduced().forEach(index -> parts.add(index.extent()));
        if (isOneNumber(value, parts)) {
            return;
        }
        for (Binding binding : unread(bindings, indices, parts)) {
            String index = binding.index().orElseThrow().text();
            context.report(Diagnostic.of(
                            WarningCodes.UNREAD_INDEX,
                            binding.span(),
                            "the right side does not depend on " + index + ", so all elements along "
                                    + Spelling.of(binding.range().span()) + " are the same")
                    .hint("read something at " + index + "; if it is meant, call it _" + index));
        }
    }

    /** Whether a right side fills its elements with one number: a constant, a scalar, or what a reduction makes of all. */
    private static boolean isOneNumber(Value value, List<Scalar> parts) {
        Set<Index> free = new HashSet<>(Leafs.indices(parts));
        value.reduced().forEach(free::remove);
        return free.isEmpty() && (value.reduction() != Reduction.NONE || !reads(parts, 1));
    }

    /** Whether something reads a tensor of so many axes, or of more. */
    private static boolean reads(List<Scalar> parts, int rank) {
        return Reads.among(Traversal.operandsFirst(parts)).stream()
                .anyMatch(read -> read.tensor().rank() >= rank);
    }

    private List<Binding> unread(List<Binding> bindings, List<Index> indices, List<Scalar> parts) {
        if (context.rehearsing() || context.calls().depth() > 0) {
            return List.of();
        }
        Set<Index> read = new HashSet<>(Leafs.indices(parts));
        List<Binding> unread = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            Binding binding = bindings.get(i);
            boolean meant = binding.index().orElseThrow().text().startsWith("_");
            if (!meant && !read.contains(indices.get(i))) {
                unread.add(binding);
            }
        }
        return unread;
    }
}
