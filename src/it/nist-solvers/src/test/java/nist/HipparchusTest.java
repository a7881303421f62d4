package nist;

import java.io.IOException;
import java.util.List;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HipparchusTest {

    static List<Run> runs() throws IOException {
        return Run.all();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void reachesWhatIsCertified(Run run) {
        Optimum optimum = new LevenbergMarquardtOptimizer()
                .withCostRelativeTolerance(1e-15)
                .withParameterRelativeTolerance(1e-12)
                .optimize(new LeastSquaresBuilder()
                        .model(new HipparchusModel(run.fit(), run.problem().x()))
                        .target(run.problem().y())
                        .start(run.from())
                        .maxEvaluations(1000)
                        .maxIterations(1000)
                        .build());
        run.isCertified(
                optimum.getPoint().toArray(),
                Math.pow(optimum.getResiduals().getNorm(), 2),
                optimum.getSigma(1e-30).toArray());
    }
}
