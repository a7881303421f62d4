package dev.chainrule.check;

import dev.chainrule.equation.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a generated class delivers at a point, by the names of its methods: to compare two classes that were made of one
 * program in different ways.
 */
public final class Deliveries {

    private Deliveries() {}

    /** The elements of all values and derivatives; a step delivers the parameters and the state that it leaves. */
    public static Map<String, double[]> of(Subject subject, Point point) {
        Map<String, double[]> all = new LinkedHashMap<>();
        CallerArray layout = new CallerArray(subject.model(), point.lengths());
        for (Entry entry : subject.entries()) {
            switch (entry.kind()) {
                case VALUE, OUTPUT, IN_PREDICTION -> all.put(entry.name(), subject.value(entry, point));
                case GRADIENT -> {
                    Subject.Outcome outcome = subject.gradient(point);
                    all.put(entry.name() + ", its value", new double[] {outcome.value()});
                    all.put(entry.name(), outcome.gradient());
                }
                case JACOBIAN, JVP, VJP, HESSIAN, HVP ->
                    all.put(
                            entry.name(),
                            subject.derivative(entry.name(), point, vector(entry, layout), layout.length(entry)));
                case UPDATE -> {
                    all.put("step", subject.step(point));
                    all.putAll(subject.states());
                }
                case STEP -> {} // a part of the step
            }
        }
        return all;
    }

    private static double[] vector(Entry entry, CallerArray layout) {
        int length = entry.vector().isEmpty()
                ? 0
                : entry.kind() == Entry.Kind.VJP ? layout.size(entry.of().orElseThrow()) : layout.columns();
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = 0.5 - (i * 5 % 8) * 0.25; // the same number in both precisions
        }
        return vector;
    }
}
