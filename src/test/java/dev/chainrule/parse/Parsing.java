package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.List;

/** Parses the texts of tests. */
final class Parsing {

    private Parsing() {}

    /** The tree of a text that has to be right. */
    static CompilationUnit unit(String text) {
        Diagnostics diagnostics = new Diagnostics();
        CompilationUnit unit = FileParser.parse(SourceText.of("test.nn", text), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all() + " in\n" + text));
        if (!diagnostics.all().isEmpty()) {
            throw new AssertionError(diagnostics.all());
        }
        return unit;
    }

    static List<Diagnostic> messages(String text) {
        Diagnostics diagnostics = new Diagnostics();
        FileParser.parse(SourceText.of("test.nn", text), diagnostics);
        return diagnostics.all();
    }

    static Expression expression(String text) {
        Declaration.Function function = (Declaration.Function)
                unit("function F() = " + text + ";").declarations().get(0);
        return ((Item.Return) function.items().get(0)).value();
    }

    /** The statements of a network. */
    static List<Item> items(String body) {
        return ((Declaration.Network)
                        unit("network N { " + body + " }").declarations().get(0))
                .items();
    }
}
