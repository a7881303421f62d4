package dev.chainrule.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A syntax tree as {@code .nn} text in canonical layout. Parsing the text gives the same tree, places apart; so comments
 * that document nothing are lost, and parentheses stand where they are needed only.
 */
public final class Printer implements Declaration.Visitor<Boolean> {

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    /** The text of a file. */
    public static String print(CompilationUnit unit) {
        Printer printer = new Printer();
        unit.packageName()
                .ifPresent(name -> printer.out.append("package ").append(name).append(";\n"));
        if (!unit.imports().isEmpty()) {
            printer.gap();
        }
        unit.imports()
                .forEach(file ->
                        printer.out.append("import \"").append(file.path()).append("\";\n"));
        unit.declarations().forEach(declaration -> {
            printer.gap();
            printer.out.append(doc(declaration.doc(), ""));
            declaration.accept(printer);
        });
        return printer.out.toString();
    }

    /** The text of an expression. */
    public static String print(Expression expression) {
        return ExpressionPrinter.print(expression);
    }

    /** An empty line, unless nothing stands before it. */
    private void gap() {
        out.append(out.length() == 0 ? "" : "\n");
    }

    /** A documentation comment, or nothing. A line of the text may begin with a star: then the comment has lines too. */
    static String doc(Optional<String> doc, String indent) {
        if (doc.isEmpty()) {
            return "";
        }
        String text = doc.get();
        if (text.isEmpty() || text.indexOf('\n') < 0 && !text.startsWith("*")) {
            return indent + "/** " + text + (text.isEmpty() ? "" : " ") + "*/\n";
        }
        String lines = text.lines()
                .map(line -> indent + " *" + (line.isEmpty() ? "" : " ") + line + "\n")
                .collect(Collectors.joining());
        return indent + "/**\n" + lines + indent + " */\n";
    }

    /** {@code [batch, pixels]}; nothing for an empty list. */
    static String axes(List<Name> axes) {
        return axes.isEmpty() ? "" : axes.stream().map(Name::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String parameters(List<Declaration.Parameter> parameters) {
        return parameters.stream().map(Printer::parameter).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameter(Declaration.Parameter parameter) {
        return parameter.name()
                + axes(parameter.axes())
                + parameter.indexOf().map(dim -> ": " + dim).orElse("")
                + parameter.standard().map(value -> " = " + print(value)).orElse("");
    }

    private boolean body(List<Item> items) {
        if (items.isEmpty()) {
            out.append(" {}\n");
        } else {
            out.append(" {\n").append(ItemPrinter.print(items)).append("}\n");
        }
        return true;
    }

    /** A body that only returns something is written after an equals sign. */
    private boolean bodyOrValue(List<Item> items) {
        if (items.size() == 1 && items.get(0) instanceof Item.Return result) {
            out.append(" = ").append(print(result.value())).append(";\n");
            return true;
        }
        return body(items);
    }

    @Override
    public Boolean function(Declaration.Function function) {
        out.append("function ").append(function.name()).append(axes(function.dims()));
        out.append(parameters(function.parameters()));
        return bodyOrValue(function.items());
    }

    @Override
    public Boolean network(Declaration.Network network) {
        out.append("network ").append(network.name());
        return body(network.items());
    }

    @Override
    public Boolean inline(Declaration.Inline inline) {
        out.append("fn ").append(inline.name()).append(axes(inline.dims()));
        out.append(parameters(inline.parameters()));
        return bodyOrValue(inline.items());
    }

    @Override
    public Boolean module(Declaration.Module module) {
        out.append("module ").append(module.name()).append(axes(module.dims()));
        out.append(parameters(module.parameters()));
        return body(module.items());
    }

    @Override
    public Boolean optimizer(Declaration.Optimizer optimizer) {
        out.append("optimizer ").append(optimizer.name()).append(parameters(optimizer.parameters()));
        out.append(" for ").append(optimizer.parameter()).append(", ").append(optimizer.gradient());
        return body(optimizer.items());
    }
}
