package dev.chainrule.equation;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The derivatives that a model asks for.
 *
 * @param methods what the class offers, in the order asked for
 * @param inner what equations read, each after those that its own expression needs; none once they have equations
 */
public record Derivatives(List<Entry.Kind> methods, List<Inner> inner) {

    /** What is offered where nothing is said. */
    public static final Derivatives GRADIENT = new Derivatives(List.of(Entry.Kind.GRADIENT), List.of());

    /** No derivative at all. */
    public static final Derivatives NONE = new Derivatives(List.of(), List.of());

    /**
     * {@code result[i, …, p, …]} is the derivative of {@code of[i, …]} with respect to {@code by[p, …]}. It has no equation
     * until it is differentiated.
     */
    public record Inner(Tensor result, Tensor of, Tensor by) {}

    public Derivatives {
        methods = List.copyOf(methods);
        inner = List.copyOf(inner);
    }

    Derivatives with(UnaryOperator<Tensor> now) {
        return new Derivatives(
                methods,
                inner.stream()
                        .map(one -> new Inner(one.result(), now.apply(one.of()), now.apply(one.by())))
                        .toList());
    }
}
