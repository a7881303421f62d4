package dev.chainrule.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The items of a body, one a line, with an empty line between those of different kinds. */
final class ItemPrinter implements Item.Visitor<ItemPrinter.Line> {

    /** What stands together. */
    private enum Group {
        SETTINGS,
        DIMS,
        INPUTS,
        PARAMETERS,
        EQUATIONS,
        OUTPUTS,
        UPDATES,
        RESULT
    }

    /** An item's text without its end, its documentation, and what it stands with. */
    record Line(Group group, Optional<String> doc, String text) {}

    private static final String INDENT = "  ";

    private ItemPrinter() {}

    static String print(List<Item> items) {
        ItemPrinter printer = new ItemPrinter();
        StringBuilder out = new StringBuilder();
        Optional<Line> before = Optional.empty();
        for (Item item : items) {
            Line line = item.accept(printer);
            if (before.isPresent()
                    && (before.get().group() != line.group() || line.doc().isPresent())) {
                out.append('\n');
            }
            out.append(Printer.doc(line.doc(), INDENT));
            out.append(INDENT).append(line.text()).append(";\n");
            before = Optional.of(line);
        }
        return out.toString();
    }

    private static Line plain(Group group, String text) {
        return new Line(group, Optional.empty(), text);
    }

    private static String names(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    private static String value(Expression value) {
        return " = " + Printer.print(value);
    }

    private static String value(Optional<Expression> value) {
        return value.map(ItemPrinter::value).orElse("");
    }

    @Override
    public Line precision(Item.Precision precision) {
        return plain(Group.SETTINGS, "precision " + precision.value());
    }

    @Override
    public Line math(Item.MathMode math) {
        return plain(Group.SETTINGS, "math " + math.value());
    }

    @Override
    public Line dim(Item.Dim dim) {
        return new Line(Group.DIMS, dim.doc(), "dim " + dim.name() + value(dim.length()));
    }

    @Override
    public Line input(Item.Input input) {
        String of = input.indexOf().map(dim -> ": " + dim).orElse("");
        return new Line(Group.INPUTS, input.doc(), "input " + input.name() + Printer.axes(input.axes()) + of);
    }

    @Override
    public Line param(Item.Param param) {
        String text = "param " + param.name() + Printer.axes(param.axes()) + value(param.initializer());
        return new Line(Group.PARAMETERS, param.doc(), text);
    }

    @Override
    public Line hyper(Item.Hyper hyper) {
        return new Line(Group.PARAMETERS, hyper.doc(), "hyper " + hyper.name() + value(hyper.value()));
    }

    @Override
    public Line state(Item.State state) {
        String text = "state " + state.name() + Printer.axes(state.axes()) + value(state.value());
        return new Line(Group.PARAMETERS, state.doc(), text);
    }

    @Override
    public Line update(Item.Update update) {
        String bindings = ExpressionPrinter.bindings(update.bindings(), Optional.empty());
        return plain(Group.UPDATES, "update " + update.name() + bindings + value(update.value()));
    }

    @Override
    public Line equation(Item.Equation equation) {
        String bindings = ExpressionPrinter.bindings(equation.bindings(), Optional.empty());
        String text = equation.name() + bindings + value(equation.value());
        return equation.output()
                ? new Line(Group.OUTPUTS, equation.doc(), "output " + text)
                : new Line(Group.EQUATIONS, equation.doc(), text);
    }

    @Override
    public Line train(Item.Train train) {
        String clauses = train.clauses().stream().map(Printer::print).collect(Collectors.joining(", "));
        return plain(Group.RESULT, "train " + train.objective() + " with " + clauses);
    }

    @Override
    public Line assume(Item.Assume assume) {
        return plain(Group.EQUATIONS, "assume " + Printer.print(assume.condition()));
    }

    @Override
    public Line result(Item.Return result) {
        return plain(Group.EQUATIONS, "return " + Printer.print(result.value()));
    }

    @Override
    public Line derive(Item.Derive derive) {
        return plain(Group.RESULT, "derive " + names(derive.wanted()));
    }
}
