package nist;

import java.util.Arrays;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/** A generated class as a model of Commons Math. */
public record CommonsMathModel(Fit fit, double[] x) implements MultivariateJacobianFunction {

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
        int count = point.getDimension();
        System.arraycopy(point.toArray(), 0, fit.parameters(), 0, count);
        double[] values = new double[x.length];
        double[] partials = new double[x.length * count];
        fit.model().compute(x, x.length, values);
        fit.jacobian().compute(x, x.length, partials);
        RealMatrix rows = MatrixUtils.createRealMatrix(x.length, count);
        for (int i = 0; i < x.length; i++) {
            rows.setRow(i, Arrays.copyOfRange(partials, i * count, (i + 1) * count));
        }
        return new Pair<>(new ArrayRealVector(values, false), rows);
    }
}
