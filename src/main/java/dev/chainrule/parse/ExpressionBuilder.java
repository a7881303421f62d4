package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds expressions of the syntax tree from ANTLR's; a chain of one precedence level becomes one node. */
final class ExpressionBuilder {

    private final Reporter reporter;

    ExpressionBuilder(Reporter reporter) {
        this.reporter = reporter;
    }

    Expression build(NnParser.ExpressionContext context) {
        NnParser.ChoiceContext choice = context.choice();
        Expression condition = disjunction(choice.disjunction());
        if (choice.expression().isEmpty()) {
            return condition;
        }
        return new Expression.Choice(
                reporter.span(choice), condition, build(choice.expression(0)), build(choice.expression(1)));
    }

    private Expression disjunction(NnParser.DisjunctionContext context) {
        if (context.conjunction().size() == 1) {
            return conjunction(context.conjunction(0));
        }
        return new Expression.Logic(
                reporter.span(context),
                false,
                context.conjunction().stream().map(this::conjunction).toList());
    }

    private Expression conjunction(NnParser.ConjunctionContext context) {
        if (context.comparison().size() == 1) {
            return comparison(context.comparison(0));
        }
        return new Expression.Logic(
                reporter.span(context),
                true,
                context.comparison().stream().map(this::comparison).toList());
    }

    private Expression comparison(NnParser.ComparisonContext context) {
        if (context.sum().size() == 1) {
            return sum(context.sum(0));
        }
        if (context.sum().size() > 2) {
            reporter.report(Diagnostic.of(
                            SyntaxCodes.CHAINED_COMPARISON,
                            reporter.span(context.comparator(1)),
                            "comparisons do not chain")
                    .hint("write " + conjoined(context)));
        }
        return new Expression.Comparison(
                reporter.span(context), context.comparator(0).getText(), sum(context.sum(0)), sum(context.sum(1)));
    }

    /** {@code a < b < c} as {@code a < b && b < c}. */
    private String conjoined(NnParser.ComparisonContext context) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < context.comparator().size(); i++) {
            pairs.add(text(context.sum(i)) + " " + context.comparator(i).getText() + " " + text(context.sum(i + 1)));
        }
        return String.join(" && ", pairs);
    }

    private String text(ParserRuleContext context) {
        return reporter.span(context).text();
    }

    private Expression sum(NnParser.SumContext context) {
        if (context.children.size() == 1) {
            return product(context.product(0));
        }
        List<Expression> operands = new ArrayList<>();
        List<Boolean> minus = new ArrayList<>();
        for (int i = 0; i < context.children.size(); i += 2) {
            operands.add(product((NnParser.ProductContext) context.children.get(i)));
            minus.add(i > 0 && context.children.get(i - 1).getText().equals("-"));
        }
        return new Expression.Sum(reporter.span(context), operands, minus);
    }

    private Expression product(NnParser.ProductContext context) {
        if (context.children.size() == 1) {
            return contraction(context.contraction(0));
        }
        List<Expression> operands = new ArrayList<>();
        List<Boolean> divides = new ArrayList<>();
        for (int i = 0; i < context.children.size(); i += 2) {
            operands.add(contraction((NnParser.ContractionContext) context.children.get(i)));
            divides.add(i > 0 && context.children.get(i - 1).getText().equals("/"));
        }
        return new Expression.Product(reporter.span(context), operands, divides);
    }

    private Expression contraction(NnParser.ContractionContext context) {
        List<NnParser.UnaryContext> operands = context.unary();
        return operands.size() == 1
                ? unary(operands.get(0))
                : new Expression.MatMul(
                        reporter.span(context),
                        operands.stream().map(this::unary).toList());
    }

    private Expression unary(NnParser.UnaryContext context) {
        if (context instanceof NnParser.NegationContext negation) {
            return new Expression.Negation(reporter.span(context), unary(negation.unary()));
        }
        if (context instanceof NnParser.NotContext not) {
            return new Expression.Not(reporter.span(context), unary(not.unary()));
        }
        return power(((NnParser.PositiveContext) context).power());
    }

    private Expression power(NnParser.PowerContext context) {
        Expression base = postfix(context.postfix());
        return context.exponent() == null
                ? base
                : new Expression.Power(reporter.span(context), base, exponent(context.exponent()));
    }

    private Expression exponent(NnParser.ExponentContext context) {
        if (context instanceof NnParser.NegativeExponentContext negative) {
            return new Expression.Negation(reporter.span(context), exponent(negative.exponent()));
        }
        return power(((NnParser.PositiveExponentContext) context).power());
    }

    private Expression postfix(NnParser.PostfixContext context) {
        if (context instanceof NnParser.InstanceContext instance) {
            return instance(instance);
        }
        NnParser.ReadingContext reading = (NnParser.ReadingContext) context;
        Expression result = operand(reading.operand());
        for (NnParser.FallbackContext fallback : reading.fallback()) {
            result = new Expression.Else(
                    reporter.span(reading.operand()).to(reporter.span(fallback)), result, fallback(fallback));
        }
        return result;
    }

    private Expression instance(NnParser.InstanceContext context) {
        List<Expression> dims = context.bindings() == null
                ? List.of()
                : bindings(context.bindings()).stream().map(Binding::range).toList();
        return new Expression.New(
                reporter.span(context),
                new Name(context.name().getText(), reporter.span(context.name())),
                dims,
                context.passed() == null ? List.of() : arguments(context.passed()),
                Optional.ofNullable(context.operand()).map(this::operand));
    }

    private Expression fallback(NnParser.FallbackContext context) {
        if (context.operand() != null) {
            return operand(context.operand());
        }
        Expression operand = context.NUMBER() != null
                ? number(context.NUMBER().getSymbol())
                : new Expression.Reference(
                        reporter.span(context.name()), context.name().getText());
        return new Expression.Negation(reporter.span(context), operand);
    }

    private Expression number(Token token) {
        String text = token.getText();
        boolean whole = text.chars().allMatch(Character::isDigit);
        return new Expression.Number(reporter.span(token), text, Double.parseDouble(text), whole);
    }

    /** A name followed by parentheses, with or without brackets between, is a call; any other bracket is a read. */
    private Expression operand(NnParser.OperandContext context) {
        List<NnParser.SuffixContext> suffixes = context.suffix();
        int taken = 0;
        Expression result;
        if (context.primary() instanceof NnParser.ReferenceContext reference) {
            taken = callLength(suffixes);
            result = taken > 0
                    ? call(reference, suffixes.subList(0, taken))
                    : new Expression.Reference(reporter.span(reference), reference.getText());
        } else if (context.primary() instanceof NnParser.NumberContext number) {
            result = number(number.NUMBER().getSymbol());
        } else {
            result = build(((NnParser.ParenthesesContext) context.primary()).expression());
        }
        for (NnParser.SuffixContext suffix : suffixes.subList(taken, suffixes.size())) {
            result = suffixed(result, suffix);
        }
        return result;
    }

    private static int callLength(List<NnParser.SuffixContext> suffixes) {
        if (!suffixes.isEmpty() && suffixes.get(0).passed() != null) {
            return 1;
        }
        return suffixes.size() > 1 && suffixes.get(1).passed() != null ? 2 : 0;
    }

    private Expression call(NnParser.ReferenceContext reference, List<NnParser.SuffixContext> suffixes) {
        Name function = new Name(reference.getText(), reporter.span(reference));
        NnParser.SuffixContext last = suffixes.get(suffixes.size() - 1);
        Span span = function.span().to(reporter.span(last));
        List<Binding> bindings = List.of();
        Optional<Expression> where = Optional.empty();
        if (suffixes.size() == 2) {
            NnParser.BindingsContext brackets = suffixes.get(0).bindings();
            bindings = bindings(brackets);
            where = Optional.ofNullable(brackets.expression()).map(this::build);
        }
        List<Expression.Call.Argument> arguments = arguments(last.passed());
        boolean dimsOnly = !bindings.isEmpty()
                && where.isEmpty()
                && bindings.stream()
                        .allMatch(binding ->
                                binding.index().isEmpty() && binding.range() instanceof Expression.Reference);
        if (function.text().equals("grad") && dimsOnly && arguments.size() == 1) {
            List<Name> of = bindings.stream()
                    .map(binding -> new Name(((Expression.Reference) binding.range()).name(), binding.span()))
                    .toList();
            return new Expression.Gradient(span, of, arguments.get(0).value());
        }
        return new Expression.Call(span, function, bindings, where, arguments);
    }

    private List<Expression.Call.Argument> arguments(NnParser.PassedContext context) {
        List<Expression.Call.Argument> arguments = new ArrayList<>();
        for (NnParser.GivenContext given : context.given()) {
            arguments.add(new Expression.Call.Argument(
                    reporter.span(given),
                    Optional.ofNullable(given.name()).map(name -> new Name(name.getText(), reporter.span(name))),
                    build(given.expression())));
        }
        return arguments;
    }

    private Expression suffixed(Expression tensor, NnParser.SuffixContext suffix) {
        Span span = tensor.span().to(reporter.span(suffix));
        if (suffix.passed() != null) {
            refuse(suffix.passed(), "only a name can be called");
            return tensor;
        }
        NnParser.BindingsContext brackets = suffix.bindings();
        boolean picks = brackets.element().get(0).name() != null;
        List<Expression> subscripts = new ArrayList<>();
        List<Expression.Pick.Position> positions = new ArrayList<>();
        for (NnParser.ElementContext element : brackets.element()) {
            Expression at = build(element.expression());
            subscripts.add(at);
            if (element.name() != null) {
                positions.add(new Expression.Pick.Position(
                        new Name(element.name().getText(), reporter.span(element.name())), at));
            }
            if ((element.name() != null) != picks || picks && isRange(element)) {
                refuse(element, "brackets hold subscripts, x[n, i], or positions of named axes, x[d = k]");
            }
        }
        if (brackets.expression() != null) {
            refuse(brackets.expression(), "`where` filters the ranges of a reduction, not a read");
        }
        return picks ? new Expression.Pick(span, tensor, positions) : new Expression.Read(span, tensor, subscripts);
    }

    private void refuse(ParserRuleContext at, String title) {
        reporter.report(Diagnostic.of(SyntaxCodes.SYNTAX, reporter.span(at), title));
    }

    private static boolean isRange(NnParser.ElementContext element) {
        return element.name() != null && element.getChild(1).getText().equals(":");
    }

    /** What stands in the brackets of a call or of a left side. */
    List<Binding> bindings(NnParser.BindingsContext context) {
        List<Binding> bindings = new ArrayList<>();
        for (NnParser.ElementContext element : context.element()) {
            if (element.name() != null && !isRange(element)) {
                refuse(
                        element,
                        "an index is bound to its range with a colon: "
                                + element.name().getText() + ": …");
            }
            bindings.add(new Binding(
                    reporter.span(element),
                    Optional.ofNullable(element.name()).map(name -> new Name(name.getText(), reporter.span(name))),
                    build(element.expression())));
        }
        return bindings;
    }
}
