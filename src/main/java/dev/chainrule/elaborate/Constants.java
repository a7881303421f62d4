package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.source.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Numbers that are known when compiling. */
final class Constants {

    private Constants() {}

    static Optional<Double> of(Value value, Span at, Context context) {
        if (value.poison()) {
            return Optional.empty();
        }
        Optional<Double> constant = quietly(value);
        if (constant.isEmpty()) {
            context.report(
                    Diagnostic.of(MeaningCodes.CONSTANT, at, "a number that is known when compiling is needed here")
                            .labelled(unknown(value)));
        }
        return constant;
    }

    /** What of a value is not known. */
    private static String unknown(Value value) {
        for (Scalar node : Traversal.operandsFirst(value.body())) {
            if (node instanceof Leaf leaf
                    && leaf.atom() instanceof SizeOf size
                    && size.dim().fixedLength().isEmpty()) {
                return "the length of " + size.dim().name() + " comes with a call";
            }
            if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
                return read.tensor()
                        + (read.tensor().role() == Tensor.Role.INPUT ? " comes with a call" : " is not known then");
            }
        }
        return "";
    }

    /** The same without a message. */
    static Optional<Double> quietly(Value value) {
        Map<Scalar, Double> known = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(value.body())) {
            if (node instanceof Constant constant) {
                known.put(node, constant.value());
            } else if (node instanceof Call call && known.keySet().containsAll(call.operands())) {
                known.put(
                        node,
                        call.function()
                                .value(call.operands().stream()
                                        .mapToDouble(known::get)
                                        .toArray()));
            }
        }
        return Optional.ofNullable(known.get(value.body()));
    }
}
