package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole-number expressions, in which {@code /} rounds down: subscripts and positions, ranges, lengths of dims. */
final class IntegerElaborator {

    /** What an expression is for, and so what it may be made of. */
    enum Use {
        /** The length of a dim: of other dims; a division must leave no rest. */
        LENGTH,
        /** A side of what is assumed: like a length. */
        ASSUMPTION,
        /** The range of an index: of dims and indices. */
        RANGE,
        /** A place on an axis: of tensors of indices too. */
        POSITION;

        /** Whether a division must leave no rest, and what divides may be open: both are checked where lengths come in. */
        boolean isOfLengths() {
            return this == LENGTH || this == ASSUMPTION;
        }
    }

    private static final long LARGEST = Integer.MAX_VALUE;

    private final Context context;
    private final ExpressionElaborator expressions;
    private final ElementwiseElaborator elementwise;
    private final Use use;
    private final IntegerDivision division;

    IntegerElaborator(Context context, ExpressionElaborator expressions, Use use) {
        this(context, expressions, use, "");
    }

    private IntegerElaborator(Context context, ExpressionElaborator expressions, Use use, String subject) {
        this.context = context;
        this.expressions = expressions;
        this.elementwise = new ElementwiseElaborator(context);
        this.use = use;
        this.division = new IntegerDivision(context, use, subject);
    }

    /** The same for the length of a dim, which is named where it comes out wrong. */
    IntegerElaborator ofDim(Name dim) {
        return new IntegerElaborator(context, expressions, use, "dim " + dim + " = ");
    }

    private Scalars scalars() {
        return context.scalars();
    }

    /** The expression in normal form, without axes; empty after a mistake, which is reported. */
    Optional<Scalar> of(Expression expression, Environment at) {
        Value value = expression.accept(new Cases(at));
        if (!value.poison() && (value.type() != Type.INTEGER || !value.axes().isEmpty())) {
            value = refuse(MeaningCodes.SUBSCRIPTS, expression, value);
        }
        return value.poison() ? Optional.empty() : Optional.of(limited(value.body(), expression));
    }

    /** The expression in normal form, under its axes; poison after a mistake, which is reported. */
    Value value(Expression expression, Environment at) {
        Value value = expression.accept(new Cases(at));
        if (value.poison() || value.type() != Type.INTEGER) {
            return value.poison() ? value : refuse(MeaningCodes.KIND, expression, value);
        }
        return context.plain(value.axes(), limited(value.body(), expression)).indexing(value.indexOf());
    }

    /** In normal form; of what is no length of a dim, which the compiler or the class checks as a whole, parts must fit. */
    private Scalar limited(Scalar body, Expression expression) {
        Scalar normal = Affine.of(body).toScalar(scalars());
        if (!use.isOfLengths()) {
            new WholeLimits(context).operands(normal, expression.span());
        }
        return normal;
    }

    private Value refuse(Code code, Expression expression, Value found) {
        return context.report(IntegerMessages.notWhole(code, expression, found));
    }

    private Value refuse(Expression expression) {
        return context.report(IntegerMessages.notFor(use, expression));
    }

    /** One method for each kind of expression, at one place. */
    private final class Cases implements Expression.Visitor<Value> {

        private final Environment at;

        private Cases(Environment at) {
            this.at = at;
        }

        private Value of(Expression expression) {
            Value value = expression.accept(this);
            return value.poison() || value.type() == Type.INTEGER
                    ? value
                    : refuse(MeaningCodes.SUBSCRIPTS, expression, value);
        }

        private Value whole(Scalar body) {
            return context.plain(List.of(), body);
        }

        @Override
        public Value number(Expression.Number number) {
            if (number.whole() && number.value() > LARGEST) {
                return context.report(MeaningCodes.SUBSCRIPTS, number.span(), "no length is as large as this");
            }
            return number.whole() ? whole(scalars().integer((long) number.value())) : refuse(number);
        }

        @Override
        public Value reference(Expression.Reference reference) {
            Optional<Named> named = at.scope().find(reference.name());
            if (named.isEmpty()) {
                return context.report(UnknownNames.length(reference.span(), reference.name(), at.scope()));
            }
            if (named.get() instanceof Named.Bound bound) {
                return whole(scalars().leaf(bound.index()));
            }
            if (named.get() instanceof Named.Dims dims) {
                return whole(length(dims.dims()));
            }
            Optional<Value> literal =
                    named.get() instanceof Named.Local local ? literal(local.value()) : Optional.empty();
            return literal.orElseGet(() -> element(reference));
        }

        /** A name for a whole number that is known when compiling: the argument {@code stride = 2} of a module. */
        private Optional<Value> literal(Value value) {
            return value.axes().isEmpty() && !value.poison()
                    ? Constants.quietly(value)
                            .filter(number -> number == Math.rint(number) && Math.abs(number) <= LARGEST)
                            .map(number -> whole(scalars().integer(number.longValue())))
                    : Optional.empty();
        }

        /** How many combinations of indices there are: one of none. */
        private Scalar length(List<Dim> dims) {
            if (dims.isEmpty()) {
                return scalars().integer(1);
            }
            Scalar product = context.indices().size(dims.get(0));
            for (Dim dim : dims.subList(1, dims.size())) {
                product = scalars()
                        .call(Whole.MULTIPLY, product, context.indices().size(dim));
            }
            return product;
        }

        /** What is elaborated as a value is, and turns out to be whole. */
        private Value element(Expression expression) {
            boolean function = expression instanceof Expression.Reference reference
                    && at.scope().find(reference.name()).orElse(null) instanceof Named.Inline;
            if (use != Use.POSITION || function) {
                return refuse(expression);
            }
            Value value = expressions.settled(expression, at);
            if (value.poison() || value.type() != Type.REAL) {
                return value;
            }
            return literal(value)
                    .or(() -> WholeReals.of(value.body(), scalars()).map(body -> context.plain(value.axes(), body)))
                    .orElse(value);
        }

        @Override
        public Value negation(Expression.Negation negation) {
            return negative(of(negation.operand()));
        }

        private Value negative(Value operand) {
            Scalar zero = scalars().integer(0);
            return operand.poison()
                    ? operand
                    : context.plain(operand.axes(), scalars().call(Whole.SUBTRACT, zero, operand.body()));
        }

        @Override
        public Value not(Expression.Not not) {
            return refuse(not);
        }

        @Override
        public Value sum(Expression.Sum sum) {
            Value total = of(sum.operands().get(0));
            for (int i = 1; i < sum.operands().size(); i++) {
                boolean minus = sum.minus().get(i);
                total = applied(
                        sum,
                        minus ? Whole.SUBTRACT : Whole.ADD,
                        total,
                        of(sum.operands().get(i)));
            }
            return total;
        }

        /** A function of two operands, lined up. */
        private Value applied(Expression whole, ScalarFunction function, Value a, Value b) {
            return elementwise.of(
                    whole.span(),
                    List.of(whole, whole),
                    List.of(a, b),
                    at,
                    bodies -> scalars().call(function, bodies.get(0), bodies.get(1)));
        }

        @Override
        public Value product(Expression.Product product) {
            Value total = of(product.operands().get(0));
            for (int i = 1; i < product.operands().size(); i++) {
                Expression operand = product.operands().get(i);
                Value next = of(operand);
                total = product.divides().get(i)
                        ? division.of(product, operand, total, next, false, at)
                        : applied(product, Whole.MULTIPLY, total, next);
            }
            return total;
        }

        @Override
        public Value contraction(Expression.MatMul contraction) {
            return refuse(contraction);
        }

        @Override
        public Value power(Expression.Power power) {
            boolean literal =
                    power.exponent() instanceof Expression.Number number && number.whole() && number.value() <= 8;
            if (!literal) {
                return refuse(power);
            }
            Value base = of(power.base());
            Value product = whole(scalars().integer(1));
            for (int i = 0; i < ((Expression.Number) power.exponent()).value(); i++) {
                product = i == 0 ? base : applied(power, Whole.MULTIPLY, product, base);
            }
            return product;
        }

        @Override
        public Value comparison(Expression.Comparison comparison) {
            return refuse(comparison);
        }

        @Override
        public Value logic(Expression.Logic logic) {
            return refuse(logic);
        }

        @Override
        public Value choice(Expression.Choice choice) {
            Value condition = expressions.condition(choice.condition(), at);
            if (condition.poison()) {
                return context.rehearsing()
                        ? elementwise.either(choice, of(choice.then()), of(choice.otherwise()), at)
                        : condition;
            }
            if (condition.body() instanceof Constant known) {
                return of(known.isTrue() ? choice.then() : choice.otherwise());
            }
            Value then = new Cases(at.assuming(condition.body())).of(choice.then());
            Value otherwise = new Cases(at.assuming(scalars().not(condition.body()))).of(choice.otherwise());
            return elementwise.of(
                    choice.span(),
                    List.of(choice.condition(), choice.then(), choice.otherwise()),
                    List.of(condition, then, otherwise),
                    at,
                    bodies -> scalars().choice(bodies.get(0), bodies.get(1), bodies.get(2)));
        }

        @Override
        public Value read(Expression.Read read) {
            return element(read);
        }

        @Override
        public Value pick(Expression.Pick pick) {
            return element(pick);
        }

        @Override
        public Value orElse(Expression.Else orElse) {
            return element(orElse);
        }

        @Override
        public Value call(Expression.Call call) {
            String name = call.function().text();
            if (!isOurs(call)) {
                return element(call);
            }
            List<Value> operands = new ArrayList<>();
            call.arguments().forEach(argument -> operands.add(of(argument.value())));
            return switch (name) {
                case "size" -> operands.get(0);
                case "abs" -> applied(call, Whole.MAX, operands.get(0), negative(operands.get(0)));
                case "min" -> applied(call, Whole.MIN, operands.get(0), operands.get(1));
                case "max" -> applied(call, Whole.MAX, operands.get(0), operands.get(1));
                default ->
                    division.of(
                            call,
                            call.arguments().get(1).value(),
                            operands.get(0),
                            operands.get(1),
                            name.equals("mod"),
                            at);
            };
        }

        /** Whether it is a function of whole numbers that gives one. */
        private boolean isOurs(Expression.Call call) {
            int arity = call.arguments().size();
            boolean plain = call.bindings().isEmpty()
                    && call.where().isEmpty()
                    && call.arguments().stream()
                            .allMatch(argument -> argument.name().isEmpty())
                    && !(at.scope().find(call.function().text()).orElse(null) instanceof Named.Inline);
            return plain
                    && switch (call.function().text()) {
                        case "size", "abs" -> arity == 1;
                        case "div", "mod", "min", "max" -> arity == 2;
                        default -> false;
                    };
        }

        @Override
        public Value gradient(Expression.Gradient gradient) {
            return refuse(gradient);
        }

        @Override
        public Value instance(Expression.New instance) {
            return refuse(instance);
        }
    }
}
