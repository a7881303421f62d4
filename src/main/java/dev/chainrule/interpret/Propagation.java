package dev.chainrule.interpret;

import dev.chainrule.scalar.ScalarFunction;

/** How a derivative along a direction passes through scalar functions: two ways that share nothing. */
public interface Propagation {

    /** By the derivatives that the rows of the functions state. */
    static Propagation dual() {
        return new DualNumbers();
    }

    /** By the values of the functions at complex numbers; of functions without such values it knows nothing. */
    static Propagation complexStep() {
        return new ComplexStep();
    }

    /** Whether anything is known of a function. */
    boolean covers(ScalarFunction function);

    /**
     * The derivative of a call along a direction.
     *
     * @param result of the call
     * @param tangents of the operands, along the direction; not all are 0
     */
    double through(ScalarFunction function, double result, double[] operands, double[] tangents);
}
