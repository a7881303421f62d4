package fit;

import smile.math.DifferentiableMultivariateFunction;

/** The loss of a generated network over given rows, as a function of its parameters. */
public record TumourLoss(Tumour network, double[] x, int[] y) implements DifferentiableMultivariateFunction {

    @Override
    public double f(double[] point) {
        System.arraycopy(point, 0, network.parameters(), 0, point.length);
        return network.loss(x, y, y.length);
    }

    @Override
    public double g(double[] point, double[] gradient) {
        System.arraycopy(point, 0, network.parameters(), 0, point.length);
        return network.lossAndGradient(x, y, y.length, gradient);
    }
}
