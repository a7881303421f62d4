package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a function or module gives each of its names once, and an optimiser those in its head, which no call has to ask. */
final class FormalNames {

    private FormalNames() {}

    static List<Diagnostic> mistakes(Declaration declaration) {
        List<Name> names = new ArrayList<>();
        List<Declaration.Parameter> parameters = List.of();
        if (declaration instanceof Declaration.Inline inline) {
            names.addAll(inline.dims());
            parameters = inline.parameters();
        } else if (declaration instanceof Declaration.Module module) {
            names.addAll(module.dims());
            parameters = module.parameters();
        } else if (declaration instanceof Declaration.Optimizer optimizer) {
            names.addAll(List.of(optimizer.parameter(), optimizer.gradient()));
            parameters = optimizer.parameters();
        }
        parameters.forEach(parameter -> names.add(parameter.name()));
        items(declaration).forEach(item -> defined(item).ifPresent(names::add));
        List<Diagnostic> mistakes = new ArrayList<>();
        Map<String, Name> known = new HashMap<>();
        for (Name name : names) {
            Name first = known.putIfAbsent(name.text(), name);
            if (first != null) {
                mistakes.add(Diagnostic.of(MeaningCodes.DUPLICATE, name.span(), name + " is defined twice")
                        .with(first.span(), "first defined here"));
            }
        }
        return mistakes;
    }

    /** Of an optimiser they are looked at when it is used. */
    private static List<Item> items(Declaration declaration) {
        return declaration instanceof Declaration.Inline inline
                ? inline.items()
                : declaration instanceof Declaration.Module module ? module.items() : List.of();
    }

    private static Optional<Name> defined(Item item) {
        return item instanceof Item.Equation equation
                ? Optional.of(equation.name())
                : item instanceof Item.Param param
                        ? Optional.of(param.name())
                        : item instanceof Item.State state
                                ? Optional.of(state.name())
                                : item instanceof Item.Dim dim ? Optional.of(dim.name()) : Optional.empty();
    }
}
