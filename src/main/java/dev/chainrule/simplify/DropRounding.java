package dev.chainrule.simplify;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Proof;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.Map;
import java.util.Optional;

/**
 * {@code div(k q + r, k)} becomes {@code q} and {@code mod(k q + r, k)} becomes {@code r} where {@code r} is proven to lie below
 * {@code k}: so {@code div(i * m + j, m)} is {@code i}. Exact: integers do not round.
 */
final class DropRounding implements Rule {

    @Override
    public Optional<Scalar> apply(Scalar node, Scalars e, Definitions d) {
        boolean quotient = node.is(Whole.FLOOR_DIVIDE);
        if (!quotient && !node.is(Whole.FLOOR_MODULO) || IntegerExpressions.isLarge(node)) {
            return Optional.empty();
        }
        Affine divisor = Affine.of(node.operand(1));
        Affine multiple = Affine.constant(0);
        Affine rest = Affine.constant(0);
        Affine dividend = Affine.of(node.operand(0));
        for (Map.Entry<Scalar, Long> term : dividend.terms().entrySet()) {
            Optional<Affine> part = quotient(term.getKey(), term.getValue(), node.operand(1), divisor);
            multiple = part.isPresent() ? multiple.plus(part.get()) : multiple;
            rest = part.isPresent() ? rest : rest.plus(Affine.of(term.getKey()).times(term.getValue()));
        }
        long whole = divisor.value().orElse(0);
        multiple = multiple.plus(whole > 0 ? Math.floorDiv(dividend.constant(), whole) : 0);
        rest = rest.plus(whole > 0 ? Math.floorMod(dividend.constant(), whole) : dividend.constant());
        return apart(multiple, rest, divisor, quotient, d.builder().proof()).map(found -> found.toScalar(e));
    }

    /** What a term is a multiple of. */
    private static Optional<Affine> quotient(Scalar term, long coefficient, Scalar divisor, Affine form) {
        if (form.isConstant()) {
            boolean even = form.constant() > 0 && coefficient % form.constant() == 0;
            return even ? Optional.of(Affine.of(term).times(coefficient / form.constant())) : Optional.empty();
        }
        if (term == divisor) {
            return Optional.of(Affine.constant(coefficient));
        }
        return term.is(Whole.MULTIPLY) && term.operands().contains(divisor)
                ? Optional.of(Affine.of(term.operand(term.operand(0) == divisor ? 1 : 0))
                        .times(coefficient))
                : Optional.empty();
    }

    /** The rest may have to borrow from the multiple: {@code i m - 1 - j} is {@code (i - 1) m + (m - 1 - j)}. */
    private static Optional<Affine> apart(Affine multiple, Affine rest, Affine divisor, boolean quotient, Proof proof) {
        for (int borrowed = -1; borrowed <= 1; borrowed++) {
            Affine now = rest.plus(divisor.times(borrowed));
            if (proof.proven(now) && proof.proven(divisor.minus(now).plus(-1))) {
                return Optional.of(quotient ? multiple.plus(-borrowed) : now);
            }
        }
        return Optional.empty();
    }
}
