package dev.chainrule.differentiate;

import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Derivatives along a direction: derivatives of an inner product of adjoints and direction. */
public final class DirectionalDerivatives {

    private DirectionalDerivatives() {}

    /** A system with a directional derivative. */
    public record Along(EquationSystem system, Tensor derivative) {}

    /**
     * Adds {@code J v}, in the shape of {@code of}. A vector-Jacobian product is linear in its cotangent, so its inner
     * product with the direction has {@code J v} as its gradient for the cotangent, whatever that is.
     *
     * @param directions from each argument to its part of v
     */
    public static Along jacobianVector(EquationSystem system, Tensor of, Map<Tensor, Tensor> directions) {
        EquationSystem.Builder extended = system.extend();
        Tensor cotangent = extended.given(
                "cotangent", Tensor.Role.INPUT, of.extents(), Type.REAL, Optional.empty(), Optional.empty());
        Gradient.Result back = Gradient.vectorJacobian(
                extended.build(), of, cotangent, List.copyOf(directions.keySet()), Gradient.Use.AGAIN);
        Along product = innerProduct(back, directions);
        Gradient.Result forth = Gradient.of(product.system(), product.derivative(), List.of(cotangent));
        return new Along(forth.system(), forth.partials().get(cotangent));
    }

    /** Adds the gradient of {@code gradient · v}: the Hessian of a scalar times a vector. */
    public static Gradient.Result hessianVector(
            EquationSystem system, Tensor objective, Map<Tensor, Tensor> directions) {
        List<Tensor> wanted = List.copyOf(directions.keySet());
        Gradient.Result gradient = Gradient.jacobian(system, objective, wanted, Gradient.Use.AGAIN);
        Along product = innerProduct(gradient, directions);
        return Gradient.of(product.system(), product.derivative(), wanted);
    }

    private static Along innerProduct(Gradient.Result partials, Map<Tensor, Tensor> directions) {
        EquationSystem.Builder builder = partials.system().extend();
        Scalar total = null;
        for (Map.Entry<Tensor, Tensor> direction : directions.entrySet()) {
            Tensor partial = partials.partials().get(direction.getKey());
            List<Index> indices =
                    partial.extents().stream().map(builder::freshIndex).toList();
            List<Scalar> at = indices.stream().map(builder::node).toList();
            Scalar product = builder.scalars().mul(builder.read(partial, at), builder.read(direction.getValue(), at));
            Scalar part = indices.isEmpty()
                    ? product
                    : builder.read(define(builder, "along_" + direction.getKey().name(), indices, product), List.of());
            total = total == null ? part : builder.scalars().add(total, part);
        }
        Tensor along = define(
                builder, "along", List.of(), total == null ? builder.scalars().zero() : total);
        return new Along(builder.build(), along);
    }

    private static Tensor define(EquationSystem.Builder builder, String name, List<Index> summed, Scalar body) {
        return builder.define(
                name,
                Optional.empty(),
                List.of(),
                summed.isEmpty() ? Reduction.NONE : Reduction.SUM,
                summed,
                builder.scalars().bool(true),
                body,
                IntStream.range(0, summed.size()).mapToObj(axis -> "p" + axis).toList());
    }
}
