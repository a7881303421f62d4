package maxent;

import java.util.stream.IntStream;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.MaxentModel;

/** Trains a model of OpenNLP with OpenNLP's minimiser and a generated objective. */
public final class MaxEntTrainer {

    private MaxEntTrainer() {}

    /** @param l2Cost how much the sum of the squares of all weights costs */
    public static MaxentModel train(DataIndexer data, double l2Cost) {
        double[] weights = new QNMinimizer(0, l2Cost).minimize(new GeneratedLikelihood(data));
        int outcomes = data.getOutcomeLabels().length;
        int predicates = data.getPredLabels().length;
        int[] all = IntStream.range(0, outcomes).toArray();
        Context[] contexts = IntStream.range(0, predicates)
                .mapToObj(predicate -> new Context(
                        all,
                        IntStream.of(all)
                                .mapToDouble(o -> weights[o * predicates + predicate])
                                .toArray()))
                .toArray(Context[]::new);
        return new QNModel(contexts, data.getPredLabels(), data.getOutcomeLabels());
    }
}
