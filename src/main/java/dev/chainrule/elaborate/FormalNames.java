package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a function, module or optimiser gives each of its formal names once, which no call has to ask. */
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
}
