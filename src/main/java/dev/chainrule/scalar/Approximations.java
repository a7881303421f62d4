package dev.chainrule.scalar;

import dev.chainrule.scalar.Spelling.Helper;
import java.util.List;

/**
 * What {@code math fast} puts in place of {@code Math} in float: small methods of float arithmetic, within 2 ulp of the
 * exact value for every float, the same bits on every machine. They exist as text only; the tests compile them.
 *
 * <p>Worst errors found, in ulp: exp 1.09, log 1.01, tanh 1.34, sigmoid 1.53, softplus 1.78. Polynomials pass through
 * the function's values at Chebyshev points of the interval ({@code coefficients.py} beside the tests).
 * {@code Math.fma} rounds once, as it must for the reductions of the argument to be exact.
 */
final class Approximations {

    private Approximations() {}

    static final Helper EXP = Helper.ofFloat(
            "fastExp",
            "exp(x) within 2 ulp: 2^k exp(r), k the whole number nearest to x/log(2), |r| <= log(2)/2; a polynomial\n"
                    + "of degree 6; 2^k in two factors, so that subnormal results are rounded once.",
            """
            float z = Math.min(Math.max(x, -104f), 89f);
            float n = Math.fma(z, 1.442695f, 12582912f) - 12582912f;
            float r = Math.fma(n, 1.9046542e-9f, Math.fma(n, -0.6931472f, z));
            float p = Math.fma(0.0013926250f, r, 0.0083632329f);
            p = Math.fma(p, r, 0.041666552f);
            p = Math.fma(p, r, 0.16666576f);
            p = Math.fma(p, r, 0.5f);
            p = Math.fma(r * r, p, r) + 1;
            int k = (int) n;
            int half = k >> 1;
            return p * Float.intBitsToFloat(half + 127 << 23) * Float.intBitsToFloat(k - half + 127 << 23);
            """);

    private static final Helper LOG_PARTS = new Helper(
            "fastLogParts",
            "n log(2) + log(1 + f), 1 + f from sqrt(1/2) to sqrt(2): f - f²/2 + f³ times a polynomial of degree 7.",
            "float",
            "float",
            List.of("n", "f"),
            """
            float s = f * f;
            float p = Math.fma(-0.079027437f, f, 0.12622319f);
            p = Math.fma(p, f, -0.12998183f);
            p = Math.fma(p, f, 0.14214496f);
            p = Math.fma(p, f, -0.16641282f);
            p = Math.fma(p, f, 0.20001045f);
            p = Math.fma(p, f, -0.25000307f);
            p = Math.fma(p, f, 0.33333331f);
            float low = Math.fma(-0.5f, s, Math.fma(s * f, p, n * 1.4286068e-6f));
            return Math.fma(n, 0.69314575f, f + low);
            """,
            List.of());

    static final Helper LOG = Helper.ofFloat(
            "fastLog", "log(x) within 2 ulp: x = 2^n (1 + f) with 1 + f from sqrt(1/2) to sqrt(2).", """
            if (!(x > 0)) {
                return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
            }
            if (x == Float.POSITIVE_INFINITY) {
                return x;
            }
            boolean subnormal = x < Float.MIN_NORMAL;
            int bits = Float.floatToRawIntBits(subnormal ? x * 16777216f : x);
            int n = bits - 0x3f3504f3 >> 23;
            float f = Float.intBitsToFloat(bits - (n << 23)) - 1;
            return fastLogParts(subnormal ? n - 24 : n, f);
            """, LOG_PARTS);

    static final Helper TANH = Helper.ofFloat(
            "fastTanh",
            "tanh(x) within 2 ulp: x + x³ times a polynomial of degree 4 in x² for |x| < 0.625, else\n"
                    + "1 - 2 / (exp(2 |x|) + 1) with the sign of x.",
            """
            float a = Math.abs(x);
            float y;
            if (a < 0.625f) {
                float s = a * a;
                float p = Math.fma(-0.0060966867f, s, 0.020997159f);
                p = Math.fma(p, s, -0.053850904f);
                p = Math.fma(p, s, 0.13332769f);
                p = Math.fma(p, s, -0.33333328f);
                y = Math.fma(a * s, p, a);
            } else {
                y = 1 - 2 / (fastExp(2 * a) + 1);
            }
            return Math.copySign(y, x);
            """,
            EXP);

    static final Helper SIGMOID = Helper.ofFloat(
            "fastSigmoid",
            "1 / (1 + exp(-x)) within 2 ulp, without overflow: of e = exp(-|x|), 1 / (1 + e) or e / (1 + e); the\n"
                    + "quotient is corrected by its remainder and by the rounding of 1 + e.",
            """
            float e = fastExp(-Math.abs(x));
            float top = x < 0 ? e : 1;
            float sum = 1 + e;
            float lost = e - (sum - 1);
            float quotient = top / sum;
            return quotient + Math.fma(-quotient, lost, Math.fma(-quotient, sum, top)) / sum;
            """,
            EXP);

    static final Helper SOFTPLUS = Helper.ofFloat(
            "fastSoftplus",
            "log(1 + exp(x)) within 2 ulp, without overflow: max(x, 0) + log(1 + e) with e = exp(-|x|); 1 + e, which\n"
                    + "would be rounded, is not formed: it is 2 (1 + (e - 1) / 2) above sqrt(2).",
            """
            float e = fastExp(-Math.abs(x));
            float log = e < 0.41421356f ? fastLogParts(0, e) : fastLogParts(1, 0.5f * (e - 1));
            return Math.max(x, 0) + log;
            """,
            EXP,
            LOG_PARTS);
}
