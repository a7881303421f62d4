package dev.chainrule.elaborate;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.List;
import java.util.function.IntFunction;

/** Sums, products and contractions, from left to right: each operand must line up with what stands before it. */
final class ChainElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final ElementwiseElaborator elementwise;
    private final Contractions contractions;

    ChainElaborator(Context context, ExpressionElaborator expressions, Contractions contractions) {
        this.context = context;
        this.expressions = expressions;
        this.elementwise = new ElementwiseElaborator(context);
        this.contractions = contractions;
    }

    /** What an operand makes of all before it. */
    @FunctionalInterface
    private interface Step {
        Scalar apply(Scalar before, Scalar next, int position);
    }

    Value sum(Expression.Sum sum, Environment at) {
        Scalars e = context.scalars();
        return chain(
                sum.operands(),
                end -> new Expression.Sum(
                        covered(sum.operands(), end),
                        sum.operands().subList(0, end),
                        sum.minus().subList(0, end)),
                (before, next, i) -> sum.minus().get(i) ? e.sub(before, next) : e.add(before, next),
                at);
    }

    Value product(Expression.Product product, Environment at) {
        Scalars e = context.scalars();
        return chain(
                product.operands(),
                end -> new Expression.Product(
                        covered(product.operands(), end),
                        product.operands().subList(0, end),
                        product.divides().subList(0, end)),
                (before, next, i) -> product.divides().get(i) ? e.div(before, next) : e.mul(before, next),
                at);
    }

    private static Span covered(List<Expression> operands, int end) {
        return operands.get(0).span().to(operands.get(end - 1).span());
    }

    /** @param beginning the operands before one, as one expression for a message */
    private Value chain(List<Expression> operands, IntFunction<Expression> beginning, Step step, Environment at) {
        Value total = expressions.number(operands.get(0), at);
        boolean poisoned = total.poison();
        for (int i = 1; i < operands.size(); i++) {
            Value next = expressions.number(operands.get(i), at);
            if (context.rehearsing() && (poisoned || next.poison())) {
                total = poisoned ? next : total;
                poisoned = total.poison();
                continue;
            }
            poisoned |= next.poison();
            if (poisoned) {
                continue; // the other operands may have mistakes of their own
            }
            int position = i;
            total = elementwise.of(
                    covered(operands, i + 1),
                    operand -> operand == 1
                            ? operands.get(position)
                            : position == 1 ? operands.get(0) : beginning.apply(position),
                    List.of(total, next),
                    at,
                    bodies -> step.apply(bodies.get(0), bodies.get(1), position));
            poisoned = total.poison();
        }
        return poisoned ? context.poison() : total;
    }

    Value contraction(Expression.MatMul contraction, Environment at) {
        List<Expression> operands = contraction.operands();
        Value total = expressions.number(operands.get(0), at);
        for (int i = 1; i < operands.size(); i++) {
            Expression left =
                    i == 1 ? operands.get(0) : new Expression.MatMul(covered(operands, i), operands.subList(0, i));
            total = contractions.matrixProduct(
                    covered(operands, i + 1),
                    Operand.of(left, context.settled(total), at),
                    Operand.of(operands.get(i), expressions.number(operands.get(i), at), at));
        }
        return total;
    }
}
