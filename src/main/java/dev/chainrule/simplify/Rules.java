package dev.chainrule.simplify;

import java.util.List;

/** All rules, in the order in which they are tried. Of two stabilisations that fit, the more special stands first. */
final class Rules {

    private Rules() {}

    static final List<Rule> ALL = List.of(
            new FoldConstants(),
            new DropNeutralTerm(),
            new DropNeutralFactor(),
            new CancelDoubleNegation(),
            new PullSignsOut(),
            new MultiplyByReciprocal(),
            new DoubleByProduct(),
            new PutConstantsFirst(),
            new DecideChoice(),
            new MergeNestedChoices(),
            new SimplifyLogic(),
            new DecideComparison(),
            new DecideComparedChoice(),
            new NormaliseInteger(),
            new DropRounding(),
            new DropIdleFunction(),
            new StabiliseSoftplus(),
            new StabiliseLogSigmoid(),
            new StabiliseLogOneMinusSigmoid(),
            new StabiliseLogSumExp(),
            new StabiliseLogSoftmax(),
            new StabiliseLogOnePlus(),
            new StabiliseExpMinusOne(),
            new StabiliseOneMinusTanhSquared(),
            new StabiliseSigmoid());
}
