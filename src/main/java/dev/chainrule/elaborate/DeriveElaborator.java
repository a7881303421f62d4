package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which derivatives a class offers: what {@code derive} lists, else the gradient of a number. */
final class DeriveElaborator {

    private static final Map<String, Entry.Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("gradient", Entry.Kind.GRADIENT);
        KINDS.put("jacobian", Entry.Kind.JACOBIAN);
        KINDS.put("jvp", Entry.Kind.JVP);
        KINDS.put("vjp", Entry.Kind.VJP);
        KINDS.put("hessian", Entry.Kind.HESSIAN);
        KINDS.put("hvp", Entry.Kind.HVP);
    }

    private final Context context;
    private final Map<Entry.Kind, Name> wanted = new LinkedHashMap<>();
    private boolean broken;

    DeriveElaborator(Context context) {
        this.context = context;
    }

    boolean broken() {
        return broken;
    }

    /** Takes a {@code derive} in. */
    void add(Item.Derive derive) {
        for (Name name : derive.wanted()) {
            Entry.Kind kind = KINDS.get(name.text());
            if (kind == null) {
                report(Diagnostic.of(MeaningCodes.UNKNOWN_NAME, name.span(), "there is no derivative " + name)
                        .labelled(DidYouMean.question(name.text(), KINDS.keySet()))
                        .note("there are " + String.join(", ", KINDS.keySet())));
            } else if (wanted.putIfAbsent(kind, name) != null) {
                report(Diagnostic.of(MeaningCodes.DUPLICATE, name.span(), name + " is derived twice")
                        .with(wanted.get(kind).span(), "it is listed here"));
            }
        }
    }

    /** The derivatives of a function's value. */
    List<Entry.Kind> ofFunction(Name function, Tensor value, List<Model.Input> inputs) {
        boolean real = value.type() == Type.REAL;
        boolean arguments = inputs.stream()
                .anyMatch(input -> !input.data() && input.tensor().type() == Type.REAL);
        if (wanted.isEmpty()) {
            return real && arguments && value.rank() == 0 ? List.of(Entry.Kind.GRADIENT) : List.of();
        }
        for (Map.Entry<Entry.Kind, Name> one : wanted.entrySet()) {
            Name name = one.getValue();
            if (!real || !arguments) {
                report(Diagnostic.of(
                        MeaningCodes.NO_GRADIENT,
                        name.span(),
                        real
                                ? function + " has no real argument to differentiate for"
                                : "the value of " + function + " is no real number"));
            } else if (one.getKey().isOfNumbers() && value.rank() > 0) {
                report(Diagnostic.of(
                                MeaningCodes.NOT_SCALAR,
                                name.span(),
                                "the value of " + function + " has axes, and " + name + " is for a single number")
                        .hint(
                                one.getKey() == Entry.Kind.GRADIENT
                                        ? "the derivatives of all elements are its Jacobian: derive jacobian;"
                                        : "derive jacobian; or return a sum"));
            }
        }
        return List.copyOf(wanted.keySet());
    }

    /** The derivatives of a network's objective and outputs. The gradient is always there, since training takes it. */
    List<Entry.Kind> ofNetwork(Name network, Optional<Model.Result> objective, List<Model.Result> outputs) {
        boolean output = outputs.stream().anyMatch(result -> result.tensor().type() == Type.REAL);
        for (Map.Entry<Entry.Kind, Name> one : wanted.entrySet()) {
            Name name = one.getValue();
            if (one.getKey().isOfNumbers() && objective.isEmpty()) {
                report(Diagnostic.of(MeaningCodes.NO_GRADIENT, name.span(), network + " has no objective to derive")
                        .hint("call a scalar loss, or name it in train"));
            } else if (!one.getKey().isOfNumbers() && !output) {
                report(Diagnostic.of(MeaningCodes.NO_GRADIENT, name.span(), network + " has no output to derive")
                        .note("of a network, gradient, hessian and hvp are those of the objective, and " + name
                                + " is that of each output"));
            }
        }
        List<Entry.Kind> kinds = new ArrayList<>(List.of(Entry.Kind.GRADIENT));
        wanted.keySet().stream().filter(kind -> kind != Entry.Kind.GRADIENT).forEach(kinds::add);
        return kinds;
    }

    private void report(Diagnostic diagnostic) {
        context.report(diagnostic);
        broken = true;
    }
}
