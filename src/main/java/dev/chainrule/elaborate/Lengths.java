package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.Optional;

/** Whole-number expressions of dims and indices: lengths of dims, ranges, subscripts. */
final class Lengths {

    private final Context context;
    private final boolean exact;

    /** @param exact whether a division must leave no rest, as in the length of a dim; elsewhere it rounds down */
    Lengths(Context context, boolean exact) {
        this.context = context;
        this.exact = exact;
    }

    private Scalars scalars() {
        return context.scalars();
    }

    /** The expression as an integer scalar in normal form; empty if it is none, which is reported. */
    Optional<Scalar> of(Expression expression, Scope scope) {
        return build(expression, scope).map(built -> Affine.of(built).toScalar(scalars()));
    }

    private Optional<Scalar> build(Expression expression, Scope scope) {
        if (expression instanceof Expression.Number number) {
            return number.whole() ? Optional.of(scalars().integer((long) number.value())) : refuse(expression);
        }
        if (expression instanceof Expression.Reference reference) {
            return named(reference, scope);
        }
        if (expression instanceof Expression.Negation negation) {
            return build(negation.operand(), scope)
                    .map(operand -> scalars().call(Whole.SUBTRACT, scalars().integer(0), operand));
        }
        if (expression instanceof Expression.Sum sum) {
            return sum(sum, scope);
        }
        if (expression instanceof Expression.Product product) {
            return product(product, scope);
        }
        if (expression instanceof Expression.Call call) {
            return call(call, scope);
        }
        return refuse(expression);
    }

    private Optional<Scalar> refuse(Expression expression) {
        context.report(Diagnostic.of(
                        MeaningCodes.SUBSCRIPTS, expression.span(), "a whole number of dims and indices is needed here")
                .note("it may have whole numbers, dims, indices, + - * /, div(a, b) and mod(a, b)"));
        return Optional.empty();
    }

    private Optional<Scalar> named(Expression.Reference reference, Scope scope) {
        Optional<Named> named = scope.find(reference.name());
        if (named.isEmpty()) {
            context.report(UnknownNames.length(reference.span(), reference.name(), scope));
            return Optional.empty();
        }
        if (named.get() instanceof Named.Bound bound) {
            return Optional.of(scalars().leaf(bound.index()));
        }
        if (named.get() instanceof Named.Dims dims) {
            Scalar product = scalars().integer(1);
            for (dev.chainrule.equation.Dim dim : dims.dims()) {
                product = scalars().call(Whole.MULTIPLY, product, context.size(dim));
            }
            return Optional.of(
                    dims.dims().size() == 1 ? context.size(dims.dims().get(0)) : product);
        }
        return named.get() instanceof Named.Local local
                ? literal(local.value()).or(() -> refuse(reference))
                : refuse(reference);
    }

    /** A name for a whole number that is known when compiling: the argument {@code stride = 2} of a module. */
    Optional<Scalar> literal(Value value) {
        return value.axes().isEmpty()
                ? Constants.quietly(value)
                        .filter(number -> number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE)
                        .map(number -> scalars().integer(number.longValue()))
                : Optional.empty();
    }

    private Optional<Scalar> sum(Expression.Sum sum, Scope scope) {
        Optional<Scalar> total = Optional.empty();
        for (int i = 0; i < sum.operands().size(); i++) {
            Optional<Scalar> operand = build(sum.operands().get(i), scope);
            if (operand.isEmpty()) {
                return Optional.empty();
            }
            boolean minus = sum.minus().get(i);
            total = Optional.of(total.map(
                            before -> scalars().call(minus ? Whole.SUBTRACT : Whole.ADD, before, operand.get()))
                    .orElse(operand.get()));
        }
        return total;
    }

    private Optional<Scalar> product(Expression.Product product, Scope scope) {
        Optional<Scalar> total = Optional.empty();
        for (int i = 0; i < product.operands().size(); i++) {
            Optional<Scalar> operand = build(product.operands().get(i), scope);
            if (operand.isEmpty()) {
                return Optional.empty();
            }
            if (total.isEmpty()) {
                total = operand;
            } else if (product.divides().get(i)) {
                total = divided(total.get(), operand.get(), product.span());
                if (total.isEmpty()) {
                    return total;
                }
            } else {
                total = Optional.of(scalars().call(Whole.MULTIPLY, total.get(), operand.get()));
            }
        }
        return total;
    }

    private Optional<Scalar> divided(Scalar a, Scalar b, Span at) {
        Affine left = Affine.of(a);
        Affine right = Affine.of(b);
        if (right.isConstant() && right.constant() == 0) {
            context.report(MeaningCodes.DIM_LENGTH, at, "this divides by 0");
            return Optional.empty();
        }
        boolean rest = exact
                && left.isConstant()
                && right.isConstant()
                && Math.floorMod(left.constant(), right.constant()) != 0;
        if (rest) {
            context.report(Diagnostic.of(
                            MeaningCodes.DIM_LENGTH,
                            at,
                            left.constant() + " / " + right.constant() + " leaves a rest of "
                                    + Math.floorMod(left.constant(), right.constant()))
                    .hint("write div(a, b) to round down"));
            return Optional.empty();
        }
        return Optional.of(scalars().call(Whole.FLOOR_DIVIDE, a, b));
    }

    private Optional<Scalar> call(Expression.Call call, Scope scope) {
        boolean size = call.function().text().equals("size");
        boolean division =
                call.function().text().equals("div") || call.function().text().equals("mod");
        if (size && call.arguments().size() == 1) {
            return build(call.arguments().get(0).value(), scope);
        }
        if (!division || call.arguments().size() != 2) {
            return refuse(call);
        }
        Optional<Scalar> a = build(call.arguments().get(0).value(), scope);
        Optional<Scalar> b = build(call.arguments().get(1).value(), scope);
        return a.isEmpty() || b.isEmpty()
                ? Optional.empty()
                : Optional.of(scalars()
                        .call(
                                call.function().text().equals("div") ? Whole.FLOOR_DIVIDE : Whole.FLOOR_MODULO,
                                a.get(),
                                b.get()));
    }
}
