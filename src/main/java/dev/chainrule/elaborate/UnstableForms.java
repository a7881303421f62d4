package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.WarningCodes;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms that lose their digits, or overflow, for ordinary values of their operands, that no stabilisation rewrites, and for
 * which there is a better one. They are looked for as they are written, and through the names of a body's own equations.
 */
final class UnstableForms {

    /** A number added to keep a logarithm finite is small; a larger one belongs to the formula. */
    private static final double LARGEST_GUARD = 1e-3;

    private final Map<String, Expression> named = new HashMap<>();
    private final List<Diagnostic> found = new ArrayList<>();

    private UnstableForms() {}

    static List<Diagnostic> in(Declaration declaration) {
        UnstableForms forms = new UnstableForms();
        List<Item> items = declaration instanceof Declaration.Function function
                ? function.items()
                : ((Declaration.Network) declaration).items();
        for (Item item : items) {
            if (item instanceof Item.Equation equation && equation.bindings().isEmpty()) {
                forms.named.put(equation.name().text(), equation.value());
            }
        }
        for (Item item : items) {
            if (item instanceof Item.Equation equation) {
                forms.look(equation.value());
            } else if (item instanceof Item.Return result) {
                forms.look(result.value());
            } else if (item instanceof Item.Update update) {
                forms.look(update.value());
            }
        }
        return forms.found;
    }

    private void look(Expression root) {
        Deque<Expression> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Expression expression = open.pop();
            argument(expression, "log").ifPresent(inner -> logarithm(expression, inner));
            if (expression instanceof Expression.Sum sum) {
                variance(sum);
            }
            SyntaxWalk.parts(expression).forEach(open::push);
        }
    }

    private void logarithm(Expression log, Expression inner) {
        if (!(seen(inner) instanceof Expression.Sum sum) || sum.operands().size() != 2) {
            return;
        }
        Expression first = sum.operands().get(0);
        Expression second = sum.operands().get(1);
        if (!sum.minus().get(1) && (isGuard(first) || isGuard(second))) {
            guarded(log, seen(isGuard(first) ? second : first));
        }
    }

    private void guarded(Expression log, Expression value) {
        if (argument(value, "softmax").isPresent() || argument(value, "sigmoid").isPresent()) {
            String function = ((Expression.Call) value).function().text();
            warn(
                    log,
                    "the number added hides small probabilities from the logarithm, and from its gradient",
                    "leave it out: log(" + function + "(…)) is rewritten so that it stays finite");
        } else if (argument(value, "sum")
                .flatMap(inner -> argument(inner, "exp"))
                .isPresent()) {
            warn(
                    log,
                    "exp overflows from 710 on, whatever is added",
                    "write logsumexp, which shifts by the largest: logsumexp[k](x)");
        }
    }

    /** {@code mean(x^2) - mean(x)^2} */
    private void variance(Expression.Sum sum) {
        if (sum.operands().size() != 2 || !sum.minus().get(1)) {
            return;
        }
        Optional<Expression> squared = argument(seen(sum.operands().get(0)), "mean");
        Optional<Expression> mean = squareOf(seen(sum.operands().get(1))).map(this::seen);
        if (squared.isEmpty() || mean.isEmpty()) {
            return;
        }
        Optional<Expression> base = squareOf(seen(squared.get()));
        Optional<Expression> averaged = argument(mean.get(), "mean");
        if (base.isPresent() && averaged.isPresent() && same(base.get(), averaged.get())) {
            warn(
                    sum,
                    "this loses its digits where the mean is large beside the deviation, and may be negative",
                    "write variance(x), or mean((x - mean(x))^2)");
        }
    }

    private void warn(Expression at, String why, String hint) {
        found.add(Diagnostic.of(WarningCodes.UNSTABLE, at.span(), Spelling.of(at.span()) + " is computed inaccurately")
                .labelled(why)
                .hint(hint));
    }

    /** What a name stands for that one of the body's equations gives. */
    private Expression seen(Expression expression) {
        return expression instanceof Expression.Reference reference
                ? named.getOrDefault(reference.name(), expression)
                : expression;
    }

    /** The argument of a call of {@code function} with one. */
    private static Optional<Expression> argument(Expression expression, String function) {
        return expression instanceof Expression.Call call
                        && call.function().text().equals(function)
                        && call.arguments().size() == 1
                ? Optional.of(call.arguments().get(0).value())
                : Optional.empty();
    }

    private static Optional<Expression> squareOf(Expression expression) {
        return expression instanceof Expression.Power power
                        && power.exponent() instanceof Expression.Number number
                        && number.value() == 2
                ? Optional.of(power.base())
                : Optional.empty();
    }

    private static boolean isGuard(Expression expression) {
        return expression instanceof Expression.Number number && number.value() > 0 && number.value() <= LARGEST_GUARD;
    }

    private static boolean same(Expression a, Expression b) {
        return a.span().text().equals(b.span().text());
    }
}
