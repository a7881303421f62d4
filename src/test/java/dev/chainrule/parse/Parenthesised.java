package dev.chainrule.parse;

import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.List;
import java.util.stream.Collectors;

/** A tree as text in which parentheses show what belongs together, and nothing is left to precedence. */
final class Parenthesised implements Expression.Visitor<String> {

    private Parenthesised() {}

    static String of(Expression expression) {
        return expression.accept(new Parenthesised());
    }

    private String all(List<Expression> expressions, String separator) {
        return expressions.stream().map(Parenthesised::of).collect(Collectors.joining(separator));
    }

    @Override
    public String number(Expression.Number number) {
        return number.text();
    }

    @Override
    public String reference(Expression.Reference reference) {
        return reference.name();
    }

    @Override
    public String negation(Expression.Negation negation) {
        return "(-" + of(negation.operand()) + ")";
    }

    @Override
    public String not(Expression.Not not) {
        return "(!" + of(not.operand()) + ")";
    }

    @Override
    public String sum(Expression.Sum sum) {
        return chain(sum.operands(), sum.minus(), " + ", " - ");
    }

    @Override
    public String product(Expression.Product product) {
        return chain(product.operands(), product.divides(), " * ", " / ");
    }

    private static String chain(List<Expression> operands, List<Boolean> inverse, String plain, String inverted) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < operands.size(); i++) {
            text.append(i == 0 ? "" : inverse.get(i) ? inverted : plain).append(of(operands.get(i)));
        }
        return text.append(")").toString();
    }

    @Override
    public String contraction(Expression.MatMul contraction) {
        return "(" + all(contraction.operands(), " @ ") + ")";
    }

    @Override
    public String power(Expression.Power power) {
        return "(" + of(power.base()) + " ^ " + of(power.exponent()) + ")";
    }

    @Override
    public String comparison(Expression.Comparison comparison) {
        return "(" + of(comparison.left()) + " " + comparison.operator() + " " + of(comparison.right()) + ")";
    }

    @Override
    public String logic(Expression.Logic logic) {
        return "(" + all(logic.operands(), logic.and() ? " && " : " || ") + ")";
    }

    @Override
    public String choice(Expression.Choice choice) {
        return "(" + of(choice.condition()) + " ? " + of(choice.then()) + " : " + of(choice.otherwise()) + ")";
    }

    @Override
    public String read(Expression.Read read) {
        return of(read.tensor()) + "[" + all(read.subscripts(), ", ") + "]";
    }

    @Override
    public String pick(Expression.Pick pick) {
        return of(pick.tensor())
                + pick.positions().stream()
                        .map(position -> position.dim() + " = " + of(position.at()))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String orElse(Expression.Else orElse) {
        return "(" + of(orElse.read()) + " else " + of(orElse.fallback()) + ")";
    }

    @Override
    public String call(Expression.Call call) {
        String where = call.where().map(filter -> " where " + of(filter)).orElse("");
        String brackets = call.bindings().isEmpty()
                ? ""
                : call.bindings().stream().map(Parenthesised::binding).collect(Collectors.joining(", ", "[", where))
                        + "]";
        return call.function() + brackets + arguments(call.arguments());
    }

    private static String binding(Binding binding) {
        return binding.index().map(index -> index + ": ").orElse("") + of(binding.range());
    }

    private static String arguments(List<Expression.Call.Argument> arguments) {
        return arguments.stream()
                .map(argument -> argument.name().map(name -> name + " = ").orElse("") + of(argument.value()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String gradient(Expression.Gradient gradient) {
        return "grad"
                + gradient.of().stream().map(Name::text).collect(Collectors.joining(", ", "[", "]"))
                + "(" + of(gradient.value()) + ")";
    }

    @Override
    public String instance(Expression.New instance) {
        return "(new " + instance.module()
                + (instance.dims().isEmpty() ? "" : "[" + all(instance.dims(), ", ") + "]")
                + (instance.arguments().isEmpty() ? "" : arguments(instance.arguments()))
                + instance.times().map(times -> " times " + of(times)).orElse("") + ")";
    }
}
