package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a random network is trained: optimisers of the library and of the program's own, and clauses in any order. */
final class TrainClauses {

    /** Where a gradient is 0 but for rounding, a small epsilon would make a number out of it. */
    private static final List<String> OPTIMIZERS = List.of(
            "sgd(rate = %s)",
            "sgd(rate = %s, momentum = 0.9)",
            "sgd(rate = %s, momentum = 0.5, nesterov = true)",
            "adam(rate = %s, epsilon = 1e-4)",
            "adam(rate = %s, beta1 = 0.5, beta2 = 0.7, epsilon = 1e-3)",
            "adamw(rate = %s, weight_decay = 0.1, epsilon = 1e-4)",
            "rmsprop(rate = %s, epsilon = 1e-3)",
            "rmsprop(rate = %s, rho = 0.5, momentum = 0.5, epsilon = 1e-3)",
            "adagrad(rate = %s, epsilon = 1e-3)",
            "adagrad(rate = %s, epsilon = 1e-3, initial = 0.1)");

    private static final List<String> RATES =
            List.of("0.1", "0.01", "0.1", "0.3 / (1 + step)", "0.1 * min(1, step / 3)", "0.05 * 0.9^step");

    private final Scope scope;
    private final Chance chance;
    private final Body body;

    TrainClauses(Scope scope, Body body) {
        this.scope = scope;
        this.chance = scope.chance;
        this.body = body;
    }

    /** @param more a clause that comes with the others; may be empty */
    void add(String more) {
        if (chance.one(12) && !body.updates()) {
            body.lines.add("train loss with lbfgs(memory = 4)" + (more.isEmpty() ? "" : ", " + more) + ";");
            return;
        }
        List<String> clauses = new ArrayList<>();
        if (!more.isEmpty()) {
            clauses.add(more);
        }
        for (int k = chance.below(3); k > 0; k--) {
            clauses.add(clause());
        }
        freeze(clauses);
        String optimizer = chance.one(5) ? own() : chance.of(OPTIMIZERS).formatted(rate());
        String behind =
                chance.shuffled(clauses).stream().map(clause -> ", " + clause).collect(Collectors.joining());
        body.lines.add("train loss with " + optimizer + behind + ";");
    }

    private String rate() {
        List<Tensor> hypers = scope.reals().stream()
                .filter(tensor -> tensor.name().startsWith("h"))
                .toList();
        return hypers.isEmpty() || chance.one(2)
                ? chance.of(RATES)
                : "0.1 * " + chance.of(hypers).name();
    }

    private String clause() {
        return switch (chance.below(6)) {
            case 0 -> "clip_norm(" + chance.of("1", "0.1", "0.5 / step") + ")";
            case 1 -> "clip_value(" + chance.of("0.3", "0.05") + ")";
            case 2, 3 -> "decay(" + chance.of("1e-3", "0.1", "0.2 / step") + ")";
            default -> ownClause();
        };
    }

    private String ownClause() {
        String name = scope.fresh("z");
        body.declarations.add(chance.of("""
                        optimizer %s(limit = 0.5) for p, g {
                          long = norm(g);
                          update g = g / (1 + limit * long);
                        }""", """
                        optimizer %s(limit = 0.01) for p, g {
                          update g = abs(g) < limit ? 0 : g;
                        }""", """
                        optimizer %s(limit = 0.5) for p, g {
                          state m = 0.1;
                          update m = limit * m + g;
                          update g = g + limit * m - 0.01 * sum(p);
                        }""").formatted(name));
        return name + chance.of("()", "(0.2)", "(limit = 0.02)");
    }

    private String own() {
        String name = scope.fresh("z");
        body.declarations.add(chance.of("""
                        optimizer %s(rate = 0.1, keep = 0.9) for p, g {
                          state m = 0;
                          direction = keep * m + (1 - keep) * g;
                          update p = p - rate * tanh(5 * direction);
                          update m = keep * m + (1 - keep) * g;
                        }""", """
                        optimizer %s(rate = 0.05, keep = 0.5) for p, g {
                          state v = 1;
                          state w = 0;
                          update v = keep * v + g^2;
                          update w = w + g / sqrt(1 + v);
                          trust = sum(p^2) / (1 + sum(w^2));
                          update p = p - rate * w * trust / step;
                        }""").formatted(name));
        return name + "(" + chance.of("rate = " + rate(), "", "keep = 0.7") + ")";
    }

    /** Leaves at least one to be trained. */
    private void freeze(List<String> clauses) {
        List<Tensor> parameters = scope.reals().stream()
                .filter(tensor -> tensor.name().startsWith("w"))
                .toList();
        if (parameters.size() > 1 && chance.one(3)) {
            clauses.add(chance.shuffled(parameters).subList(0, chance.between(1, parameters.size() - 1)).stream()
                    .map(Tensor::name)
                    .collect(Collectors.joining(", ", "freeze(", ")")));
        }
    }
}
