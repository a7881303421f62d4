package dev.chainrule.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expressions with no more parentheses than the grammar needs. Nesting is limited, so recursion is fine. */
final class ExpressionPrinter implements Expression.Visitor<ExpressionPrinter.Text> {

    private static final int ANY = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int COMPARISON = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int CONTRACTION = 6;
    private static final int UNARY = 7;
    private static final int POWER = 8;
    private static final int POSTFIX = 9;
    private static final int OPERAND = 10;

    /** Text, and how tightly its outermost construct binds. */
    record Text(String text, int precedence) {
        String within(int context) {
            return precedence < context ? "(" + text + ")" : text;
        }
    }

    private static final ExpressionPrinter INSTANCE = new ExpressionPrinter();

    private ExpressionPrinter() {}

    static String print(Expression expression) {
        return within(expression, ANY);
    }

    private static String within(Expression expression, int context) {
        return expression.accept(INSTANCE).within(context);
    }

    private static String join(List<Expression> operands, String operator, int context) {
        return operands.stream().map(operand -> within(operand, context)).collect(Collectors.joining(operator));
    }

    /** A chain in which each operand but the first follows one of two operators. */
    private static String chain(
            List<Expression> operands, List<Boolean> second, String plain, String inverse, int context) {
        StringBuilder text = new StringBuilder(within(operands.get(0), context));
        for (int i = 1; i < operands.size(); i++) {
            text.append(second.get(i) ? inverse : plain).append(within(operands.get(i), context));
        }
        return text.toString();
    }

    /** {@code [i: n, j: m where i < j]}; nothing for an empty list. */
    static String bindings(List<Binding> bindings, Optional<Expression> where) {
        return bindings.isEmpty()
                ? ""
                : bindings.stream()
                        .map(ExpressionPrinter::binding)
                        .collect(Collectors.joining(
                                ", ",
                                "[",
                                where.map(filter -> " where " + print(filter)).orElse("") + "]"));
    }

    private static String binding(Binding binding) {
        return binding.index().map(index -> index + ": ").orElse("") + print(binding.range());
    }

    private static String arguments(List<Expression.Call.Argument> arguments) {
        return arguments.stream()
                .map(argument -> argument.name().map(name -> name + " = ").orElse("") + print(argument.value()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public Text number(Expression.Number number) {
        return new Text(number.text(), OPERAND);
    }

    @Override
    public Text reference(Expression.Reference reference) {
        return new Text(reference.name(), OPERAND);
    }

    @Override
    public Text negation(Expression.Negation negation) {
        return new Text("-" + within(negation.operand(), UNARY), UNARY);
    }

    @Override
    public Text not(Expression.Not not) {
        return new Text("!" + within(not.operand(), UNARY), UNARY);
    }

    @Override
    public Text sum(Expression.Sum sum) {
        return new Text(chain(sum.operands(), sum.minus(), " + ", " - ", PRODUCT), SUM);
    }

    @Override
    public Text product(Expression.Product product) {
        return new Text(chain(product.operands(), product.divides(), " * ", " / ", CONTRACTION), PRODUCT);
    }

    @Override
    public Text contraction(Expression.MatMul contraction) {
        return new Text(join(contraction.operands(), " @ ", UNARY), CONTRACTION);
    }

    @Override
    public Text power(Expression.Power power) {
        return new Text(within(power.base(), OPERAND) + "^" + exponent(power.exponent()), POWER);
    }

    /** An exponent may carry signs. */
    private static String exponent(Expression exponent) {
        return exponent instanceof Expression.Negation negation
                ? "-" + exponent(negation.operand())
                : within(exponent, POWER);
    }

    @Override
    public Text comparison(Expression.Comparison comparison) {
        String left = within(comparison.left(), SUM);
        return new Text(left + " " + comparison.operator() + " " + within(comparison.right(), SUM), COMPARISON);
    }

    @Override
    public Text logic(Expression.Logic logic) {
        return logic.and()
                ? new Text(join(logic.operands(), " && ", COMPARISON), AND)
                : new Text(join(logic.operands(), " || ", AND), OR);
    }

    @Override
    public Text choice(Expression.Choice choice) {
        String condition = within(choice.condition(), OR);
        return new Text(condition + " ? " + print(choice.then()) + " : " + print(choice.otherwise()), ANY);
    }

    @Override
    public Text read(Expression.Read read) {
        String subscripts = join(read.subscripts(), ", ", ANY);
        return new Text(within(read.tensor(), OPERAND) + "[" + subscripts + "]", OPERAND);
    }

    @Override
    public Text pick(Expression.Pick pick) {
        String positions = pick.positions().stream()
                .map(position -> position.dim() + " = " + print(position.at()))
                .collect(Collectors.joining(", ", "[", "]"));
        return new Text(within(pick.tensor(), OPERAND) + positions, OPERAND);
    }

    /** The grammar lets it stand in a product as it is; readers would take the product for the fallback. */
    @Override
    public Text orElse(Expression.Else orElse) {
        String read = within(orElse.read(), orElse.read() instanceof Expression.Else ? ANY : OPERAND);
        return new Text(read + " else " + fallback(orElse.fallback()), ANY);
    }

    /** A signed number or name needs no parentheses here, though a sign binds less tightly. */
    private static String fallback(Expression fallback) {
        if (fallback instanceof Expression.Negation negation
                && (negation.operand() instanceof Expression.Number
                        || negation.operand() instanceof Expression.Reference reference
                                && !reference.name().contains("."))) {
            return "-" + print(negation.operand());
        }
        return within(fallback, OPERAND);
    }

    @Override
    public Text call(Expression.Call call) {
        String bindings = bindings(call.bindings(), call.where());
        return new Text(call.function() + bindings + arguments(call.arguments()), OPERAND);
    }

    @Override
    public Text gradient(Expression.Gradient gradient) {
        return new Text("grad" + Printer.axes(gradient.of()) + "(" + print(gradient.value()) + ")", OPERAND);
    }

    @Override
    public Text instance(Expression.New instance) {
        String dims = instance.dims().isEmpty() ? "" : "[" + join(instance.dims(), ", ", ANY) + "]";
        String arguments = instance.arguments().isEmpty() ? "" : arguments(instance.arguments());
        String times = instance.times()
                .map(count -> " times " + within(count, OPERAND))
                .orElse("");
        return new Text("new " + instance.module() + dims + arguments + times, POSTFIX);
    }
}
