package dev.chainrule.schedule;

import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * An array for those axes of a tensor that must be kept.
 *
 * @param tensor whose elements it holds; the array bears its name
 * @param axes of the tensor, outermost first
 */
public record Buffer(Tensor tensor, List<Integer> axes) {

    public Buffer {
        axes = List.copyOf(axes);
    }

    /** The length of each axis that is kept. */
    public List<Scalar> extents() {
        return axes.stream().map(axis -> tensor.extents().get(axis)).toList();
    }

    /** Of the subscripts of an element, those of the axes that are kept. */
    List<Scalar> kept(List<Scalar> subscripts) {
        return axes.stream().map(subscripts::get).toList();
    }
}
