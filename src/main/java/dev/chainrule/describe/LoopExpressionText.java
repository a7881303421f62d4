package dev.chainrule.describe;

import dev.chainrule.loop.Expression;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Spelling;

/** Expressions of the loop stage, functions as {@code .nn} spells them. Their depth is bounded, so this recursion is. */
final class LoopExpressionText implements Expression.Visitor<LoopExpressionText.Text> {

    /** Text, and how tightly its outermost operator binds. */
    record Text(String text, int precedence) {}

    private final NameTable names;

    LoopExpressionText(NameTable names) {
        this.names = names;
    }

    String of(Expression expression) {
        return expression.accept(this).text();
    }

    private String within(Expression expression, int context) {
        Text text = expression.accept(this);
        return text.precedence() < context ? "(" + text.text() + ")" : text.text();
    }

    private static Text primary(String text) {
        return new Text(text, text.startsWith("-") ? Spelling.UNARY : Spelling.PRIMARY);
    }

    @Override
    public Text real(Expression.Real literal) {
        return primary(Shapes.number(literal.value()));
    }

    @Override
    public Text integer(Expression.Int literal) {
        return primary(Long.toString(literal.value()));
    }

    @Override
    public Text bool(Expression.Bool literal) {
        return primary(Boolean.toString(literal.value()));
    }

    @Override
    public Text size(Expression.Size size) {
        return primary(size.dim().name());
    }

    @Override
    public Text offset(Expression.Offset offset) {
        return primary("offset(" + offset.parameter().name() + ")");
    }

    @Override
    public Text count(Expression.ParameterCount count) {
        return primary("parameter_count");
    }

    @Override
    public Text use(Expression.Use use) {
        return primary(names.of(use.variable()));
    }

    @Override
    public Text element(Expression.Element element) {
        return primary(within(element.array(), Spelling.PRIMARY) + "[" + of(element.index()) + "]");
    }

    @Override
    public Text length(Expression.Length length) {
        return primary(within(length.array(), Spelling.PRIMARY) + ".length");
    }

    @Override
    public Text apply(Expression.Apply apply) {
        ScalarFunction function = apply.function();
        boolean call = function.nn().contains("(");
        int precedence = call ? Spelling.PRIMARY : function.exact().precedence();
        StringBuilder text = new StringBuilder();
        String pattern = function.nn();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) != '$') {
                text.append(pattern.charAt(at));
                continue;
            }
            int operand = pattern.charAt(++at) - '1';
            // the right operand of a left-associative operator wants tighter binding
            int context = call ? 0 : precedence + (operand > 0 ? 1 : 0);
            text.append(within(apply.operands().get(operand), context));
        }
        return new Text(text.toString(), precedence);
    }

    @Override
    public Text multiplyAdd(Expression.MultiplyAdd fma) {
        return primary("fma(" + of(fma.a()) + ", " + of(fma.b()) + ", " + of(fma.c()) + ")");
    }

    @Override
    public Text inside(Expression.Inside inside) {
        return primary("inside(" + of(inside.position()) + ", " + of(inside.length()) + ")");
    }
}
