package dev.chainrule.simplify;

import dev.chainrule.scalar.Activations;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Circular;
import dev.chainrule.scalar.Comparison;
import dev.chainrule.scalar.Hyperbolic;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Powers;
import dev.chainrule.scalar.Rounding;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.ScalarFunction.Value;
import dev.chainrule.scalar.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of functions of constants that are the same on every machine. */
final class StrictValues {

    private static final Map<ScalarFunction, Value> VALUES = values();

    private StrictValues() {}

    /** Whether a function has such a value. */
    static boolean has(ScalarFunction function) {
        return VALUES.containsKey(function);
    }

    static double of(ScalarFunction function, double... operands) {
        return VALUES.get(function).of(operands);
    }

    private static Map<ScalarFunction, Value> values() {
        Map<ScalarFunction, Value> values = new HashMap<>();
        values.put(Powers.EXP, x -> StrictMath.exp(x[0]));
        values.put(Powers.EXPM1, x -> StrictMath.expm1(x[0]));
        values.put(Powers.LOG, x -> StrictMath.log(x[0]));
        values.put(Powers.LOG1P, x -> StrictMath.log1p(x[0]));
        values.put(Powers.POWER, x -> StrictMath.pow(x[0], x[1]));
        values.put(Powers.CBRT, x -> StrictMath.cbrt(x[0]));
        values.put(Powers.HYPOT, x -> StrictMath.hypot(x[0], x[1]));
        values.put(Circular.SIN, x -> StrictMath.sin(x[0]));
        values.put(Circular.COS, x -> StrictMath.cos(x[0]));
        values.put(Circular.TAN, x -> StrictMath.tan(x[0]));
        values.put(Circular.ASIN, x -> StrictMath.asin(x[0]));
        values.put(Circular.ACOS, x -> StrictMath.acos(x[0]));
        values.put(Circular.ATAN, x -> StrictMath.atan(x[0]));
        values.put(Circular.ATAN2, x -> StrictMath.atan2(x[0], x[1]));
        values.put(Hyperbolic.SINH, x -> StrictMath.sinh(x[0]));
        values.put(Hyperbolic.COSH, x -> StrictMath.cosh(x[0]));
        values.put(Hyperbolic.TANH, x -> StrictMath.tanh(x[0]));
        for (ScalarFunction exact : exact()) {
            values.put(exact, exact::value);
        }
        return Map.copyOf(values);
    }

    /** What Java computes exactly or rounds correctly. */
    private static List<ScalarFunction> exact() {
        return List.of(
                Arithmetic.ADD,
                Arithmetic.SUBTRACT,
                Arithmetic.MULTIPLY,
                Arithmetic.DIVIDE,
                Arithmetic.NEGATE,
                Arithmetic.STOP_GRADIENT,
                Comparison.LESS,
                Comparison.LESS_OR_EQUAL,
                Comparison.GREATER,
                Comparison.GREATER_OR_EQUAL,
                Comparison.EQUAL,
                Comparison.NOT_EQUAL,
                Logic.AND,
                Logic.OR,
                Logic.NOT,
                Choice.CHOICE,
                Choice.INTEGER_CHOICE,
                Whole.ADD,
                Whole.SUBTRACT,
                Whole.MULTIPLY,
                Whole.FLOOR_DIVIDE,
                Whole.FLOOR_MODULO,
                Whole.LESS,
                Whole.LESS_OR_EQUAL,
                Whole.EQUAL,
                Whole.NOT_EQUAL,
                Whole.TO_REAL,
                Powers.SQRT,
                Rounding.ABS,
                Rounding.SIGN,
                Rounding.FLOOR,
                Rounding.CEIL,
                Rounding.ROUND,
                Rounding.MIN,
                Rounding.MAX,
                Activations.RELU);
    }
}
