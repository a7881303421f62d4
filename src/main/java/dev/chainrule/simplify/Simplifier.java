package dev.chainrule.simplify;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Reduction;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Brings a model's system into normal form. Equal equations become one; those that nothing needs go. */
public final class Simplifier {

    private final Scalars scalars;
    private final Definitions definitions;
    private final Rewriter rewriter;

    private Simplifier(EquationSystem system, List<Rule> rules, Consumer<Rewrite> log) {
        this.scalars = system.scalars();
        this.definitions = new Definitions(system.restart(), system.carried());
        this.rewriter = new Rewriter(scalars, rules, definitions, log);
    }

    /**
     * The model in normal form. Before differentiation, which is as long as there are no entries, stabilisations are
     * made too: the derivative of an unstable form is unstable whatever is done later.
     *
     * @param off names of rules that are not wanted
     * @param log hears of every rewrite
     */
    public static Model simplify(Model model, Set<String> off, Consumer<Rewrite> log) {
        boolean stabilising = model.entries().isEmpty();
        List<Rule> rules = Rules.ALL.stream()
                .filter(rule -> !off.contains(rule.name())
                        && (stabilising || rule.stabilisation().isEmpty()))
                .toList();
        Simplifier simplifier = new Simplifier(model.system(), rules, log);
        model.system().equations().forEach(simplifier::take);
        Model renamed = model.with(simplifier.definitions.builder().build(), simplifier.definitions::now);
        return renamed.with(renamed.system().reachable(renamed.roots()));
    }

    /** The names of all rules, in the order in which they are tried. */
    public static List<String> rules() {
        return Rules.ALL.stream().map(Rule::name).toList();
    }

    private void take(Equation equation) {
        Scalar filter = rewriter.rewrite(equation.filter(), equation);
        Scalar body = rewriter.rewrite(equation.body(), equation);
        boolean nothing = filter instanceof Constant constant && constant.isFalse();
        if (nothing && (equation.reduction() == Reduction.SUM || equation.reduction() == Reduction.PROD)) {
            definitions.add(empty(equation));
            return;
        }
        definitions.add(new Equation(
                equation.target(),
                equation.indices(),
                equation.reduction(),
                equation.reduced(),
                filter,
                body,
                equation.names()));
    }

    /** A sum or a product of nothing; if derivatives are taken for it, it stays what they are taken for. */
    private Equation empty(Equation equation) {
        Scalar nothing = equation.reduction() == Reduction.SUM ? scalars.zero() : scalars.one();
        Scalar body = equation.body();
        return new Equation(
                equation.target(),
                equation.indices(),
                Reduction.NONE,
                List.of(),
                scalars.bool(true),
                body.is(Differentials.VARIABLE)
                        ? scalars.call(Differentials.VARIABLE, nothing, body.operand(1))
                        : nothing,
                equation.names().subList(0, equation.indices().size()));
    }
}
