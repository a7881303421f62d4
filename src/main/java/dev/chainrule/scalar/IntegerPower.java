package dev.chainrule.scalar;

/**
 * What {@code x ^ n} means where {@code n} is a literal whole number: a scheme of products, not a call of a function.
 *
 * <p>The scheme reads the binary digits of |n| from the second highest down: for each digit the power is squared, and
 * for a 1 then multiplied by x. So x^2 is {@code x * x}, x^3 is {@code (x * x) * x}, x^6 is {@code x^3 * x^3}. A
 * negative n gives {@code 1 / x^|n|}; n = 0 gives 1 for every x, a NaN included. Its derivatives are those of products,
 * so no base, 0 and negative ones included, is a special case.
 *
 * <p>Beyond |n| = {@value #LARGEST}, where the roundings of the products would add up, it is {@link Powers#POWER}.
 */
public final class IntegerPower {

    /** The largest |n| for which the scheme is used. */
    public static final int LARGEST = 64;

    private IntegerPower() {}

    /** {@code x ^ n}, a real. */
    public static Scalar of(Scalars scalars, Scalar x, int n) {
        Scalar base = scalars.toReal(x);
        if (n == 0) {
            return scalars.one();
        }
        if (n > LARGEST || n < -LARGEST) {
            return scalars.call(Powers.POWER, base, scalars.real(n));
        }
        Scalar power = product(scalars, base, Math.abs(n));
        return n < 0 ? scalars.div(scalars.one(), power) : power;
    }

    private static Scalar product(Scalars scalars, Scalar base, int n) {
        Scalar power = base;
        for (int digit = Integer.highestOneBit(n) >> 1; digit > 0; digit >>= 1) {
            power = scalars.square(power);
            if ((n & digit) != 0) {
                power = scalars.mul(power, base);
            }
        }
        return power;
    }
}
