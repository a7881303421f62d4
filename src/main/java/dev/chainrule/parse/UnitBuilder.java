package dev.chainrule.parse;

import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds declarations and items of the syntax tree from ANTLR's. */
final class UnitBuilder {

    private final CommonTokenStream tokens;
    private final Reporter reporter;
    private final ExpressionBuilder expressions;

    UnitBuilder(CommonTokenStream tokens, Reporter reporter) {
        this.tokens = tokens;
        this.reporter = reporter;
        this.expressions = new ExpressionBuilder(reporter);
    }

    CompilationUnit build(NnParser.FileContext file) {
        Optional<Name> packageName = Optional.ofNullable(file.qualified())
                .map(qualified -> new Name(qualified.getText(), reporter.span(qualified)));
        List<CompilationUnit.Import> imports = new ArrayList<>();
        for (NnParser.ImportingContext importing : file.importing()) {
            String quoted = importing.STRING().getText();
            imports.add(new CompilationUnit.Import(
                    reporter.span(importing.STRING().getSymbol()), quoted.substring(1, quoted.length() - 1)));
        }
        List<Declaration> declarations = new ArrayList<>();
        file.declaration().forEach(declaration -> declarations.add(declaration(declaration)));
        return new CompilationUnit(reporter.span(file), packageName, imports, declarations);
    }

    private Optional<String> doc(ParserRuleContext context) {
        return DocComments.before(context.getStart(), tokens);
    }

    private Declaration declaration(NnParser.DeclarationContext context) {
        Span span = reporter.span(context);
        Optional<String> doc = doc(context);
        if (context instanceof NnParser.FunctionContext function) {
            return new Declaration.Function(
                    span,
                    doc,
                    name(function.name()),
                    dims(function.dims()),
                    parameters(function.arguments()),
                    function.body() != null ? items(function.body()) : returned(function.expression()));
        }
        if (context instanceof NnParser.InlineContext inline) {
            return new Declaration.Inline(
                    span,
                    doc,
                    name(inline.name()),
                    dims(inline.dims()),
                    parameters(inline.arguments()),
                    inline.body() != null ? items(inline.body()) : returned(inline.expression()));
        }
        if (context instanceof NnParser.ModuleContext module) {
            return new Declaration.Module(
                    span,
                    doc,
                    name(module.name()),
                    dims(module.dims()),
                    parameters(module.arguments()),
                    items(module.body()));
        }
        if (context instanceof NnParser.OptimizerContext optimizer) {
            return new Declaration.Optimizer(
                    span,
                    doc,
                    name(optimizer.name(0)),
                    parameters(optimizer.arguments()),
                    name(optimizer.name(1)),
                    name(optimizer.name(2)),
                    items(optimizer.body()));
        }
        NnParser.NetworkContext network = (NnParser.NetworkContext) context;
        return new Declaration.Network(span, doc, name(network.name()), items(network.body()));
    }

    private List<Item> returned(NnParser.ExpressionContext value) {
        return List.of(new Item.Return(reporter.span(value), expressions.build(value)));
    }

    private Name name(NnParser.NameContext context) {
        return new Name(context.getText(), reporter.span(context));
    }

    private List<Name> dims(NnParser.@org.jspecify.annotations.Nullable DimsContext context) {
        return context == null
                ? List.of()
                : context.name().stream().map(this::name).toList();
    }

    private Optional<Expression> optional(NnParser.@org.jspecify.annotations.Nullable ExpressionContext context) {
        return Optional.ofNullable(context).map(expressions::build);
    }

    private List<Declaration.Parameter> parameters(NnParser.ArgumentsContext context) {
        List<Declaration.Parameter> parameters = new ArrayList<>();
        for (NnParser.ArgumentContext argument : context.argument()) {
            parameters.add(new Declaration.Parameter(
                    reporter.span(argument),
                    name(argument.name(0)),
                    dims(argument.dims()),
                    argument.name().size() > 1 ? Optional.of(name(argument.name(1))) : Optional.empty(),
                    optional(argument.expression())));
        }
        return parameters;
    }

    private List<Item> items(NnParser.BodyContext body) {
        return body.item().stream().map(this::item).toList();
    }

    private Item item(NnParser.ItemContext context) {
        Span span = reporter.span(context);
        if (context instanceof NnParser.EquationContext equation) {
            return new Item.Equation(
                    span,
                    doc(context),
                    equation.OUTPUT() != null,
                    name(equation.name()),
                    bindings(equation.bindings()),
                    expressions.build(equation.expression()));
        }
        if (context instanceof NnParser.DimContext dim) {
            return new Item.Dim(span, doc(context), name(dim.name()), optional(dim.expression()));
        }
        if (context instanceof NnParser.InputContext input) {
            Optional<Name> indexOf = input.name().size() > 1 ? Optional.of(name(input.name(1))) : Optional.empty();
            return new Item.Input(span, doc(context), name(input.name(0)), dims(input.dims()), indexOf);
        }
        if (context instanceof NnParser.ParamContext param) {
            return new Item.Param(
                    span, doc(context), name(param.name()), dims(param.dims()), optional(param.expression()));
        }
        if (context instanceof NnParser.HyperContext hyper) {
            return new Item.Hyper(span, doc(context), name(hyper.name()), expressions.build(hyper.expression()));
        }
        return furtherItem(context, span);
    }

    private Item furtherItem(NnParser.ItemContext context, Span span) {
        if (context instanceof NnParser.StateContext state) {
            return new Item.State(
                    span, doc(context), name(state.name()), dims(state.dims()), expressions.build(state.expression()));
        }
        if (context instanceof NnParser.UpdateContext update) {
            return new Item.Update(
                    span, name(update.name()), bindings(update.bindings()), expressions.build(update.expression()));
        }
        if (context instanceof NnParser.TrainContext train) {
            return new Item.Train(
                    span,
                    name(train.name()),
                    train.expression().stream().map(expressions::build).toList());
        }
        if (context instanceof NnParser.AssumeContext assume) {
            return new Item.Assume(span, expressions.build(assume.expression()));
        }
        if (context instanceof NnParser.ReturnContext result) {
            return new Item.Return(span, expressions.build(result.expression()));
        }
        if (context instanceof NnParser.DeriveContext derive) {
            return new Item.Derive(span, derive.name().stream().map(this::name).toList());
        }
        if (context instanceof NnParser.PrecisionContext precision) {
            return new Item.Precision(span, name(precision.name()));
        }
        return new Item.MathMode(span, name(((NnParser.MathContext) context).name()));
    }

    private List<Binding> bindings(NnParser.@org.jspecify.annotations.Nullable BindingsContext context) {
        return context == null ? List.of() : expressions.bindings(context);
    }
}
