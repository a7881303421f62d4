package dev.chainrule.interpret;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Circular;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code f'(x) = Im f(x + ih) / h} up to h², and with h = 1e-40 exactly (Squire and Trapp, SIAM Review 40, 1998). No
 * derivative is used: functions are evaluated at complex numbers. What chooses, such as {@code max}, looks at real parts.
 * Each function here gives an imaginary part that is as exact as the real part is: nowhere do two large numbers cancel.
 */
final class ComplexStep implements Propagation {

    private static final double STEP = 1e-40;

    /** The imaginary part of a call. */
    @FunctionalInterface
    private interface Extension {
        double imaginary(double result, Complex... operands);
    }

    @FunctionalInterface
    private interface Unary {
        Complex of(Complex z);
    }

    private static final Map<ScalarFunction, Extension> EXTENSIONS = extensions();

    @Override
    public boolean covers(ScalarFunction function) {
        return EXTENSIONS.containsKey(function)
                || function.resultType() != Type.REAL
                || !function.operandTypes().contains(Type.REAL);
    }

    /** NaN where a function has no complex form. */
    @Override
    public double through(ScalarFunction function, double result, double[] operands, double[] tangents) {
        if (function.resultType() != Type.REAL) {
            return 0;
        }
        Extension extension = EXTENSIONS.get(function);
        if (extension == null) {
            return Double.NaN;
        }
        Complex[] complex = new Complex[operands.length];
        for (int i = 0; i < complex.length; i++) {
            complex[i] = new Complex(operands[i], STEP * tangents[i]);
        }
        return extension.imaginary(result, complex) / STEP;
    }

    private static Map<ScalarFunction, Extension> extensions() {
        Map<ScalarFunction, Extension> all = new HashMap<>();
        all.put(Arithmetic.ADD, (y, z) -> z[0].plus(z[1]).im());
        all.put(Arithmetic.SUBTRACT, (y, z) -> z[0].minus(z[1]).im());
        all.put(Arithmetic.MULTIPLY, (y, z) -> z[0].times(z[1]).im());
        all.put(Arithmetic.DIVIDE, (y, z) -> z[0].over(z[1]).im());
        unary(all, Arithmetic.NEGATE, Complex::negated);
        elementary(all);
        inverses(all);
        choices(all);
        return all;
    }

    private static void unary(Map<ScalarFunction, Extension> all, ScalarFunction function, Unary form) {
        all.put(function, (y, z) -> form.of(z[0]).im());
    }

    private static void elementary(Map<ScalarFunction, Extension> all) {
        unary(all, Powers.EXP, Complex::exp);
        unary(all, Powers.EXPM1, Complex::exp);
        unary(all, Powers.LOG, Complex::log);
        unary(all, Powers.LOG1P, z -> z.plus(Complex.ONE).log());
        unary(all, Powers.SQRT, z -> z.root(2));
        unary(all, Powers.CBRT, z -> z.re() < 0 ? z.negated().root(3).negated() : z.root(3));
        all.put(
                Powers.HYPOT,
                (y, z) -> z[0].times(z[0]).plus(z[1].times(z[1])).root(2).im());
        // a^b = exp(b log a), which below 0 is another branch than that of real powers
        all.put(
                Powers.POWER,
                (y, z) -> z[0].re() > 0 ? z[1].times(z[0].log()).exp().im() : Double.NaN);
        all.put(Circular.SIN, (y, z) -> Math.cos(z[0].re()) * Math.sinh(z[0].im()));
        all.put(Circular.COS, (y, z) -> -Math.sin(z[0].re()) * Math.sinh(z[0].im()));
        all.put(
                Circular.TAN,
                (y, z) -> Math.sinh(2 * z[0].im()) / (Math.cos(2 * z[0].re()) + Math.cosh(2 * z[0].im())));
        all.put(Hyperbolic.SINH, (y, z) -> Math.cosh(z[0].re()) * Math.sin(z[0].im()));
        all.put(Hyperbolic.COSH, (y, z) -> Math.sinh(z[0].re()) * Math.sin(z[0].im()));
        all.put(
                Hyperbolic.TANH,
                (y, z) -> Math.sin(2 * z[0].im()) / (Math.cosh(2 * z[0].re()) + Math.cos(2 * z[0].im())));
        unary(all, Activations.SIGMOID, ComplexStep::sigmoid);
        unary(all, Activations.SOFTPLUS, ComplexStep::softplus);
    }

    private static Complex sigmoid(Complex z) {
        Complex power = z.re() < 0 ? z.exp() : z.negated().exp();
        return (z.re() < 0 ? power : Complex.ONE).over(Complex.ONE.plus(power));
    }

    private static Complex softplus(Complex z) {
        return z.re() > 0
                ? z.plus(Complex.ONE.plus(z.negated().exp()).log())
                : Complex.ONE.plus(z.exp()).log();
    }

    /** From the function whose inverse it is: {@code sin(α + iβ) = sin α cosh β + i cos α sinh β} is z, so β = Im z / cos α. */
    private static void inverses(Map<ScalarFunction, Extension> all) {
        all.put(Circular.ASIN, (y, z) -> z[0].im() / Math.cos(y));
        all.put(Circular.ACOS, (y, z) -> -z[0].im() / Math.sin(y));
        all.put(Circular.ATAN, (y, z) -> z[0].im() * (Math.cos(2 * y) + 1) / 2);
        all.put(Hyperbolic.ASINH, (y, z) -> z[0].im() / Math.cosh(y));
        all.put(Hyperbolic.ACOSH, (y, z) -> z[0].im() / Math.sinh(y));
        all.put(Hyperbolic.ATANH, (y, z) -> z[0].im() * (Math.cosh(2 * y) + 1) / 2);
        all.put(Circular.ATAN2, (angle, z) -> angle(z[0], z[1]));
    }

    /** {@code (log(x + iy) - log(x - iy)) / 2i}, whose imaginary part is half the logarithm of the ratio of two lengths. */
    private static double angle(Complex y, Complex x) {
        double length = (x.re() + y.im()) * (x.re() + y.im()) + (x.im() - y.re()) * (x.im() - y.re());
        return -Math.log1p(4 * (x.im() * y.re() - x.re() * y.im()) / length) / 4;
    }

    /** Analytic on either side; where sides meet, by the conventions of the language. */
    private static void choices(Map<ScalarFunction, Extension> all) {
        all.put(Choice.CHOICE, (y, z) -> z[z[0].re() != 0 ? 1 : 2].im());
        all.put(Differentials.VARIABLE, (y, z) -> z[0].im());
        all.put(Activations.RELU, (y, z) -> z[0].re() > 0 ? z[0].im() : 0);
        all.put(Rounding.ABS, (y, z) -> Math.signum(z[0].re()) * z[0].im());
        all.put(Rounding.MAX, (y, z) -> z[z[0].re() < z[1].re() ? 1 : 0].im());
        all.put(Rounding.MIN, (y, z) -> z[z[1].re() < z[0].re() ? 1 : 0].im());
        for (ScalarFunction flat :
                List.of(Rounding.SIGN, Rounding.FLOOR, Rounding.CEIL, Rounding.ROUND, Arithmetic.STOP_GRADIENT)) {
            all.put(flat, (y, z) -> 0);
        }
    }
}
