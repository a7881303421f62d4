package dev.chainrule.loop;

import dev.chainrule.scalar.Arithmetic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inner loops of contractions, each once in a class: {@code c[j] += a0 * b0[j] + …} for one or four steps. */
final class MultiplyAddKernels {

    private final boolean fused;
    private final Map<Integer, Method> methods = new LinkedHashMap<>();

    /** @param fused whether each product is added without rounding in between, as {@code math fast} allows */
    MultiplyAddKernels(boolean fused) {
        this.fused = fused;
    }

    Method steps(int steps) {
        return methods.computeIfAbsent(steps, this::method);
    }

    List<Method> methods() {
        return List.copyOf(methods.values());
    }

    private Method method(int steps) {
        List<Variable> left = variables("a", steps, Variable.Kind.REAL);
        List<Variable> right = variables("b", steps, Variable.Kind.REALS);
        Variable sums = Variable.local("c", Variable.Kind.REALS);
        Variable length = Variable.local("length", Variable.Kind.INT);
        Variable j = Variable.local("j", Variable.Kind.INT);
        Expression total = Expressions.element(Expressions.use(sums), Expressions.use(j));
        for (int step = 0; step < steps; step++) {
            Expression a = Expressions.use(left.get(step));
            Expression b = Expressions.element(Expressions.use(right.get(step)), Expressions.use(j));
            total = fused
                    ? new Expression.MultiplyAdd(a, b, total)
                    : Expressions.apply(Arithmetic.ADD, total, Expressions.apply(Arithmetic.MULTIPLY, a, b));
        }
        List<Variable> parameters = new ArrayList<>(left);
        parameters.addAll(right);
        parameters.add(sums);
        parameters.add(length);
        Statement store = new Statement.Store(Expressions.use(sums), Expressions.use(j), total);
        return new Method(
                "multiplyAdd" + (steps == 1 ? "" : String.valueOf(steps)),
                List.of(
                        steps == 1
                                ? "c += a0 * b0, row by row."
                                : "c += a0 * b0 + … + a" + (steps - 1) + " * b" + (steps - 1)
                                        + ", row by row; in a method of its own, where HotSpot vectorises it."),
                Optional.empty(),
                parameters,
                List.of(new Statement.For(j, Expressions.ZERO, Expressions.use(length), 1, List.of(store))));
    }

    private static List<Variable> variables(String name, int count, Variable.Kind kind) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            variables.add(Variable.local(name + i, kind));
        }
        return variables;
    }
}
