package maxent;

import java.util.Arrays;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.model.DataIndexer;

/** Minus the logarithm of the likelihood of what OpenNLP has indexed, computed by a generated class. */
public final class GeneratedLikelihood implements Function {

    private final int[] predicate;
    private final int[] outcome;
    private final double[] seen;
    private final int slots;
    private final int outcomes;
    private final int predicates;

    public GeneratedLikelihood(DataIndexer data) {
        int[][] contexts = data.getContexts();
        outcome = data.getOutcomeList();
        seen = Arrays.stream(data.getNumTimesEventsSeen()).asDoubleStream().toArray();
        slots = Arrays.stream(contexts)
                .mapToInt(context -> context.length)
                .max()
                .orElse(0);
        outcomes = data.getOutcomeLabels().length;
        predicates = data.getPredLabels().length;
        predicate = new int[contexts.length * slots];
        for (int event = 0; event < contexts.length; event++) {
            for (int slot = 0; slot < contexts[event].length; slot++) {
                predicate[event * slots + slot] = contexts[event][slot] + 1;
            }
        }
    }

    @Override
    public int getDimension() {
        return outcomes * predicates;
    }

    @Override
    public double valueAt(double[] weights) {
        return MaxEnt.value(weights, predicate, outcome, seen, outcome.length, slots, outcomes, predicates);
    }

    @Override
    public double[] gradientAt(double[] weights) {
        double[] gradient = new double[getDimension()];
        MaxEnt.gradient(weights, predicate, outcome, seen, outcome.length, slots, outcomes, predicates, gradient);
        return gradient;
    }
}
