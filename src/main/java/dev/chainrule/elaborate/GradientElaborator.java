package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A derivative inside of an equation, {@code grad[x](e)}. Nothing is differentiated here: what is written down is which
 * element's derivative with respect to which other one is meant.
 */
final class GradientElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;

    GradientElaborator(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /** A value with the axes of {@code x}. */
    Value of(Expression.Gradient gradient, Environment at) {
        if (gradient.of().size() != 1) {
            return context.report(
                    Diagnostic.of(MeaningCodes.ARGUMENTS, gradient.span(), "grad takes one name in brackets")
                            .hint("take the derivatives one by one: grad["
                                    + gradient.of().get(0) + "](…)"));
        }
        Value by = variable(gradient.of().get(0), at);
        // what is differentiated is a number of its own, so that no condition around it holds for its reads
        Environment alone = new Environment(at.scope(), context.proof());
        Value of = expressions.number(gradient.value(), alone);
        if (by.poison() || of.poison()) {
            return context.rehearsing() && !by.poison()
                    ? context.plain(by.axes(), context.scalars().zero())
                    : context.poison();
        }
        if (!of.axes().isEmpty()) {
            return context.report(Diagnostic.of(
                            MeaningCodes.NOT_SCALAR,
                            gradient.value().span(),
                            "grad differentiates a single number, and this is " + of.shape())
                    .hint("where each element depends on its own "
                            + gradient.of().get(0)
                            + " alone, the derivatives of all are those of their sum: grad["
                            + gradient.of().get(0) + "](sum(…))"));
        }
        return derivative(gradient, of.body(), by);
    }

    /** What stands in the brackets: a tensor of real numbers, or those elements of it that indices around leave. */
    private Value variable(Name name, Environment at) {
        Value value = expressions.settled(new Expression.Reference(name.span(), name.text()), at);
        if (value.poison() || isVariable(value)) {
            return value;
        }
        return context.report(
                Diagnostic.of(MeaningCodes.KIND, name.span(), name + " is nothing that a derivative can be taken for")
                        .note("in brackets stands the name of an input, a parameter or an equation, of real numbers"));
    }

    private static boolean isVariable(Value value) {
        return value.type() == Type.REAL && value.body() instanceof Leaf leaf && leaf.atom() instanceof Read;
    }

    private Value derivative(Expression.Gradient gradient, Scalar of, Value by) {
        if (of instanceof Constant) {
            return context.plain(by.axes(), context.scalars().zero());
        }
        Scalar element = of instanceof Leaf leaf && leaf.atom() instanceof Read ? of : named(of);
        List<Index> indices = List.copyOf(Leafs.indices(List.of(element)));
        if (indices.stream()
                .anyMatch(index -> !Leafs.indices(List.of(index.extent())).isEmpty())) {
            return context.report(
                    MeaningCodes.NOT_YET,
                    gradient.span(),
                    "a derivative under an index whose range depends on another index is not supported by this version"
                            + " yet");
        }
        if (needsItself(element, by.body())) {
            return context.report(Diagnostic.of(
                            MeaningCodes.CYCLE,
                            gradient.span(),
                            "this derivative goes through a recurrence that needs it")
                    .hint("differentiate a function of the earlier element: fn slope(z) = grad[z](…), called as"
                            + " slope(h[t - 1])"));
        }
        return context.plain(by.axes(), context.scalars().call(Differentials.DERIVATIVE, element, by.body()));
    }

    /** An expression as an element of a tensor over the indices that are bound around it. */
    private Scalar named(Scalar body) {
        List<Index> indices = context.indices().inOrder(Leafs.indices(List.of(body)));
        Tensor tensor = context.define(
                context.definingName() + "Inner", Optional.empty(), indices, context.plain(List.of(), body));
        return context.equations()
                .read(tensor, indices.stream().map(context.equations()::node).toList());
    }

    /** Whether something on the way from the one to the other is still being defined: equations of a recurrence. */
    private boolean needsItself(Scalar of, Scalar by) {
        Tensor end = ((Read) ((Leaf) by).atom()).tensor();
        Deque<Tensor> open = new ArrayDeque<>(List.of(((Read) ((Leaf) of).atom()).tensor()));
        Set<Tensor> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (tensor.equals(end) || !seen.add(tensor) || tensor.role() != Tensor.Role.DEFINED) {
                continue;
            }
            Optional<Equation> definition = context.equations().definition(tensor);
            if (definition.isEmpty()) {
                return true;
            }
            open.addAll(new ArrayList<>(Reads.tensors(definition.get())));
        }
        return false;
    }
}
