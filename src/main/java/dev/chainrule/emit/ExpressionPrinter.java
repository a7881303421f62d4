package dev.chainrule.emit;

import com.palantir.javapoet.CodeBlock;
import dev.chainrule.loop.Expression;
import dev.chainrule.scalar.Spelling;
import java.util.Set;
import java.util.function.Consumer;

/** Expressions as Java text with no more parentheses than needed. Their depth is bounded, so this recursion is. */
final class ExpressionPrinter implements Expression.Visitor<ExpressionPrinter.Text> {

    /** Java text and the precedence of its outermost operator. */
    record Text(String text, int precedence) {
        String within(int context) {
            return precedence < context ? "(" + text + ")" : text;
        }
    }

    private final Types types;
    private final boolean fast;
    private final ClassNames constants;
    private final NameScope names;
    private final Consumer<Spelling.Helper> helpers;
    private final Set<String> guards;

    ExpressionPrinter(
            Types types,
            boolean fast,
            ClassNames constants,
            NameScope names,
            Consumer<Spelling.Helper> helpers,
            Set<String> guards) {
        this.types = types;
        this.fast = fast;
        this.constants = constants;
        this.names = names;
        this.helpers = helpers;
        this.guards = guards;
    }

    /** The methods of {@link GuardMethods} that have been called. */
    Set<String> guards() {
        return guards;
    }

    String print(Expression expression) {
        return expression.accept(this).text();
    }

    /** The same as an operand of an operator of this precedence. */
    String within(Expression expression, int context) {
        return expression.accept(this).within(context);
    }

    private static Text primary(String text) {
        return new Text(text, Spelling.PRIMARY);
    }

    private static Text signed(String text) {
        return new Text(text, text.startsWith("-") ? Spelling.UNARY : Spelling.PRIMARY);
    }

    @Override
    public Text real(Expression.Real literal) {
        return signed(types.literal(literal.value()));
    }

    @Override
    public Text integer(Expression.Int literal) {
        return signed(Long.toString(literal.value()));
    }

    @Override
    public Text bool(Expression.Bool literal) {
        return primary(Boolean.toString(literal.value()));
    }

    @Override
    public Text size(Expression.Size size) {
        return primary(constants.size(size.dim()));
    }

    @Override
    public Text offset(Expression.Offset offset) {
        return primary(constants.offset(offset.parameter()));
    }

    @Override
    public Text count(Expression.ParameterCount count) {
        return primary("PARAMETER_COUNT");
    }

    @Override
    public Text use(Expression.Use use) {
        return primary(names.of(use.variable()));
    }

    @Override
    public Text element(Expression.Element element) {
        return primary(within(element.array(), Spelling.PRIMARY) + "[" + print(element.index()) + "]");
    }

    @Override
    public Text length(Expression.Length length) {
        return primary(within(length.array(), Spelling.PRIMARY) + ".length");
    }

    @Override
    public Text apply(Expression.Apply apply) {
        Spelling spelling = types.single() && fast
                ? apply.function().fastFloat().orElse(apply.function().exact())
                : apply.function().exact();
        spelling.helper().ifPresent(helpers);
        String pattern = spelling.pattern();
        if (pattern.equals("$1")) {
            return apply.operands().get(0).accept(this);
        }
        boolean call = spelling.precedence() == Spelling.PRIMARY;
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c != '$') {
                text.append(c);
                continue;
            }
            char which = pattern.charAt(++at);
            if (which == 'R') {
                text.append(types.real());
            } else {
                int operand = which - '1';
                text.append(within(apply.operands().get(operand), call ? 0 : context(spelling, operand)));
            }
        }
        return types.single() && spelling.doubleOnly()
                ? new Text("(float) " + text, Spelling.UNARY)
                : new Text(text.toString(), spelling.precedence());
    }

    /** What an operand must at least bind like: operators are left-associative, signs and casts want a primary. */
    private static int context(Spelling spelling, int operand) {
        int own = spelling.precedence();
        if (own == Spelling.CHOICE) {
            return operand == 0 ? own + 1 : operand == 1 ? 0 : own;
        }
        boolean comparison = own == Spelling.RELATION || own == Spelling.EQUALITY;
        return operand == 0 && own != Spelling.UNARY && !comparison ? own : own + 1;
    }

    @Override
    public Text multiplyAdd(Expression.MultiplyAdd fma) {
        return primary("Math.fma(" + print(fma.a()) + ", " + print(fma.b()) + ", " + print(fma.c()) + ")");
    }

    @Override
    public Text inside(Expression.Inside inside) {
        guards.add(GuardMethods.INSIDE);
        return primary(GuardMethods.INSIDE + "(" + print(inside.position()) + ", " + print(inside.length()) + ", "
                + CodeBlock.of("$S", inside.place()) + ")");
    }
}
