package dev.chainrule.scalar;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Magnitude, sign, whole numbers nearby, the smaller and the larger of two. */
public final class Rounding {

    private Rounding() {}

    /** The sign: -1, 0 of either sign, 1. Flat. */
    public static final ScalarFunction SIGN = flat("sign", "at 0", Math::signum, Spelling.call("Math.signum($1)"));

    /** The largest whole number that is not above x. Flat. */
    public static final ScalarFunction FLOOR =
            flat("floor", "at whole numbers", Math::floor, Spelling.ofDouble("Math.floor($1)"));

    /** The smallest whole number that is not below x. Flat. */
    public static final ScalarFunction CEIL =
            flat("ceil", "at whole numbers", Math::ceil, Spelling.ofDouble("Math.ceil($1)"));

    /** The nearest whole number; of two equally near, the even one. Flat. */
    public static final ScalarFunction ROUND =
            flat("round", "halfway between whole numbers", Math::rint, Spelling.ofDouble("Math.rint($1)"));

    /** Magnitude. d abs(x) = sign(x); at 0 nothing flows. */
    public static final ScalarFunction ABS = ScalarFunction.unary("abs", Math::abs)
            .derivativeWhere((e, y, x) -> e.notEqual(x, e.zero()), (e, y, x) -> e.call(SIGN, x))
            .smoothExcept("0, where nothing flows", x -> Math.signum(x[0]))
            .finite()
            .range(ScalarFunction.Range.NOT_NEGATIVE)
            .cost(1)
            .java(Spelling.call("Math.abs($1)"))
            .build();

    /** The smaller. The gradient flows to the winner alone, on a tie to the first; a NaN wins in the value. */
    public static final ScalarFunction MIN = ScalarFunction.binary("min", Math::min)
            .derivativeWhere(0, (e, y, a, b) -> e.not(e.less(b, a)), (e, y, a, b) -> e.one())
            .derivativeWhere(1, (e, y, a, b) -> e.less(b, a), (e, y, a, b) -> e.one())
            .smoothExcept("a tie, where all flows to the first", x -> x[1] < x[0] ? 1 : 0)
            .finite()
            .cost(1)
            .java(Spelling.call("Math.min($1, $2)"))
            .build();

    /** The larger. The gradient flows to the winner alone, on a tie to the first; a NaN wins in the value. */
    public static final ScalarFunction MAX = ScalarFunction.binary("max", Math::max)
            .derivativeWhere(0, (e, y, a, b) -> e.not(e.less(a, b)), (e, y, a, b) -> e.one())
            .derivativeWhere(1, (e, y, a, b) -> e.less(a, b), (e, y, a, b) -> e.one())
            .smoothExcept("a tie, where all flows to the first", x -> x[0] < x[1] ? 1 : 0)
            .finite()
            .cost(1)
            .java(Spelling.call("Math.max($1, $2)"))
            .build();

    private static ScalarFunction flat(String name, String jumps, DoubleUnaryOperator value, Spelling java) {
        return ScalarFunction.unary(name, value::applyAsDouble)
                .flat()
                .smoothExcept(jumps, x -> value.applyAsDouble(x[0]))
                .finite()
                .cost(2)
                .java(java)
                .build();
    }

    static final List<ScalarFunction> ROWS = List.of(ABS, SIGN, FLOOR, CEIL, ROUND, MIN, MAX);
}
