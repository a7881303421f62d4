package fit;

import smile.math.DifferentiableMultivariateFunction;

/** A generated function as Smile minimises it. */
public final class RosenbrockFunction implements DifferentiableMultivariateFunction {

    @Override
    public double f(double[] x) {
        return Rosenbrock.value(x, x.length);
    }

    @Override
    public double g(double[] x, double[] gradient) {
        return Rosenbrock.gradient(x, x.length, gradient);
    }
}
