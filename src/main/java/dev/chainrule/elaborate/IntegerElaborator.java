package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Code;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

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
        POSITION
    }

    private static final long LARGEST = Integer.MAX_VALUE;

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Use use;
    private final String subject;

    IntegerElaborator(Context context, ExpressionElaborator expressions, Use use) {
        this(context, expressions, use, "");
    }

    private IntegerElaborator(Context context, ExpressionElaborator expressions, Use use, String subject) {
        this.context = context;
        this.expressions = expressions;
        this.use = use;
        this.subject = subject;
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
        return expressions
                .plain(value.axes(), limited(value.body(), expression))
                .indexing(value.indexOf());
    }

    /** In normal form; of what is no length of a dim, which the compiler or the class checks as a whole, parts must fit. */
    private Scalar limited(Scalar body, Expression expression) {
        Scalar normal = Affine.of(body).toScalar(scalars());
        if (!isOfLengths()) {
            new WholeLimits(context).operands(normal, expression.span());
        }
        return normal;
    }

    private Value refuse(Code code, Expression expression, Value found) {
        boolean real = found.type() != Type.INTEGER;
        Diagnostic diagnostic = Diagnostic.of(
                code,
                expression.span(),
                "a whole number is needed here; this is "
                        + (found.axes().isEmpty() ? "a real number" : found.shape() + (real ? " of reals" : "")));
        boolean named = expression instanceof Expression.Reference || expression instanceof Expression.Read;
        return context.report(
                !real
                        ? diagnostic.hint("give it a subscript for each of its axes")
                        : named
                                ? diagnostic.hint("declare where it comes from with its dim: input y[…]: dim;")
                                : diagnostic.hint("whole numbers are made of indices, lengths, elements of tensors of"
                                        + " indices and + - * / div mod min max abs; / rounds down"));
    }

    private Value refuse(Expression expression) {
        return context.report(
                switch (use) {
                    case LENGTH ->
                        Diagnostic.of(
                                MeaningCodes.SUBSCRIPTS, expression.span(), "a whole number of dims is needed here");
                    case ASSUMPTION ->
                        Diagnostic.of(
                                        MeaningCodes.ASSUMPTION,
                                        expression.span(),
                                        "what is assumed speaks of the lengths of dims alone")
                                .hint("a tensor of indices has a dim, in which each of its elements lies;"
                                        + " other conditions on data belong into the equations");
                    case RANGE ->
                        Diagnostic.of(
                                        MeaningCodes.SUBSCRIPTS,
                                        expression.span(),
                                        "a whole number of dims and indices is needed here")
                                .hint("for a limit that is data, filter: sum[k: n where k < limit[i]](…)");
                    case POSITION ->
                        Diagnostic.of(
                                MeaningCodes.SUBSCRIPTS,
                                expression.span(),
                                "a whole number of dims, indices and elements of tensors of indices is needed here");
                });
    }

    /** Whether a division must leave no rest, and what divides may be open: both are checked where lengths come in. */
    private boolean isOfLengths() {
        return use == Use.LENGTH || use == Use.ASSUMPTION;
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
            return expressions.plain(List.of(), body);
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
            Scalar product = context.size(dims.get(0));
            for (Dim dim : dims.subList(1, dims.size())) {
                product = scalars().call(Whole.MULTIPLY, product, context.size(dim));
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
                    .or(() -> WholeReals.of(value.body(), scalars()).map(body -> expressions.plain(value.axes(), body)))
                    .orElse(value);
        }

        @Override
        public Value negation(Expression.Negation negation) {
            Value operand = of(negation.operand());
            return operand.poison()
                    ? operand
                    : expressions.plain(
                            operand.axes(),
                            scalars().call(Whole.SUBTRACT, scalars().integer(0), operand.body()));
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
                total = two(
                        sum,
                        total,
                        of(sum.operands().get(i)),
                        (a, b) -> scalars().call(minus ? Whole.SUBTRACT : Whole.ADD, a, b));
            }
            return total;
        }

        /** Two operands, lined up. */
        private Value two(Expression whole, Value a, Value b, BinaryOperator<Scalar> body) {
            return expressions.mapped(
                    whole.span(),
                    List.of(whole, whole),
                    List.of(a, b),
                    at,
                    bodies -> body.apply(bodies.get(0), bodies.get(1)));
        }

        @Override
        public Value product(Expression.Product product) {
            Value total = of(product.operands().get(0));
            for (int i = 1; i < product.operands().size(); i++) {
                Expression operand = product.operands().get(i);
                Value next = of(operand);
                total = product.divides().get(i)
                        ? divided(product, operand, total, next, false)
                        : two(product, total, next, (a, b) -> scalars().call(Whole.MULTIPLY, a, b));
            }
            return total;
        }

        /** A quotient or remainder; the divisor must not be 0. */
        private Value divided(Expression whole, Expression divisor, Value a, Value b, boolean remainder) {
            if (a.poison() || b.poison()) {
                return context.poison();
            }
            Optional<Long> fixed = ExpressionElaborator.fixed(b.body());
            if (fixed.isPresent() && fixed.get() == 0) {
                return context.report(MeaningCodes.DIM_LENGTH, whole.span(), "this divides by 0");
            }
            if (fixed.isEmpty() && use != Use.LENGTH && !at.proof().divides(a.body(), b.body())) {
                return context.report(Diagnostic.of(
                                MeaningCodes.OUTSIDE,
                                divisor.span(),
                                "this divides by " + divisor.span().text() + ", which may be 0 or less")
                        .hint("say so if it never is: assume " + divisor.span().text() + " > 0;"));
            }
            if (isOfLengths()) {
                Scalar positive = scalars().lessOrEqual(scalars().integer(1), b.body());
                context.assume(positive, divisor.span().text() + " divides, but is not above 0", whole.span());
            }
            boolean exact = isOfLengths() && whole instanceof Expression.Product;
            if (exact && !isEven(whole, a.body(), b.body())) {
                return context.poison();
            }
            return two(
                    whole, a, b, (x, y) -> scalars().call(remainder ? Whole.FLOOR_MODULO : Whole.FLOOR_DIVIDE, x, y));
        }

        private boolean isEven(Expression whole, Scalar a, Scalar b) {
            Optional<Long> left = ExpressionElaborator.fixed(a);
            Optional<Long> right = ExpressionElaborator.fixed(b);
            if (left.isEmpty() || right.isEmpty()) {
                Scalar rest = scalars().call(Whole.FLOOR_MODULO, a, b);
                context.assume(
                        scalars().equal(rest, scalars().integer(0)),
                        subject + Spelling.of(whole.span()) + " leaves a rest",
                        whole.span());
                return true;
            }
            if (Math.floorMod(left.get(), right.get()) == 0) {
                return true;
            }
            context.report(Diagnostic.of(
                            MeaningCodes.DIM_LENGTH,
                            whole.span(),
                            left.get() + " / " + right.get() + " leaves a rest of "
                                    + Math.floorMod(left.get(), right.get()))
                    .hint("write div(a, b) to round down"));
            return false;
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
                product = i == 0
                        ? base
                        : two(power, product, base, (a, b) -> scalars().call(Whole.MULTIPLY, a, b));
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
                return condition;
            }
            if (condition.body() instanceof Constant known) {
                return of(known.isTrue() ? choice.then() : choice.otherwise());
            }
            Value then = new Cases(at.assuming(condition.body())).of(choice.then());
            Value otherwise = new Cases(at.assuming(scalars().not(condition.body()))).of(choice.otherwise());
            return expressions.mapped(
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
                case "abs" ->
                    two(
                            call,
                            operands.get(0),
                            operands.get(0),
                            (a, b) -> scalars()
                                    .call(
                                            Whole.MAX,
                                            a,
                                            scalars()
                                                    .call(
                                                            Whole.SUBTRACT,
                                                            scalars().integer(0),
                                                            b)));
                case "min" ->
                    two(
                            call,
                            operands.get(0),
                            operands.get(1),
                            (a, b) -> scalars().call(Whole.MIN, a, b));
                case "max" ->
                    two(
                            call,
                            operands.get(0),
                            operands.get(1),
                            (a, b) -> scalars().call(Whole.MAX, a, b));
                default ->
                    divided(
                            call,
                            call.arguments().get(1).value(),
                            operands.get(0),
                            operands.get(1),
                            name.equals("mod"));
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
