package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.WarningCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a model declares and nothing needs. A name that begins with {@code _} is meant to be unused. */
final class Warnings {

    private final Model model;

    Warnings(Model model) {
        this.model = model;
    }

    /** Where a declaration names arguments, parameters, hypers and equations. */
    static List<Name> names(Declaration declaration) {
        List<Name> names = new ArrayList<>();
        if (declaration instanceof Declaration.Function function) {
            function.parameters().forEach(parameter -> names.add(parameter.name()));
        }
        List<Item> items = declaration instanceof Declaration.Function function
                ? function.items()
                : ((Declaration.Network) declaration).items();
        for (Item item : items) {
            if (item instanceof Item.Input input) {
                names.add(input.name());
            } else if (item instanceof Item.Param param) {
                names.add(param.name());
            } else if (item instanceof Item.Hyper hyper) {
                names.add(hyper.name());
            } else if (item instanceof Item.Equation equation) {
                names.add(equation.name());
            }
        }
        return names;
    }

    /** @param names where each tensor of the model is declared or defined */
    List<Diagnostic> of(Map<Name, Tensor> names) {
        Set<Tensor> needed = needed(model.roots());
        List<Diagnostic> warnings = new ArrayList<>();
        names.forEach((name, tensor) -> {
            if (name.text().startsWith("_")) {
                return;
            }
            if (!needed.contains(tensor)) {
                warnings.add(Diagnostic.of(WarningCodes.UNUSED, name.span(), unused(name, tensor))
                        .hint("leave it out, or call it _" + name));
            } else if (tensor.role() == Tensor.Role.PARAMETER && isLost(tensor)) {
                String objective = model.objective().orElseThrow().name();
                warnings.add(Diagnostic.of(
                                WarningCodes.NO_PATH,
                                name.span(),
                                "no gradient reaches " + name + ": " + objective + " does not depend on it")
                        .hint("if it is to stay as it is, make it a hyper or freeze it: freeze(" + name + ")"));
            }
        });
        return warnings;
    }

    private String unused(Name name, Tensor tensor) {
        boolean vague = tensor.role() == Tensor.Role.DEFINED
                && model.kind() == Model.Kind.NETWORK
                && name.text().equals("loss");
        return name + " is never used" + (vague ? ": it has axes, so it is not what is trained" : "");
    }

    private boolean isLost(Tensor parameter) {
        boolean frozen = model.optimizer()
                .filter(optimizer -> optimizer.frozen().contains(parameter))
                .isPresent();
        return !frozen
                && model.objective().isPresent()
                && !needed(List.of(model.objective().get().tensor())).contains(parameter);
    }

    private Set<Tensor> needed(Collection<Tensor> roots) {
        EquationSystem system = model.system().reachable(roots);
        Set<Tensor> needed = new HashSet<>(roots);
        for (Equation equation : system.equations()) {
            needed.addAll(Reads.tensors(equation));
        }
        return needed;
    }
}
