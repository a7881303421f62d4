package dev.chainrule.check;

import java.util.Optional;

/** Whom to suspect where opinions differ: the part of the compiler that those share who are wrong, and no other. */
final class Suspicion {

    private final Opinions opinions;
    private final Optional<Judge> judge;

    /** Who shares least with all others: differences, else complex step, else dual numbers. */
    private record Judge(String name, double value, Tolerance tolerance) {

        boolean agrees(double other) {
            return tolerance.holds(other, value);
        }
    }

    private Suspicion(Opinions opinions) {
        this.opinions = opinions;
        Exact exact = opinions.exact();
        this.judge = opinions.numeric()
                .map(estimate -> new Judge(
                        "differences", estimate.value(), opinions.far().with(estimate.error())))
                .or(() -> exact.complex().map(value -> new Judge("complex step", value, opinions.near())))
                .or(() -> exact.dual().map(value -> new Judge("dual numbers", value, opinions.near())));
    }

    static String of(Opinions opinions) {
        return new Suspicion(opinions).text();
    }

    private String text() {
        double generated = opinions.generated();
        if (opinions.exact().interpreter().isEmpty()) {
            return withoutInterpreter();
        }
        double interpreted = opinions.exact().interpreter().get();
        boolean agree = opinions.near().holds(generated, interpreted);
        if (!Double.isFinite(generated) || !Double.isFinite(interpreted)) {
            return agree || Double.compare(generated, interpreted) == 0
                    ? "the derivative is not finite here: suspect a derivative row, or a guard that is missing"
                    : "the generated class and the interpreter disagree: suspect simplify, schedule or a later pass";
        }
        if (agree) {
            return gradientsAgree(interpreted);
        }
        if (judge.isEmpty()) {
            return "the generated class and the interpreter disagree, differences tell nothing here: suspect simplify,"
                    + " schedule or a later pass";
        }
        String who = judge.get().name();
        if (judge.get().agrees(interpreted)) {
            return "the interpreter and " + who + " agree: suspect simplify, schedule or a later pass";
        }
        return judge.get().agrees(generated)
                ? "the generated class and " + who + " agree: suspect differentiate, or the interpreter"
                : "no two of them agree: suspect differentiate, then a later pass";
    }

    /** Dual numbers share the derivative rows with both, and nothing else. */
    private String gradientsAgree(double interpreted) {
        return opinions.exact()
                .dual()
                .map(dual -> opinions.near().holds(dual, interpreted)
                        ? "the generated class, the interpreter and dual numbers agree: suspect a derivative row"
                        : "the generated class and the interpreter agree, dual numbers do not: suspect differentiate")
                .orElse("the generated class and the interpreter agree: suspect a derivative row, or differentiate");
    }

    private String withoutInterpreter() {
        double generated = opinions.generated();
        return opinions.exact()
                .dual()
                .map(dual -> opinions.near().holds(dual, generated)
                        ? "the generated class and dual numbers agree: suspect a derivative row"
                        : "the generated class and dual numbers disagree: suspect differentiate or a later pass")
                .orElse("the generated class and differences disagree: suspect differentiate or a later pass");
    }
}
