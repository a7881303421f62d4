package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each method of a network's class has a name that Java lets it have, and that no other has. */
public final class MethodNames {

    private MethodNames() {}

    /**
     * The names that can't be.
     *
     * @param declaration of the model
     * @param model with its derivatives
     */
    public static List<Diagnostic> mistakes(Declaration declaration, Model model) {
        if (!(declaration instanceof Declaration.Network network)) {
            return List.of();
        }
        List<Diagnostic> mistakes = new ArrayList<>(hypers(network));
        Map<String, Entry> methods = new HashMap<>();
        for (Entry entry : model.entries()) {
            Entry other = methods.putIfAbsent(entry.name(), entry);
            if (other != null && (entry.kind() == Entry.Kind.OUTPUT || other.kind() == Entry.Kind.OUTPUT)) {
                mistakes.add(Diagnostic.of(
                                MeaningCodes.JAVA_NAME,
                                output(network, entry.name()),
                                entry.name() + " can't be the name of an output: the class has a method " + entry.name()
                                        + " for a derivative")
                        .hint("choose another name"));
            }
        }
        return mistakes;
    }

    /** A hyper has a getter and a setter. */
    private static List<Diagnostic> hypers(Declaration.Network network) {
        List<Diagnostic> mistakes = new ArrayList<>();
        Map<String, Name> getters = new HashMap<>();
        for (Item item : network.items()) {
            if (item instanceof Item.Hyper hyper) {
                Name name = hyper.name();
                String getter = "get" + Character.toUpperCase(name.text().charAt(0))
                        + name.text().substring(1);
                Name other = getters.putIfAbsent(getter, name);
                if (other != null && !other.text().equals(name.text())) {
                    mistakes.add(Diagnostic.of(
                                    MeaningCodes.JAVA_NAME,
                                    name.span(),
                                    name + " and " + other + " would both be read by the method " + getter)
                            .with(other.span(), "the other one")
                            .hint("choose another name"));
                } else if (getter.equals("getClass")) {
                    mistakes.add(Diagnostic.of(
                                    MeaningCodes.JAVA_NAME,
                                    name.span(),
                                    name + " can't be the name of a hyper: its method would be getClass, which every"
                                            + " object of Java has")
                            .hint("choose another name"));
                }
            }
        }
        return mistakes;
    }

    private static Span output(Declaration.Network network, String name) {
        return network.items().stream()
                .filter(item -> item instanceof Item.Equation equation
                        && equation.output()
                        && equation.name().text().equals(name))
                .map(item -> ((Item.Equation) item).name().span())
                .findFirst()
                .orElse(network.name().span());
    }
}
