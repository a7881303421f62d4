package dev.chainrule.samples;

/** The share of rows whose most probable class is the label. */
final class Accuracy {

    private Accuracy() {}

    static double of(float[] probability, int[] labels) {
        int classes = probability.length / labels.length;
        int right = 0;
        for (int n = 0; n < labels.length; n++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = probability[n * classes + c] > probability[n * classes + best] ? c : best;
            }
            right += best == labels[n] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}
