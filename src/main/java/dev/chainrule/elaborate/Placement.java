package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which statements may stand in which body, and which of them once only. */
final class Placement {

    /** What kind of body it is. */
    enum Body {
        FUNCTION("a function"),
        NETWORK("a network"),
        MODULE("a module");

        private final String words;

        Body(String words) {
            this.words = words;
        }
    }

    private final Body body;
    private final Context context;
    private final Map<String, Span> single = new LinkedHashMap<>();
    private boolean broken;

    Placement(Body body, Context context) {
        this.body = body;
        this.context = context;
    }

    /** Whether a statement was out of place. */
    boolean broken() {
        return broken;
    }

    /** The statements without those that stand a second time; they and what is out of place are reported. */
    List<Item> of(List<Item> items) {
        List<Item> placed = new ArrayList<>();
        for (Item item : items) {
            Optional<Diagnostic> again = again(item);
            again.or(() -> misplaced(item)).ifPresent(mistake -> {
                broken = true;
                context.report(mistake);
            });
            if (again.isEmpty()) {
                placed.add(item);
            }
        }
        return placed;
    }

    private Optional<Diagnostic> misplaced(Item item) {
        String hint = switch (body) {
            case NETWORK -> inNetwork(item);
            case FUNCTION -> inFunction(item);
            case MODULE -> inModule(item);
        };
        return hint.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Diagnostic.of(MeaningCodes.MISPLACED, item.span(), body.words + " has no `" + word(item) + "`")
                                .hint(hint));
    }

    private static String inNetwork(Item item) {
        return item instanceof Item.Return ? "name what the class offers: output y = …;" : "";
    }

    private static String inFunction(Item item) {
        if (item instanceof Item.Equation equation && equation.output()) {
            return "a function gives what it returns: return …;";
        }
        boolean learns = item instanceof Item.Param
                || item instanceof Item.Hyper
                || item instanceof Item.State
                || item instanceof Item.Update
                || item instanceof Item.Train;
        return learns ? "declare a network, which owns what it learns: network Name { … }" : "";
    }

    private static String inModule(Item item) {
        if (item instanceof Item.Input input) {
            return "make it an argument: (" + input.name() + ")";
        }
        if (item instanceof Item.Hyper hyper) {
            return "make it an argument that the network gives: (x, " + hyper.name() + " = 0.1)";
        }
        if (item instanceof Item.Equation equation && equation.output()) {
            return "a module gives what it returns: return …;";
        }
        boolean ofClass = item instanceof Item.Precision
                || item instanceof Item.MathMode
                || item instanceof Item.Train
                || item instanceof Item.Derive;
        return ofClass ? "it belongs to the network that has the module" : "";
    }

    /** What stands once, the second time. */
    private Optional<Diagnostic> again(Item item) {
        boolean once = item instanceof Item.Precision
                || item instanceof Item.MathMode
                || item instanceof Item.Train
                || item instanceof Item.Return;
        if (!once) {
            return Optional.empty();
        }
        Span first = single.putIfAbsent(word(item), item.span());
        return first == null
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                                MeaningCodes.DUPLICATE, item.span(), "`" + word(item) + "` stands here a second time")
                        .with(first, "first here"));
    }

    private static String word(Item item) {
        return item.accept(new Word());
    }

    private static final class Word implements Item.Visitor<String> {
        @Override
        public String precision(Item.Precision precision) {
            return "precision";
        }

        @Override
        public String math(Item.MathMode math) {
            return "math";
        }

        @Override
        public String dim(Item.Dim dim) {
            return "dim";
        }

        @Override
        public String input(Item.Input input) {
            return "input";
        }

        @Override
        public String param(Item.Param param) {
            return "param";
        }

        @Override
        public String hyper(Item.Hyper hyper) {
            return "hyper";
        }

        @Override
        public String state(Item.State state) {
            return "state";
        }

        @Override
        public String update(Item.Update update) {
            return "update";
        }

        @Override
        public String equation(Item.Equation equation) {
            return "output";
        }

        @Override
        public String train(Item.Train train) {
            return "train";
        }

        @Override
        public String assume(Item.Assume assume) {
            return "assume";
        }

        @Override
        public String result(Item.Return result) {
            return "return";
        }

        @Override
        public String derive(Item.Derive derive) {
            return "derive";
        }
    }
}
