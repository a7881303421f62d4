package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.IntegerPower;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives every expression its axes and its body. Recursion is as deep as the syntax is nested. */
final class ExpressionElaborator {

    private final Context context;
    private final CallElaborator calls;
    private final GradientElaborator gradients;
    private final NameElaborator names;
    private final ChainElaborator chains;
    private final ElementwiseElaborator elementwise;
    private final ReadElaborator reads;
    private final IntegerElaborator positions;
    private final LiftedReductions lifted;

    ExpressionElaborator(Context context) {
        this.context = context;
        Contractions contractions = new Contractions(context);
        this.names = new NameElaborator(context);
        this.chains = new ChainElaborator(context, this, contractions);
        this.elementwise = new ElementwiseElaborator(context);
        this.calls = new CallElaborator(context, this, contractions);
        this.gradients = new GradientElaborator(context, this);
        this.reads = new ReadElaborator(context, this, calls);
        this.positions = new IntegerElaborator(context, this, IntegerElaborator.Use.POSITION);
        this.lifted = new LiftedReductions(context);
    }

    InlineElaborator inlines() {
        return calls.inlines();
    }

    private Scalars scalars() {
        return context.scalars();
    }

    /** The value; its outermost reduction, if any, is kept apart. */
    Value value(Expression expression, Environment at) {
        return expression.accept(new Cases(at));
    }

    /** The value with its reduction lifted. */
    Value settled(Expression expression, Environment at) {
        return context.settled(lifted.guarded(value(expression, at), at));
    }

    /** A number: indices and whole numbers become reals. */
    Value number(Expression expression, Environment at) {
        return numeric(expression, settled(expression, at));
    }

    private Value numeric(Expression expression, Value value) {
        if (value.poison()) {
            return value;
        }
        if (value.type() == Type.BOOLEAN) {
            return context.report(
                    Diagnostic.of(MeaningCodes.KIND, expression.span(), "a number is needed here, not a condition")
                            .hint("write condition ? 1 : 0"));
        }
        return value.type() == Type.INTEGER
                ? context.plain(value.axes(), scalars().toReal(value.body()))
                : value;
    }

    /** A condition. */
    Value condition(Expression expression, Environment at) {
        Value value = settled(expression, at);
        return value.poison() || value.type() == Type.BOOLEAN
                ? value
                : context.report(
                        MeaningCodes.KIND,
                        expression.span(),
                        "a condition is needed here, such as x > 0, not a number");
    }

    /** One method for each kind of expression, at one place. */
    private final class Cases implements Expression.Visitor<Value> {

        private final Environment at;

        private Cases(Environment at) {
            this.at = at;
        }

        private Value number(Expression expression) {
            return ExpressionElaborator.this.number(expression, at);
        }

        @Override
        public Value number(Expression.Number number) {
            Value value = context.plain(List.of(), scalars().real(number.value()));
            return number.whole() ? value.literally((long) number.value()) : value;
        }

        @Override
        public Value reference(Expression.Reference reference) {
            return names.of(reference, at.scope());
        }

        @Override
        public Value negation(Expression.Negation negation) {
            Value operand = number(negation.operand());
            if (operand.poison()) {
                return operand;
            }
            if (operand.body() instanceof Constant constant) {
                return context.plain(List.of(), scalars().real(-constant.value()));
            }
            return context.plain(operand.axes(), scalars().neg(operand.body()));
        }

        @Override
        public Value not(Expression.Not not) {
            Value operand = condition(not.operand(), at);
            return operand.poison()
                    ? operand
                    : context.plain(operand.axes(), scalars().not(operand.body()));
        }

        @Override
        public Value sum(Expression.Sum sum) {
            return chains.sum(sum, at);
        }

        @Override
        public Value product(Expression.Product product) {
            return chains.product(product, at);
        }

        @Override
        public Value contraction(Expression.MatMul contraction) {
            return chains.contraction(contraction, at);
        }

        @Override
        public Value power(Expression.Power power) {
            Value base = number(power.base());
            Value exponent = settled(power.exponent(), at);
            Optional<Long> whole = wholeExponent(power.exponent());
            if (whole.isPresent() && Math.abs(whole.get()) <= IntegerPower.LARGEST && !base.poison()) {
                return context.plain(
                        base.axes(),
                        IntegerPower.of(scalars(), base.body(), whole.get().intValue()));
            }
            Value real = exponent.poison() ? exponent : number(power.exponent());
            return elementwise.of(
                    power.span(),
                    List.of(power.base(), power.exponent()),
                    List.of(base, real),
                    at,
                    bodies -> scalars().call(Powers.POWER, bodies.get(0), bodies.get(1)));
        }

        private Optional<Long> wholeExponent(Expression exponent) {
            if (exponent instanceof Expression.Number number && number.whole()) {
                return Optional.of((long) number.value());
            }
            return exponent instanceof Expression.Negation negation
                    ? wholeExponent(negation.operand()).map(value -> -value)
                    : Optional.empty();
        }

        @Override
        public Value comparison(Expression.Comparison comparison) {
            Value left = settled(comparison.left(), at);
            Value right = settled(comparison.right(), at);
            if (left.poison() || right.poison()) {
                return context.poison();
            }
            Optional<Scalar> a = WholeReals.of(left.body(), scalars());
            Optional<Scalar> b = WholeReals.of(right.body(), scalars());
            boolean whole = a.isPresent()
                    && b.isPresent()
                    && !(a.get() instanceof Constant && b.get() instanceof Constant)
                    && !WholeReals.multiplies(a.get())
                    && !WholeReals.multiplies(b.get());
            return elementwise.of(
                    comparison.span(),
                    List.of(comparison.left(), comparison.right()),
                    List.of(
                            whole ? context.plain(left.axes(), a.get()) : numeric(comparison.left(), left),
                            whole ? context.plain(right.axes(), b.get()) : numeric(comparison.right(), right)),
                    at,
                    bodies -> Comparisons.of(scalars(), comparison.operator(), bodies.get(0), bodies.get(1)));
        }

        @Override
        public Value logic(Expression.Logic logic) {
            Value total = condition(logic.operands().get(0), at);
            Environment here = at;
            for (int i = 1; i < logic.operands().size(); i++) {
                if (!total.poison()) {
                    here = here.assuming(logic.and() ? total.body() : scalars().not(total.body()));
                }
                Value before = total;
                total = elementwise.of(
                        logic.span(),
                        List.of(logic.operands().get(i - 1), logic.operands().get(i)),
                        List.of(before, condition(logic.operands().get(i), here)),
                        at,
                        bodies -> logic.and()
                                ? scalars().and(bodies.get(0), bodies.get(1))
                                : scalars().or(bodies.get(0), bodies.get(1)));
            }
            return total;
        }

        @Override
        public Value choice(Expression.Choice choice) {
            Value condition = condition(choice.condition(), at);
            if (condition.poison()) {
                return context.rehearsing()
                        ? elementwise.either(choice, number(choice.then()), number(choice.otherwise()), at)
                        : condition;
            }
            if (condition.body() instanceof Constant known) {
                return value(known.isTrue() ? choice.then() : choice.otherwise(), at);
            }
            Environment then = at.assuming(condition.body());
            Environment otherwise = at.assuming(scalars().not(condition.body()));
            return elementwise.of(
                    choice.span(),
                    List.of(choice.condition(), choice.then(), choice.otherwise()),
                    List.of(
                            condition,
                            ExpressionElaborator.this.number(choice.then(), then),
                            ExpressionElaborator.this.number(choice.otherwise(), otherwise)),
                    at,
                    bodies -> scalars().choice(bodies.get(0), bodies.get(1), bodies.get(2)));
        }

        @Override
        public Value read(Expression.Read read) {
            return reads.read(read, at);
        }

        @Override
        public Value pick(Expression.Pick pick) {
            return reads.pick(pick, at);
        }

        @Override
        public Value orElse(Expression.Else orElse) {
            return reads.orElse(orElse, at);
        }

        @Override
        public Value call(Expression.Call call) {
            return calls.call(call, at);
        }

        @Override
        public Value gradient(Expression.Gradient gradient) {
            return gradients.of(gradient, at);
        }

        @Override
        public Value instance(Expression.New instance) {
            return context.report(Diagnostic.of(
                            MeaningCodes.KIND, instance.span(), "new makes an instance, which is not a value")
                    .hint("give it a name, first = new " + instance.module() + "[…]; and apply that: first(x)"));
        }
    }

    /** A scalar function of lined-up operands. */
    Value applied(Expression.Call call, ScalarFunction function, Environment at) {
        if (function == Whole.FLOOR_DIVIDE || function == Whole.FLOOR_MODULO) {
            return positions.value(call, at);
        }
        List<Expression> operands =
                call.arguments().stream().map(Expression.Call.Argument::value).toList();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Type wanted = function.operandTypes().get(i);
            values.add(
                    wanted == Type.INTEGER
                            ? positions.value(operands.get(i), at)
                            : wanted == Type.BOOLEAN ? condition(operands.get(i), at) : number(operands.get(i), at));
        }
        return elementwise.of(
                call.span(), operands, values, at, bodies -> scalars().call(function, bodies));
    }
}
