package dev.chainrule.elaborate;

import dev.chainrule.checkpoint.Timeline;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Origin;
import dev.chainrule.source.Span;
import java.util.Optional;

/** Whether what is trained can be computed segment by segment, and what stands in the way. */
final class CheckpointFeasibility {

    private CheckpointFeasibility() {}

    /** @param at the clause */
    static Optional<Diagnostic> problem(Model model, Span at) {
        return Timeline.of(model.system(), model.computedByTraining())
                .refusal()
                .map(refusal -> diagnostic(refusal, at));
    }

    private static Diagnostic diagnostic(Timeline.Refusal refusal, Span at) {
        Diagnostic problem = Diagnostic.of(
                        MeaningCodes.CHECKPOINT,
                        at,
                        "what is trained can't be computed segment by segment: " + refusal.reason())
                .hint(
                        "segments go forwards along one recurrence, and outside of it sums over all steps are read, or the last"
                                + " step; without checkpoint all steps are kept");
        return refusal.equation().map(equation -> problem.note(text(equation))).orElse(problem);
    }

    private static String text(Equation equation) {
        String line = equation.target()
                .origin()
                .map(Origin::line)
                .map(number -> "line " + number + ": ")
                .orElse("");
        return line + Notation.of(equation);
    }
}
