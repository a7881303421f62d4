package maxent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.maxent.quasinewton.NegLogLikelihood;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.ml.model.OnePassDataIndexer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which letter comes after the one, two and three before it, in four sonnets. */
class LettersTest {

    /** What is left in these sonnets, in nats, if the letter before is known. */
    private static final double KNOWING_ONE_LETTER = 2.129;

    private final List<Event> events = new ArrayList<>();
    private DataIndexer data;

    @BeforeEach
    void index() throws IOException {
        String text;
        try (InputStream file = LettersTest.class.getResourceAsStream("/sonnets.txt")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        for (int i = 3; i < letters.length(); i++) {
            String[] before = {letters.substring(i - 1, i), letters.substring(i - 2, i), letters.substring(i - 3, i)};
            events.add(new Event(letters.substring(i, i + 1), before));
        }
        TrainingParameters settings = new TrainingParameters();
        settings.put(TrainingParameters.CUTOFF_PARAM, 3);
        data = new OnePassDataIndexer();
        data.init(settings, new HashMap<>());
        data.index(ObjectStreamUtils.createObjectStream(events));
    }

    @Test
    void someEventsHaveFewerPredicatesThanOthers() {
        assertEquals(
                List.of(1, 2, 3),
                Arrays.stream(data.getContexts())
                        .map(context -> context.length)
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void valueAndGradientAreThoseOfOpenNlp() {
        Function ours = new GeneratedLikelihood(data);
        Function theirs = new NegLogLikelihood(data);
        assertEquals(theirs.getDimension(), ours.getDimension());
        double[] point = new Random(1).doubles(ours.getDimension(), -1, 1).toArray();
        assertEquals(theirs.valueAt(point), ours.valueAt(point), 1e-12 * theirs.valueAt(point));
        assertArrayEquals(theirs.gradientAt(point), ours.gradientAt(point), 1e-10);
    }

    @Test
    void theModelIsThatOfTheTrainer() throws IOException {
        TrainingParameters settings = new TrainingParameters();
        settings.put(QNTrainer.L1COST_PARAM, 0.0);
        settings.put(QNTrainer.L2COST_PARAM, 1.0);
        QNTrainer trainer = new QNTrainer();
        trainer.init(settings, new HashMap<>());
        MaxentModel theirs = trainer.trainModel(QNMinimizer.NUM_ITERATIONS_DEFAULT, data);
        MaxentModel ours = MaxEntTrainer.train(data, 1.0);

        double surprise = 0;
        for (Event event : events) {
            double[] probability = ours.eval(event.getContext());
            assertArrayEquals(theirs.eval(event.getContext()), probability, 1e-9);
            surprise -= Math.log(probability[ours.getIndex(event.getOutcome())]);
        }
        assertTrue(surprise / events.size() < KNOWING_ONE_LETTER);
    }
}
