package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code assume size(n) <= size(m);}: a condition on the lengths of dims. It is a fact for all proofs, and checked where
 * lengths come in. Conditions on data are none: an element of a tensor of indices is checked against its dim anyway.
 */
final class AssumptionElaborator {

    private final Context context;
    private final IntegerElaborator lengths;
    private final Requirements requirements;

    AssumptionElaborator(Context context, ExpressionElaborator expressions) {
        this.context = context;
        this.lengths = new IntegerElaborator(context, expressions, IntegerElaborator.Use.ASSUMPTION);
        this.requirements = new Requirements(context);
    }

    /** Whether it can be assumed; if not, that is reported. */
    boolean assume(Item.Assume item, Scope scope) {
        Optional<Scalar> condition = condition(item.condition(), new Environment(scope, context.proof()));
        if (condition.isEmpty()) {
            return false;
        }
        String written = "assume " + item.condition().span().text();
        if (condition.get() instanceof Constant constant && constant.isFalse()) {
            context.report(MeaningCodes.ASSUMPTION, item.condition().span(), "this does not hold");
            return false;
        }
        context.assume(condition.get(), written + " does not hold", item.span());
        return true;
    }

    /** What is known behind the statement in a function: its callers' results require it. */
    Environment require(Item.Assume item, String reason, Environment at) {
        Optional<Scalar> condition = condition(item.condition(), at);
        if (condition.isEmpty()) {
            return at;
        }
        Optional<Scalar> positive = positive(item.condition(), at);
        if (positive.isPresent()) {
            requirements.element(positive.get(), reason, item.condition().span(), at.proof());
        } else {
            requirements.condition(condition.get(), reason, item.condition().span(), at.proof());
        }
        return at.assuming(condition.get());
    }

    /** The length that {@code size(d) > 0} says to have an element. */
    private Optional<Scalar> positive(Expression condition, Environment at) {
        return condition instanceof Expression.Comparison comparison
                        && comparison.operator().equals(">")
                        && comparison.right() instanceof Expression.Number number
                        && number.value() == 0
                ? lengths.of(comparison.left(), at)
                : Optional.empty();
    }

    private Optional<Scalar> condition(Expression expression, Environment at) {
        Scalars e = context.scalars();
        if (expression instanceof Expression.Not not) {
            return condition(not.operand(), at).map(e::not);
        }
        if (expression instanceof Expression.Logic logic) {
            List<Scalar> operands = new ArrayList<>();
            for (Expression operand : logic.operands()) {
                condition(operand, at).ifPresent(operands::add);
            }
            return operands.size() < logic.operands().size()
                    ? Optional.empty()
                    : operands.stream().reduce((a, b) -> logic.and() ? e.and(a, b) : e.or(a, b));
        }
        if (expression instanceof Expression.Comparison comparison) {
            Optional<Scalar> left = lengths.of(comparison.left(), at);
            Optional<Scalar> right = lengths.of(comparison.right(), at);
            return left.isEmpty() || right.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Comparisons.of(e, comparison.operator(), left.get(), right.get()));
        }
        context.report(Diagnostic.of(
                        MeaningCodes.ASSUMPTION, expression.span(), "a condition on the lengths of dims is needed here")
                .hint("compare them: assume size(n) > 0;"));
        return Optional.empty();
    }
}
