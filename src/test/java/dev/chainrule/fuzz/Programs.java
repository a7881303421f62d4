package dev.chainrule.fuzz;

import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.parse.FileParser;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import java.util.List;

/** Syntax trees of programs. */
final class Programs {

    private Programs() {}

    static CompilationUnit parsed(String text) {
        Diagnostics messages = new Diagnostics();
        return FileParser.parse(SourceText.of("fuzz.nn", text), messages)
                .filter(unit -> !messages.hasErrors())
                .orElseThrow(() -> new IllegalArgumentException(messages.all() + "\n" + text));
    }

    static List<Item> items(Declaration declaration) {
        return declaration.accept(new Declaration.Visitor<List<Item>>() {
            @Override
            public List<Item> function(Declaration.Function function) {
                return function.items();
            }

            @Override
            public List<Item> network(Declaration.Network network) {
                return network.items();
            }

            @Override
            public List<Item> inline(Declaration.Inline inline) {
                return inline.items();
            }

            @Override
            public List<Item> module(Declaration.Module module) {
                return module.items();
            }

            @Override
            public List<Item> optimizer(Declaration.Optimizer optimizer) {
                return optimizer.items();
            }
        });
    }

    static Declaration withItems(Declaration declaration, List<Item> items) {
        return declaration.accept(new Declaration.Visitor<Declaration>() {
            @Override
            public Declaration function(Declaration.Function f) {
                return new Declaration.Function(f.span(), f.doc(), f.name(), f.dims(), f.parameters(), items);
            }

            @Override
            public Declaration network(Declaration.Network n) {
                return new Declaration.Network(n.span(), n.doc(), n.name(), items);
            }

            @Override
            public Declaration inline(Declaration.Inline f) {
                return new Declaration.Inline(f.span(), f.doc(), f.name(), f.dims(), f.parameters(), items);
            }

            @Override
            public Declaration module(Declaration.Module m) {
                return new Declaration.Module(m.span(), m.doc(), m.name(), m.dims(), m.parameters(), items);
            }

            @Override
            public Declaration optimizer(Declaration.Optimizer o) {
                return new Declaration.Optimizer(
                        o.span(), o.doc(), o.name(), o.parameters(), o.parameter(), o.gradient(), items);
            }
        });
    }
}
