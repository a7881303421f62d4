package dev.chainrule.differentiate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The meaning of a system, element by element in double. A read outside of its tensor gives NaN, so it is seen. */
public final class Evaluation {

    private final Map<Dim, Integer> sizes;
    private final Map<Tensor, double[]> values = new HashMap<>();
    private final Map<Index, Integer> at = new HashMap<>();
    private final Map<Scalar, List<Scalar>> orders = new HashMap<>();

    private Evaluation(Map<Dim, Integer> sizes) {
        this.sizes = sizes;
    }

    /** All tensors' elements. */
    public static Map<Tensor, double[]> of(
            EquationSystem system, Map<Dim, Integer> sizes, Map<Tensor, double[]> given) {
        Evaluation evaluation = new Evaluation(sizes);
        evaluation.values.putAll(given);
        for (Equation equation : system.equations()) {
            List<Double> elements = new ArrayList<>();
            evaluation.fill(equation, 0, elements);
            evaluation.values.put(
                    equation.target(), elements.stream().mapToDouble(x -> x).toArray());
        }
        return evaluation.values;
    }

    private void fill(Equation equation, int axis, List<Double> elements) {
        if (axis == equation.indices().size()) {
            elements.add(element(equation));
            return;
        }
        Index index = equation.indices().get(axis);
        int extent = (int) value(index.extent());
        for (int i = 0; i < extent; i++) {
            at.put(index, i);
            fill(equation, axis + 1, elements);
        }
    }

    private double element(Equation equation) {
        List<double[]> terms = new ArrayList<>(); // position, value
        reduce(equation, 0, 0, terms);
        double total;
        switch (equation.reduction()) {
            case NONE:
                return terms.get(0)[1];
            case SUM:
                return terms.stream().mapToDouble(term -> term[1]).reduce(0, Double::sum);
            case PROD:
                return terms.stream().mapToDouble(term -> term[1]).reduce(1, (a, b) -> a * b);
            case MAX:
                return terms.stream().mapToDouble(term -> term[1]).reduce(Double.NEGATIVE_INFINITY, Math::max);
            case MIN:
                return terms.stream().mapToDouble(term -> term[1]).reduce(Double.POSITIVE_INFINITY, Math::min);
            case ARGMAX:
            case ARGMIN:
                double sign = equation.reduction() == Reduction.ARGMAX ? 1 : -1;
                total = -1;
                double best = Double.NEGATIVE_INFINITY;
                for (double[] term : terms) {
                    if (total < 0 || sign * term[1] > best || Double.isNaN(term[1]) && !Double.isNaN(best)) {
                        total = term[0];
                        best = sign * term[1];
                    }
                }
                return total;
        }
        throw new IllegalStateException();
    }

    private void reduce(Equation equation, int k, double position, List<double[]> terms) {
        if (k == equation.reduced().size()) {
            if (value(equation.filter()) != 0) {
                terms.add(new double[] {position, value(equation.body())});
            }
            return;
        }
        Index index = equation.reduced().get(k);
        int extent = (int) value(index.extent());
        for (int i = 0; i < extent; i++) {
            at.put(index, i);
            reduce(equation, k + 1, position * extent + i, terms);
        }
    }

    private double value(Scalar root) {
        Map<Scalar, Double> known = new HashMap<>();
        for (Scalar node : orders.computeIfAbsent(root, Traversal::operandsFirst)) {
            known.put(node, value(node, known));
        }
        return known.get(root);
    }

    private double value(Scalar node, Map<Scalar, Double> known) {
        if (node instanceof Constant constant) {
            return constant.value();
        }
        double[] operands = node.operands().stream().mapToDouble(known::get).toArray();
        if (node instanceof Call call) {
            return call.function().value(operands);
        }
        if (((Leaf) node).atom() instanceof Index index) {
            return at.getOrDefault(index, 0);
        }
        if (((Leaf) node).atom() instanceof SizeOf size) {
            return size(size.dim());
        }
        Tensor tensor = ((Read) ((Leaf) node).atom()).tensor();
        double offset = 0;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            double extent = new Evaluation(sizes).value(tensor.extents().get(axis));
            if (!(operands[axis] >= 0 && operands[axis] < extent)) {
                return Double.NaN;
            }
            offset = offset * extent + operands[axis];
        }
        return values.get(tensor)[(int) offset];
    }

    private double size(Dim dim) {
        return dim.fixedLength().isPresent()
                ? dim.fixedLength().getAsInt()
                : dim.formula().isPresent() ? value(dim.formula().get()) : sizes.get(dim);
    }
}
