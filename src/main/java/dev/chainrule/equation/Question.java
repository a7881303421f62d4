package dev.chainrule.equation;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a polynomial is never negative, asked case by case: a choice has two sides, a smaller or larger of two is one of
 * them, and what is known may itself be one of several things.
 */
final class Question {

    private static final int DEEPEST = 4;

    private final Scalars scalars;
    private final Polynomial goal;

    Question(Polynomial goal, Scalars scalars) {
        this.goal = goal;
        this.scalars = scalars;
    }

    /** A case: what holds in it, what was decided, what is still to be told apart. */
    private record Case(
            List<Polynomial> facts, Map<Scalar, Polynomial> chosen, List<List<List<Affine>>> open, int depth) {

        Case with(List<Affine> more, List<List<List<Affine>>> left) {
            List<Polynomial> all = new ArrayList<>(facts);
            more.forEach(fact -> all.add(Polynomial.of(fact)));
            return new Case(all, chosen, left, depth + 1);
        }

        Case choosing(Scalar atom, Scalar value) {
            Map<Scalar, Polynomial> all = new LinkedHashMap<>(chosen);
            all.put(atom, Polynomial.of(value));
            return new Case(facts, all, open, depth);
        }
    }

    /** Whether the answer is proven to be yes. */
    boolean isProven(Facts facts) {
        List<Polynomial> certain = new ArrayList<>();
        facts.certain().forEach(fact -> certain.add(Polynomial.of(fact)));
        return holds(new Case(certain, Map.of(), facts.alternatives(), 0));
    }

    private boolean holds(Case one) {
        Knowledge knowledge = Knowledge.of(goal, one.facts(), one.chosen(), scalars);
        if (follows(knowledge)) {
            return true;
        }
        if (one.depth() >= DEEPEST) {
            return false;
        }
        for (Scalar atom : knowledge.undecided()) {
            if (cases(atom, one).stream().allMatch(this::holds)) {
                return true;
            }
            return false; // its sides were told apart first; the order does not matter for what is true
        }
        if (one.open().isEmpty()) {
            return false;
        }
        List<List<List<Affine>>> left = one.open().subList(1, one.open().size());
        return one.open().get(0).stream().allMatch(way -> holds(one.with(way, left)));
    }

    private boolean follows(Knowledge knowledge) {
        Knowledge.Settled settled = knowledge.settled(goal);
        List<Polynomial> known = knowledge.statements();
        if (Combination.proves(settled.value(), settled.scale(), known)) {
            return true;
        }
        for (Polynomial divisor : knowledge.divisors()) { // goal > -1 where divisor * goal > -divisor
            Polynomial times = goal.plus(1).times(divisor).plus(-1);
            Knowledge.Settled multiplied = knowledge.settled(times);
            if (Combination.proves(multiplied.value(), multiplied.scale(), known)) {
                return true;
            }
        }
        return false;
    }

    private List<Case> cases(Scalar atom, Case one) {
        List<Case> cases = new ArrayList<>();
        if (atom.is(Choice.INTEGER_CHOICE)) {
            Alternatives condition = Alternatives.of(atom.operand(0));
            condition
                    .whenTrue()
                    .forEach(way -> cases.add(one.with(way, one.open()).choosing(atom, atom.operand(1))));
            condition
                    .whenFalse()
                    .forEach(way -> cases.add(one.with(way, one.open()).choosing(atom, atom.operand(2))));
            return cases;
        }
        for (int side = 0; side < 2; side++) {
            Affine above = Affine.of(atom.operand(1 - side)).minus(Affine.of(atom.operand(side)));
            Affine fact = atom.is(Whole.MIN) ? above : above.times(-1);
            cases.add(one.with(List.of(fact), one.open()).choosing(atom, atom.operand(side)));
        }
        return cases;
    }
}
