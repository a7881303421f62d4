package dev.chainrule.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of scalar functions: all that the compiler knows of it. A row is complete or it is not built,
 * and tests enumerate the rows; so a new function needs one row and nothing else.
 */
public final class ScalarFunction {

    /** The value in double. Truth values are 0 and 1, integers whole numbers. */
    @FunctionalInterface
    public interface Value {
        double of(double... operands);
    }

    /** A partial derivative as an expression of the result {@code y} and the operands {@code x}. */
    @FunctionalInterface
    public interface Partial {
        Scalar of(Scalars e, Scalar y, List<Scalar> x);
    }

    /**
     * The derivative for one operand: where {@code gate} holds (everywhere, if absent), {@code factor}; elsewhere
     * exactly nothing flows, and {@code factor} is not evaluated.
     */
    public record Derivative(Optional<Partial> gate, Partial factor) {}

    /** Where random points for one operand are drawn: the open interval is inside the function's domain. */
    public record Domain(double low, double high) {
        public static final Domain REALS = new Domain(-4, 4);
        public static final Domain POSITIVE = new Domain(0.05, 8);
    }

    /**
     * Bounds of the result: whatever the operands, it is a NaN or lies between {@code low} and {@code high} in the
     * order of {@link Double#compare}, in which {@code -0.0} stands below {@code 0.0}. Holds in {@code float} too.
     */
    public record Range(double low, double high) {
        public static final Range EVERYTHING = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        /** Never negative and never {@code -0.0}. */
        public static final Range NOT_NEGATIVE = new Range(0.0, Double.POSITIVE_INFINITY);
    }

    private final String name;
    private final List<Type> operandTypes;
    private final Type resultType;
    private final Value value;
    private final List<Optional<Derivative>> derivatives;
    private final Optional<Value> decision;
    private final String kinks;
    private final List<Domain> domains;
    private final boolean finite;
    private final Range range;
    private final double ulps;
    private final int cost;
    private final Spelling exact;
    private final Optional<Spelling> fastFloat;
    private final String nn;

    private ScalarFunction(Builder built, String kinks, Spelling exact) {
        name = built.name;
        operandTypes = List.copyOf(built.operandTypes);
        resultType = built.resultType;
        value = built.value;
        derivatives = List.copyOf(built.derivatives);
        decision = Optional.ofNullable(built.decision);
        this.kinks = kinks;
        domains = List.copyOf(built.domains);
        finite = built.finite;
        range = built.range;
        ulps = built.ulps;
        cost = built.cost;
        this.exact = exact;
        fastFloat = Optional.ofNullable(built.fastFloat);
        nn = built.nn;
    }

    public String name() {
        return name;
    }

    public int arity() {
        return operandTypes.size();
    }

    public List<Type> operandTypes() {
        return operandTypes;
    }

    /** The type of a call. @throws IllegalStateException if the operands do not fit */
    Type typeOf(List<Scalar> operands) {
        boolean fits = operands.size() == arity();
        for (int i = 0; fits && i < arity(); i++) {
            fits = operands.get(i).type() == operandTypes.get(i);
        }
        if (!fits) {
            throw new IllegalStateException(name + " of " + operandTypes + " called with " + operands);
        }
        return resultType;
    }

    public Type resultType() {
        return resultType;
    }

    /** The value at a point. */
    public double value(double... operands) {
        return value.of(operands);
    }

    /** The derivative for an operand; empty where nothing flows: a flat function, or an operand that is no real. */
    public Optional<Derivative> derivative(int operand) {
        return derivatives.get(operand);
    }

    /**
     * A number that changes where the function has a kink or a jump (the sign at {@code abs}, the winner of
     * {@code max}); empty for a smooth function.
     */
    public Optional<Value> decision() {
        return decision;
    }

    /** Where the function is not smooth and what is given there, in words; empty if it is smooth. */
    public String kinks() {
        return kinks;
    }

    public List<Domain> domains() {
        return domains;
    }

    /** Whether finite operands give a finite result, overflow of sums and products apart. */
    public boolean finite() {
        return finite;
    }

    /** What is known of the result for any operands at all; {@link Range#EVERYTHING} if nothing is. */
    public Range range() {
        return range;
    }

    /**
     * The largest error of the value in double, in units of the last place: 0.5 for what is correctly rounded, else
     * what {@link Math} documents or the helper states.
     */
    public double ulps() {
        return ulps;
    }

    /** In multiply-adds. */
    public int cost() {
        return cost;
    }

    /** How Java says it, in double and with {@code math exact} in float. */
    public Spelling exact() {
        return exact;
    }

    /** How Java says it in float with {@code math fast}, where that differs. */
    public Optional<Spelling> fastFloat() {
        return fastFloat;
    }

    /** How {@code .nn} says it: {@code $1 + $2}, {@code tanh($1)}. */
    public String nn() {
        return nn;
    }

    @Override
    public String toString() {
        return name;
    }

    public static Builder unary(String name, Value1 value) {
        return new Builder(name, List.of(Type.REAL), Type.REAL, x -> value.of(x[0]));
    }

    public static Builder binary(String name, Value2 value) {
        return new Builder(name, List.of(Type.REAL, Type.REAL), Type.REAL, x -> value.of(x[0], x[1]));
    }

    /** A function of any types. */
    public static Builder of(String name, List<Type> operands, Type result, Value value) {
        return new Builder(name, operands, result, value);
    }

    @FunctionalInterface
    public interface Value1 {
        double of(double x);
    }

    @FunctionalInterface
    public interface Value2 {
        double of(double x, double y);
    }

    /** A derivative of a function of one operand. */
    @FunctionalInterface
    public interface Partial1 {
        Scalar of(Scalars e, Scalar y, Scalar x);
    }

    /** A derivative of a function of two operands. */
    @FunctionalInterface
    public interface Partial2 {
        Scalar of(Scalars e, Scalar y, Scalar a, Scalar b);
    }

    /** Collects a row, and refuses to build it before every part is there. */
    public static final class Builder {
        private final String name;
        private final List<Type> operandTypes;
        private final Type resultType;
        private final Value value;
        private final List<Optional<Derivative>> derivatives = new ArrayList<>();
        private final List<Boolean> stated = new ArrayList<>();
        private @Nullable Value decision;
        private @Nullable String kinks;
        private final List<Domain> domains = new ArrayList<>();
        private boolean finite;
        private Range range = Range.EVERYTHING;
        private double ulps = 0.5;
        private int cost = -1;
        private @Nullable Spelling exact;
        private @Nullable Spelling fastFloat;
        private String nn;

        private Builder(String name, List<Type> operandTypes, Type resultType, Value value) {
            this.name = name;
            this.operandTypes = operandTypes;
            this.resultType = resultType;
            this.value = value;
            StringBuilder call = new StringBuilder(name).append('(');
            for (int i = 0; i < operandTypes.size(); i++) {
                derivatives.add(Optional.empty());
                stated.add(operandTypes.get(i) != Type.REAL || resultType != Type.REAL);
                domains.add(Domain.REALS);
                call.append(i == 0 ? "$" : ", $").append(i + 1);
            }
            nn = call.append(')').toString();
        }

        /** The derivative of a function of one operand. */
        public Builder derivative(Partial1 factor) {
            return derivative(0, Optional.empty(), (e, y, x) -> factor.of(e, y, x.get(0)));
        }

        /** The derivative of a function of one operand, which flows only where {@code gate} holds. */
        public Builder derivativeWhere(Partial1 gate, Partial1 factor) {
            return derivative(
                    0, Optional.of((e, y, x) -> gate.of(e, y, x.get(0))), (e, y, x) -> factor.of(e, y, x.get(0)));
        }

        /** The derivative of a function of two operands for the one at {@code operand}. */
        public Builder derivative(int operand, Partial2 factor) {
            return derivative(operand, Optional.empty(), (e, y, x) -> factor.of(e, y, x.get(0), x.get(1)));
        }

        /** The same, flowing only where {@code gate} holds. */
        public Builder derivativeWhere(int operand, Partial2 gate, Partial2 factor) {
            return derivative(
                    operand,
                    Optional.of((e, y, x) -> gate.of(e, y, x.get(0), x.get(1))),
                    (e, y, x) -> factor.of(e, y, x.get(0), x.get(1)));
        }

        /** The derivative for any operand of any function. */
        public Builder derivative(int operand, Optional<Partial> gate, Partial factor) {
            derivatives.set(operand, Optional.of(new Derivative(gate, factor)));
            stated.set(operand, true);
            return this;
        }

        /** No operand has a derivative: the function is constant between its jumps. */
        public Builder flat() {
            stated.replaceAll(any -> true);
            return this;
        }

        /** Smooth on the whole inside of its domain. */
        public Builder smooth() {
            kinks = "";
            return this;
        }

        /** Smooth except as said; {@code decision} changes where a kink is crossed. */
        public Builder smoothExcept(String where, Value decisionAtPoint) {
            kinks = where;
            decision = decisionAtPoint;
            return this;
        }

        /** The domain of the only operand, or of all of them. */
        public Builder domain(double low, double high) {
            domains.replaceAll(any -> new Domain(low, high));
            return this;
        }

        public Builder domain(int operand, double low, double high) {
            domains.set(operand, new Domain(low, high));
            return this;
        }

        /** Finite operands give a finite result (overflow of sums and products apart). */
        public Builder finite() {
            finite = true;
            return this;
        }

        /** Bounds that the result keeps for any operands, infinities included. */
        public Builder range(Range bounds) {
            range = bounds;
            return this;
        }

        /** The largest error, where the value is not correctly rounded. */
        public Builder ulps(double bound) {
            ulps = bound;
            return this;
        }

        public Builder cost(int multiplyAdds) {
            cost = multiplyAdds;
            return this;
        }

        public Builder java(Spelling spelling) {
            exact = spelling;
            return this;
        }

        public Builder fastFloat(Spelling spelling) {
            fastFloat = spelling;
            return this;
        }

        /** How {@code .nn} says it, if not as a call by name. */
        public Builder nn(String pattern) {
            nn = pattern;
            return this;
        }

        /** @throws IllegalStateException naming the part that is missing */
        public ScalarFunction build() {
            require(!stated.contains(false), "a derivative, or flat()");
            require(cost >= 0, "a cost");
            return new ScalarFunction(
                    this, required(kinks, "smooth() or smoothExcept(…)"), required(exact, "a Java spelling"));
        }

        private <T> T required(@Nullable T part, String what) {
            require(part != null, what);
            return Objects.requireNonNull(part);
        }

        private void require(boolean there, String part) {
            if (!there) {
                throw new IllegalStateException("the row of " + name + " lacks " + part);
            }
        }
    }
}
