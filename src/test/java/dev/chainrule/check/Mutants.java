package dev.chainrule.check;

import dev.chainrule.scalar.ScalarFunction;

/** Rows of functions with one mistake. */
final class Mutants {

    private Mutants() {}

    /** The same function, one of whose derivatives is too large. */
    static ScalarFunction withDerivativeTimes(double factor, ScalarFunction function, int operand) {
        ScalarFunction.Builder row = ScalarFunction.of(
                        function.name(), function.operandTypes(), function.resultType(), function::value)
                .flat();
        for (int i = 0; i < function.arity(); i++) {
            int number = i;
            function.derivative(i).ifPresent(right -> {
                ScalarFunction.Partial wrong =
                        (e, y, x) -> e.mul(e.real(factor), right.factor().of(e, y, x));
                row.derivative(number, right.gate(), number == operand ? wrong : right.factor());
            });
            row.domain(
                    i,
                    function.domains().get(i).low(),
                    function.domains().get(i).high());
        }
        function.decision().ifPresentOrElse(decision -> row.smoothExcept(function.kinks(), decision), row::smooth);
        return row.range(function.range())
                .ulps(function.ulps())
                .cost(function.cost())
                .java(function.exact())
                .nn(function.nn())
                .build();
    }
}
