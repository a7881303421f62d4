package dev.chainrule.check;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.interpret.Environment;
import dev.chainrule.interpret.Interpreter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Compares the values that a class gives with those of the interpreter: of the objective, and of each output. */
final class ValueComparison {

    private final Subject subject;
    private final double exact;
    private final EquationSystem system;
    private final Map<Entry, Tensor> tensors = new LinkedHashMap<>();
    private final Model model;
    private double expected = Double.NaN;
    private Supplier<double[]> uncertainty = () -> new double[1]; // of the expected value

    ValueComparison(Model elaborated, Subject subject, double exact) {
        this.model = elaborated;
        this.subject = subject;
        this.exact = exact;
        subject.values().forEach(entry -> tensors.put(entry, tensor(entry)));
        this.system = elaborated.system().reachable(List.copyOf(tensors.values()));
    }

    private Tensor tensor(Entry entry) {
        if (entry.kind() == Entry.Kind.VALUE) {
            return model.objective().orElseThrow().tensor();
        }
        if (entry.kind() == Entry.Kind.IN_PREDICTION) {
            return model.training().predicted().orElseThrow().tensor();
        }
        return model.outputs().stream()
                .filter(output -> output.name().equals(entry.name()))
                .findFirst()
                .orElseThrow()
                .tensor();
    }

    /** What is compared. */
    List<String> names() {
        return tensors.keySet().stream().map(Entry::name).toList();
    }

    void at(Point point, Findings findings) {
        Environment environment = new Environment(point.lengths(), point.values());
        Map<Tensor, double[]> interpreted =
                Interpreter.evaluate(system, environment).values();
        RoundingNoise noise = new RoundingNoise(system, environment);
        tensors.forEach((entry, tensor) -> {
            double[] wanted = interpreted.get(tensor);
            if (entry.kind() == Entry.Kind.VALUE && wanted.length == 1) {
                expected = wanted[0];
                uncertainty = () -> noise.of(tensor);
            }
            double[] found = subject.value(entry, point);
            Agreement.compare("the method " + entry.name(), found, wanted, exact, () -> noise.of(tensor), findings);
            Agreement.again("the method " + entry.name(), found, subject.value(entry, point), findings);
        });
    }

    /** The value that comes with a gradient. */
    void fused(double value, Findings findings) {
        Agreement.compare(
                "the fused method", new double[] {value}, new double[] {expected}, exact, uncertainty, findings);
    }
}
