package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Functions;
import dev.chainrule.scalar.IntegerPower;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Gives every expression its axes and its body. Recursion is as deep as the syntax is nested. */
final class ExpressionElaborator {

    private final Context context;
    private final CallElaborator calls;
    private final GradientElaborator gradients;
    private final Contractions contractions;
    private final ConstantDomain domain;
    private final ReadElaborator reads;
    private final IntegerElaborator positions;
    private final LiftedReductions lifted;

    ExpressionElaborator(Context context) {
        this.context = context;
        this.contractions = new Contractions(context);
        this.domain = new ConstantDomain(context);
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

    Value plain(List<Axis> axes, Scalar body) {
        return Value.of(axes, body, context.always());
    }

    /** An element-wise function of values that have been lined up. */
    Value mapped(
            Span span,
            List<Expression> operands,
            List<Value> values,
            Environment at,
            Function<List<Scalar>, Scalar> body) {
        return mapped(span, operands::get, values, at, body);
    }

    /** The same, of operands that nobody needs but a message. */
    private Value mapped(
            Span span,
            IntFunction<Expression> operands,
            List<Value> values,
            Environment at,
            Function<List<Scalar>, Scalar> body) {
        boolean poisoned = values.stream().anyMatch(Value::poison);
        if (poisoned && (!context.rehearsing() || values.stream().allMatch(Value::poison))) {
            return context.poison();
        }
        // in a rehearsal, what is not known yet contributes no axes
        List<Value> known = values.stream().filter(value -> !value.poison()).toList();
        Optional<Alignment.Clash> clash = Alignment.clash(known);
        if (clash.isPresent()) {
            Operand a = operand(
                    operands.apply(values.indexOf(clash.get().a())), clash.get().a(), at);
            Operand b = operand(
                    operands.apply(values.lastIndexOf(clash.get().b())),
                    clash.get().b(),
                    at);
            return context.report(clash.get()
                    .repeated()
                    .map(dim -> AlignmentMessages.repeated(span, a, b, dim))
                    .orElseGet(() -> {
                        List<Expression> all = IntStream.range(0, values.size())
                                .mapToObj(operands)
                                .distinct()
                                .toList();
                        return AlignmentMessages.unlike(span, a, b, all, at.scope());
                    }));
        }
        if (poisoned) {
            return plain(Alignment.axes(known), scalars().zero());
        }
        Scalar result = body.apply(values.stream().map(Value::body).toList());
        domain.check(span, values, result);
        return plain(Alignment.axes(known), result);
    }

    /** A value and how messages speak of it. */
    Operand operand(Expression expression, Value value, Environment at) {
        return new Operand(value, expression, spelled(expression, at), declared(expression, at));
    }

    /** An expression as the author of the file wrote it: inside of a function, an argument is spelled like the caller's. */
    String spelled(Expression expression, Environment at) {
        boolean name = expression instanceof Expression.Reference;
        Optional<String> argument = name
                ? at.scope()
                        .find(((Expression.Reference) expression).name())
                        .filter(named -> named instanceof Named.Local)
                        .flatMap(named -> ((Named.Local) named).written())
                : Optional.empty();
        return argument.orElseGet(() -> Spelling.of(expression.span()));
    }

    private Optional<Diagnostic.Label> declared(Expression expression, Environment at) {
        return expression instanceof Expression.Reference reference
                ? at.scope()
                        .find(reference.name())
                        .filter(named -> named instanceof Named.Array)
                        .map(named -> new Diagnostic.Label(named.at(), reference.name() + " is declared here"))
                : Optional.empty();
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
        return value.type() == Type.INTEGER ? plain(value.axes(), scalars().toReal(value.body())) : value;
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
            Value value = plain(List.of(), scalars().real(number.value()));
            return number.whole() ? value.literally((long) number.value()) : value;
        }

        @Override
        public Value reference(Expression.Reference reference) {
            Optional<Named> named = at.scope().find(reference.name());
            if (named.isEmpty()) {
                return constant(reference);
            }
            if (named.get() instanceof Named.Array array) {
                return context.whole(array.tensor());
            }
            if (named.get() instanceof Named.Local local) {
                return local.value();
            }
            if (named.get() instanceof Named.Bound bound) {
                return plain(List.of(), scalars().leaf(bound.index()));
            }
            if (named.get() instanceof Named.Dims) {
                return context.isAmbiguous(reference.name())
                        ? context.poison()
                        : context.report(Diagnostic.of(
                                        MeaningCodes.KIND,
                                        reference.span(),
                                        reference.name() + " is a dim, not a value")
                                .hint("its length is size(" + reference.name() + ")"));
            }
            return notAValue(reference);
        }

        private static boolean isFunction(String name) {
            return UnknownNames.BUILT_IN.contains(name)
                    || DrawElaborator.NAMES.contains(name)
                    || Functions.byNnName(name).isPresent();
        }

        private Value notAValue(Expression.Reference function) {
            return context.report(
                    Diagnostic.of(MeaningCodes.KIND, function.span(), function.name() + " is a function, not a value")
                            .hint("call it: " + function.name() + "(…)"));
        }

        private Value constant(Expression.Reference reference) {
            return switch (reference.name()) {
                case "pi" -> plain(List.of(), scalars().real(Math.PI));
                case "infinity" -> plain(List.of(), scalars().real(Double.POSITIVE_INFINITY));
                case "nan" -> plain(List.of(), scalars().real(Double.NaN));
                case "true" -> plain(List.of(), scalars().bool(true));
                case "false" -> plain(List.of(), scalars().bool(false));
                case "step" -> ofTraining(reference, TrainingNames::step);
                case "training" -> ofTraining(reference, TrainingNames::training);
                default ->
                    isFunction(reference.name())
                            ? notAValue(reference)
                            : context.report(UnknownNames.value(reference.span(), reference.name(), at.scope()));
            };
        }

        private Value ofTraining(Expression.Reference reference, Function<TrainingNames, Scalar> meaning) {
            return context.training()
                    .map(training -> plain(List.of(), meaning.apply(training)))
                    .orElseGet(() -> context.report(Diagnostic.of(
                                    MeaningCodes.NO_TRAINING,
                                    reference.span(),
                                    "a function has no training"
                                            + (reference.name().equals("step") ? ", and so no step" : ""))
                            .hint("declare a network, or make it an argument")));
        }

        @Override
        public Value negation(Expression.Negation negation) {
            Value operand = number(negation.operand());
            if (operand.poison()) {
                return operand;
            }
            if (operand.body() instanceof Constant constant) {
                return plain(List.of(), scalars().real(-constant.value()));
            }
            return plain(operand.axes(), scalars().neg(operand.body()));
        }

        @Override
        public Value not(Expression.Not not) {
            Value operand = condition(not.operand(), at);
            return operand.poison() ? operand : plain(operand.axes(), scalars().not(operand.body()));
        }

        @Override
        public Value sum(Expression.Sum sum) {
            return chain(
                    sum.operands(),
                    end -> new Expression.Sum(
                            covered(sum.operands(), end),
                            sum.operands().subList(0, end),
                            sum.minus().subList(0, end)),
                    (before, i) -> next -> sum.minus().get(i)
                            ? scalars().sub(before, next)
                            : scalars().add(before, next));
        }

        @Override
        public Value product(Expression.Product product) {
            return chain(
                    product.operands(),
                    end -> new Expression.Product(
                            covered(product.operands(), end),
                            product.operands().subList(0, end),
                            product.divides().subList(0, end)),
                    (before, i) -> next -> product.divides().get(i)
                            ? scalars().div(before, next)
                            : scalars().mul(before, next));
        }

        private static Span covered(List<Expression> operands, int end) {
            return operands.get(0).span().to(operands.get(end - 1).span());
        }

        /** Left to right; each operand must line up with what stands before it, which {@code beginning} gives. */
        private Value chain(
                List<Expression> operands,
                IntFunction<Expression> beginning,
                BiFunction<Scalar, Integer, Function<Scalar, Scalar>> step) {
            Value total = number(operands.get(0));
            boolean poisoned = total.poison();
            for (int i = 1; i < operands.size(); i++) {
                Value next = number(operands.get(i));
                if (context.rehearsing() && (poisoned || next.poison())) {
                    total = poisoned ? next : total;
                    poisoned = total.poison();
                    continue;
                }
                poisoned |= next.poison();
                if (poisoned) {
                    continue; // the other operands may have mistakes of their own
                }
                int position = i;
                Value before = total;
                total = mapped(
                        covered(operands, i + 1),
                        operand -> operand == 1
                                ? operands.get(position)
                                : position == 1 ? operands.get(0) : beginning.apply(position),
                        List.of(before, next),
                        at,
                        bodies -> step.apply(bodies.get(0), position).apply(bodies.get(1)));
                poisoned = total.poison();
            }
            return poisoned ? context.poison() : total;
        }

        @Override
        public Value contraction(Expression.MatMul contraction) {
            List<Expression> operands = contraction.operands();
            Value total = number(operands.get(0));
            for (int i = 1; i < operands.size(); i++) {
                Expression left =
                        i == 1 ? operands.get(0) : new Expression.MatMul(covered(operands, i), operands.subList(0, i));
                total = contractions.matrixProduct(
                        covered(operands, i + 1),
                        operand(left, context.settled(total), at),
                        operand(operands.get(i), number(operands.get(i)), at));
            }
            return total;
        }

        @Override
        public Value power(Expression.Power power) {
            Value base = number(power.base());
            Value exponent = settled(power.exponent(), at);
            Optional<Long> whole = wholeExponent(power.exponent());
            if (whole.isPresent() && Math.abs(whole.get()) <= IntegerPower.LARGEST && !base.poison()) {
                return plain(
                        base.axes(),
                        IntegerPower.of(scalars(), base.body(), whole.get().intValue()));
            }
            Value real = exponent.poison() ? exponent : number(power.exponent());
            return mapped(
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
            return mapped(
                    comparison.span(),
                    List.of(comparison.left(), comparison.right()),
                    List.of(
                            whole ? plain(left.axes(), a.get()) : numeric(comparison.left(), left),
                            whole ? plain(right.axes(), b.get()) : numeric(comparison.right(), right)),
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
                total = mapped(
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
                return condition;
            }
            if (condition.body() instanceof Constant known) {
                return value(known.isTrue() ? choice.then() : choice.otherwise(), at);
            }
            Environment then = at.assuming(condition.body());
            Environment otherwise = at.assuming(scalars().not(condition.body()));
            return mapped(
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
        return mapped(call.span(), operands, values, at, bodies -> scalars().call(function, bodies));
    }

    /** The length of an axis as a constant, if it is one. */
    static Optional<Long> fixed(Scalar extent) {
        Affine form = Affine.of(extent);
        return form.isConstant() ? Optional.of(form.constant()) : Optional.empty();
    }

    /** The integer 1 less than a length. */
    Scalar last(Dim dim) {
        return scalars()
                .call(Whole.SUBTRACT, context.equations().size(dim), scalars().integer(1));
    }
}
