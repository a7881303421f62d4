package dev.chainrule.interpret;

import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.ScalarFunction;
import dev.chainrule.scalar.Type;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What happens to each number that is computed before it is used: nothing; or it moves to one of its neighbours, by
 * chance; or, where terms cancel but for what rounding leaves of them, it is 0. How far results then scatter is what
 * rounding may do to them, however they are computed (J. Vignes, A stochastic arithmetic for reliable scientific
 * computation, 1993).
 */
public final class Jitter {

    /** How many evaluations by chance show how far results scatter. */
    private static final int EVALUATIONS = 8;

    /** What rounding may leave of terms that cancel: some units of the last place of their magnitudes. */
    private static final double LEFT = 0x1p-48;

    private enum Kind {
        NONE,
        NEIGHBOUR,
        CANCEL
    }

    private static final Jitter NONE = new Jitter(0, Kind.NONE);

    private final SplittableRandom random;
    private final Kind kind;

    private Jitter(long seed, Kind kind) {
        this.random = new SplittableRandom(seed);
        this.kind = kind;
    }

    /** Every number stays. */
    static Jitter none() {
        return NONE;
    }

    /**
     * One for each evaluation that it takes to see what rounding may do. By chance no number ever becomes exactly 0 where
     * several would have to at once, as in the variance of equal numbers; a decision may ask for just that, so the last of
     * them has it so.
     */
    public static Stream<Jitter> all() {
        return Stream.concat(
                LongStream.rangeClosed(1, EVALUATIONS).mapToObj(seed -> new Jitter(seed, Kind.NEIGHBOUR)),
                Stream.of(new Jitter(0, Kind.CANCEL)));
    }

    /** The result of a function as it is used. */
    double of(double result, ScalarFunction function, double[] operands) {
        if (kind == Kind.CANCEL && (function == Arithmetic.ADD || function == Arithmetic.SUBTRACT)) {
            return sum(result, Math.abs(operands[0]) + Math.abs(operands[1]));
        }
        return term(result, function.resultType());
    }

    /** A term of a reduction as it is used: a sum rounds what it takes. */
    double term(double value, Type type) {
        if (kind != Kind.NEIGHBOUR || type != Type.REAL || value == 0) {
            return value;
        }
        return random.nextBoolean() ? Math.nextUp(value) : Math.nextDown(value);
    }

    /**
     * A sum as it is used.
     *
     * @param magnitude the sum of the magnitudes of its terms
     */
    double sum(double result, double magnitude) {
        boolean cancels = kind == Kind.CANCEL && Double.isFinite(magnitude) && Math.abs(result) <= LEFT * magnitude;
        return cancels ? 0 : result;
    }
}
