package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Initializer;
import dev.chainrule.equation.Leafs;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How parameters are drawn; {@code fan_in} and {@code fan_out} follow from the parameter's first reader, or are given. */
final class InitializerElaborator {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Map<Tensor, Set<Integer>> summedAxes = new HashMap<>();

    InitializerElaborator(Context context, ExpressionElaborator expressions, EquationSystem system) {
        this.context = context;
        this.expressions = expressions;
        for (Equation equation : system.equations()) {
            if (equation.reduction() == Reduction.SUM) {
                Reads.of(equation)
                        .forEach(read -> summedAxes.computeIfAbsent(read.tensor(), any -> summed(read, equation)));
            }
        }
    }

    Optional<Initializer> of(Tensor tensor, OwnParameter own) {
        Item.Param param = own.written();
        if (param.initializer().isEmpty()) {
            context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            param.span(),
                            "the parameter " + param.name() + " has no initialiser")
                    .hint("add = zeros(), or = glorot_uniform() for weights"));
            return Optional.empty();
        }
        Expression written = param.initializer().get();
        if (!(written instanceof Expression.Call call) || !call.bindings().isEmpty()) {
            context.report(
                    Diagnostic.of(MeaningCodes.KIND, written.span(), "a parameter is drawn by an initialiser")
                            .hint(
                                    Literals.isNumber(written)
                                            ? "write constant(" + Spelling.of(written.span()) + ")"
                                            : "write zeros(), constant(0.5), uniform(-0.1, 0.1), normal(0, 0.1), glorot_uniform(), …"));
            return Optional.empty();
        }
        Optional<Initializer.Kind> kind = Arrays.stream(Initializer.Kind.values())
                .filter(one -> one.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(call.function().text()))
                .findFirst();
        if (kind.isEmpty()) {
            context.report(InitializerArguments.unknown(call.function()));
            return Optional.empty();
        }
        return arguments(call, kind.get(), tensor, own);
    }

    private Optional<Initializer> arguments(
            Expression.Call call, Initializer.Kind kind, Tensor tensor, OwnParameter own) {
        Optional<Map<String, Double>> given =
                new InitializerArguments(context, expressions).of(call, kind, own.scope());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> over = readOver(tensor, own.copies());
        Scalar in = product(tensor, axis -> axis >= own.copies() && over.contains(axis));
        Scalar out = product(tensor, axis -> axis >= own.copies() && !over.contains(axis));
        List<Double> numbers =
                InitializerArguments.names(kind).stream().map(given.get()::get).toList();
        return Optional.of(new Initializer(
                kind,
                numbers,
                fan(given.get(), InitializerArguments.FAN_IN, in),
                fan(given.get(), InitializerArguments.FAN_OUT, out)));
    }

    private Scalar fan(Map<String, Double> given, String name, Scalar found) {
        return given.containsKey(name)
                ? context.scalars().integer(given.get(name).longValue())
                : found;
    }

    private Scalar product(Tensor tensor, java.util.function.IntPredicate taken) {
        long product = 1;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            if (taken.test(axis)) {
                Affine length = Affine.of(tensor.extents().get(axis));
                product *= length.value().orElse(1);
            }
        }
        return context.scalars().integer(product);
    }

    /** The axes that the first sum over the parameter runs along; the first axis of a matrix that no sum reads. */
    private Set<Integer> readOver(Tensor tensor, int copies) {
        return summedAxes.getOrDefault(tensor, tensor.rank() > copies + 1 ? Set.of(copies) : Set.of());
    }

    private static Set<Integer> summed(Read read, Equation equation) {
        Set<Integer> axes = new LinkedHashSet<>();
        for (int axis = 0; axis < read.subscripts().size(); axis++) {
            if (Leafs.indices(List.of(read.subscripts().get(axis))).stream().anyMatch(equation.reduced()::contains)) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
