package dev.chainrule.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Functions of a square matrix whose equations read earlier ones at the same element, across, shifted and in sums. */
public final class RandomSystems {

    private static final List<String> FORMS = List.of(
            "sin(%1$s[i, j]) * %2$s[i, j]",
            "exp(%1$s[i, j] * 0.1) + %2$s[j, i]",
            "sum[k: n](%1$s[i, k] * %2$s[k, j]) / 3",
            "tanh(sum[k: n](%1$s[i, k] * %2$s[k, j]))",
            "%1$s[i, j] / (1 + sum[k: n](%2$s[i, k]^2))",
            "%1$s[i, j] * sin(%2$s[i, i])",
            "max[k: n](%1$s[k, j]) - %2$s[i, j]",
            "(j > i ? %1$s[i, j] : cos(%2$s[j, i]))",
            "sum[k: n](%1$s[k, j] * sin(%2$s[i, k]))");

    private RandomSystems() {}

    public static String of(SplittableRandom random) {
        StringBuilder text = new StringBuilder("function F[n](x[n, n]) {\n");
        List<String> tensors = new ArrayList<>(List.of("x"));
        int equations = 3 + random.nextInt(6);
        for (int t = 1; t <= equations; t++) {
            String form = FORMS.get(random.nextInt(FORMS.size()));
            String one = tensors.get(Math.max(0, tensors.size() - 1 - random.nextInt(2)));
            String other = tensors.get(random.nextInt(tensors.size()));
            text.append("  t%d[i: n, j: n] = %s;\n".formatted(t, form.formatted(one, other)));
            tensors.add("t" + t);
        }
        return text.append("  return sum(t%d) + sum[i: n](t%d[i, i]);\n}\n"
                        .formatted(equations, random.nextInt(equations) + 1))
                .toString();
    }
}
