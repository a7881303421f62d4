package dev.chainrule.emit;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.stream.Collectors;

/** What a method's arrays hold that are no inputs, in words. */
final class CallerArrays {

    private final Entry entry;
    private final Model model;
    private final boolean network;

    CallerArrays(Entry entry, Model model) {
        this.entry = entry;
        this.model = model;
        this.network = model.kind() == Model.Kind.NETWORK;
    }

    /** For messages. */
    String vectorShape() {
        return entry.kind() == Entry.Kind.VJP ? EntryDocs.shape(entry.of().orElseThrow()) : "[" + arguments() + "]";
    }

    /** For messages. */
    String outShape() {
        return switch (entry.kind()) {
            case GRADIENT, STEP, VJP, HVP -> "[" + arguments() + "]";
            case JACOBIAN -> {
                String rows = EntryDocs.shape(entry.of().orElseThrow());
                yield rows.isEmpty()
                        ? "[" + arguments() + "]"
                        : rows.substring(0, rows.length() - 1) + ", " + arguments() + "]";
            }
            case HESSIAN -> "[" + arguments() + ", " + arguments() + "]";
            case VALUE, IN_PREDICTION, OUTPUT, JVP, UPDATE ->
                EntryDocs.shape(entry.results().get(0).value());
        };
    }

    private String arguments() {
        return network ? "parameters" : "arguments";
    }

    /** For Javadoc. */
    String vector() {
        return entry.kind() == Entry.Kind.VJP
                ? "a factor for each element: " + vectorShape()
                : "the direction, a number for each of " + layout();
    }

    /** For Javadoc. */
    String out() {
        return switch (entry.kind()) {
            case STEP -> "the partial of each parameter that is trained, in the order of {@link #layout}";
            case GRADIENT, VJP, HVP ->
                network
                        ? "the partial of each parameter, in the order of {@link #layout}"
                        : "the partials of " + layout() + ", one after the other";
            case JACOBIAN -> "a row for each element, a column for each of " + layout();
            case HESSIAN -> "a row and a column for each of " + layout();
            case VALUE, IN_PREDICTION, OUTPUT, JVP, UPDATE -> Javadocs.escaped(outShape());
        };
    }

    /** What derivatives are taken for, in order. */
    private String layout() {
        return network
                ? "the {@link #parameters}"
                : model.arguments().stream().map(CallerArrays::named).collect(Collectors.joining(", "));
    }

    private static String named(Tensor tensor) {
        return Javadocs.escaped(tensor.name() + EntryDocs.shape(tensor));
    }
}
