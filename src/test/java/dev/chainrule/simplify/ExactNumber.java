package dev.chainrule.simplify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * The number {@code factor · e^power}, with {@value #DIGITS} digits: enough for 50 to be left of {@code log(1 + x)}
 * at the smallest double. The power is there for numbers such as exp(1e300), of which the logarithm is taken.
 */
record ExactNumber(BigDecimal factor, BigInteger power) {

    static final int DIGITS = 420;

    private static final MathContext PRECISION = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    /** Up to here a power of e is multiplied out. */
    private static final BigInteger PLAIN = BigInteger.valueOf(5_000);
    /** Arguments come again and again, in all forms of a function. */
    private static final Map<BigDecimal, BigDecimal> EXPONENTIALS = new HashMap<>();

    ExactNumber {
        factor = factor.round(PRECISION);
        if (factor.signum() == 0) {
            power = BigInteger.ZERO;
        }
        if (power.signum() != 0 && power.abs().compareTo(PLAIN) <= 0) {
            factor = factor.multiply(exponential(new BigDecimal(power)), PRECISION);
            power = BigInteger.ZERO;
        }
    }

    private ExactNumber(BigDecimal factor) {
        this(factor, BigInteger.ZERO);
    }

    /** A double, as the real number that it is. */
    static ExactNumber of(double value) {
        return new ExactNumber(new BigDecimal(value));
    }

    ExactNumber negated() {
        return new ExactNumber(factor.negate(), power);
    }

    /** Of two numbers that are e^5000 apart, the smaller is below the digits of the larger. */
    ExactNumber plus(ExactNumber other) {
        if (power.equals(other.power)) {
            return new ExactNumber(factor.add(other.factor, PRECISION), power);
        }
        if (factor.signum() == 0 || other.factor.signum() == 0) {
            return factor.signum() == 0 ? other : this;
        }
        BigInteger distance = power.subtract(other.power);
        if (distance.abs().compareTo(PLAIN) > 0) {
            return distance.signum() > 0 ? this : other;
        }
        return new ExactNumber(
                factor.multiply(exponential(new BigDecimal(distance)), PRECISION)
                        .add(other.factor, PRECISION),
                other.power);
    }

    ExactNumber minus(ExactNumber other) {
        return plus(other.negated());
    }

    ExactNumber times(ExactNumber other) {
        return new ExactNumber(factor.multiply(other.factor, PRECISION), power.add(other.power));
    }

    /** @throws ArithmeticException for a divisor of 0 */
    ExactNumber dividedBy(ExactNumber other) {
        return new ExactNumber(factor.divide(other.factor, PRECISION), power.subtract(other.power));
    }

    int compareTo(ExactNumber other) {
        return minus(other).factor.signum();
    }

    /** The exponential of a number that is itself no power of e. */
    ExactNumber exp() {
        BigInteger whole = plain().setScale(0, RoundingMode.FLOOR).toBigInteger();
        return new ExactNumber(exponential(plain().subtract(new BigDecimal(whole))), whole);
    }

    /** @throws ArithmeticException if there is no logarithm */
    ExactNumber log() {
        if (factor.signum() <= 0) {
            throw new ArithmeticException("logarithm of " + factor);
        }
        return new ExactNumber(new BigDecimal(power).add(logarithm(factor), PRECISION));
    }

    /** The number itself, 0 if it is far below what a double holds. */
    BigDecimal plain() {
        if (power.signum() > 0) {
            throw new ArithmeticException("beyond all doubles: e^" + power);
        }
        return power.signum() < 0 ? BigDecimal.ZERO : factor;
    }

    /** Whether the number is beyond all doubles. */
    boolean isHuge() {
        return power.signum() > 0 || Double.isInfinite(factor.doubleValue());
    }

    /** How far a double is away, in units of the last place of the number, or of {@code scale} if that is larger. */
    double ulpsTo(double value, double scale) {
        if (isHuge()) {
            double infinity = factor.signum() * Double.POSITIVE_INFINITY;
            return value == infinity ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.POSITIVE_INFINITY;
        }
        double ulp = Math.ulp(Math.max(Math.abs(plain().doubleValue()), scale));
        return new BigDecimal(value)
                .subtract(plain())
                .abs()
                .divide(new BigDecimal(ulp), PRECISION)
                .doubleValue();
    }

    private static BigDecimal exponential(BigDecimal x) {
        return EXPONENTIALS.computeIfAbsent(x, any -> exponential(x, DIGITS));
    }

    /** exp(x) = exp(x / 2^k)^(2^k), and Taylor's series for the small argument. */
    private static BigDecimal exponential(BigDecimal x, int digits) {
        int halvings = 24 + Math.max(0, Math.getExponent(x.doubleValue()));
        MathContext wide = new MathContext(digits + 20, RoundingMode.HALF_EVEN);
        BigDecimal small = x.divide(new BigDecimal(BigInteger.TWO.pow(halvings)), wide);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; term.signum() != 0 && term.scale() - term.precision() < digits + 20; k++) {
            term = term.multiply(small, wide).divide(BigDecimal.valueOf(k), wide);
            sum = sum.add(term, wide);
        }
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum, wide);
        }
        return sum;
    }

    /** Newton's method for exp(y) = x, in steps of y + 2 (x - exp(y)) / (x + exp(y)), each of which triples the digits. */
    private static BigDecimal logarithm(BigDecimal x) {
        int exponent = x.precision() - x.scale() - 1;
        BigDecimal y = new BigDecimal(Math.log(x.scaleByPowerOfTen(-exponent).doubleValue()) + exponent * Math.log(10));
        for (int digits = 12; digits < DIGITS; digits *= 3) {
            BigDecimal e = exponential(y, Math.min(3 * digits, DIGITS));
            y = y.add(x.subtract(e).multiply(BigDecimal.valueOf(2)).divide(x.add(e), PRECISION), PRECISION);
        }
        return y;
    }
}
