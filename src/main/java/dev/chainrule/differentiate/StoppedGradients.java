package dev.chainrule.differentiate;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Arithmetic;
import dev.chainrule.scalar.Differentials;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes {@code stop_gradient}, and what marks variables, away once gradients are made: in a value both are the identity. */
final class StoppedGradients {

    private final Scalars scalars;
    private final Map<Tensor, Tensor> merged = new HashMap<>();
    private final Map<Scalar, Scalar> done = new HashMap<>();

    private StoppedGradients(Scalars scalars) {
        this.scalars = scalars;
    }

    static Model removed(Model model) {
        StoppedGradients pass = new StoppedGradients(model.system().scalars());
        EquationSystem system = pass.run(model.system());
        return model.with(system, tensor -> pass.merged.getOrDefault(tensor, tensor));
    }

    /** Equations that have become equal become one. */
    private EquationSystem run(EquationSystem system) {
        EquationSystem.Builder builder = system.restart();
        for (Equation equation : system.equations()) {
            Equation now = new Equation(
                    equation.target(),
                    equation.indices(),
                    equation.reduction(),
                    equation.reduced(),
                    without(equation.filter()),
                    without(equation.body()),
                    equation.names());
            Optional<Tensor> known = builder.known(now);
            if (known.isPresent() && !system.carried().contains(equation.target())) {
                merged.put(equation.target(), known.get());
            } else {
                builder.keep(now);
            }
        }
        return builder.build();
    }

    private Scalar without(Scalar root) {
        for (Scalar node : Traversal.operandsFirst(root)) {
            done.computeIfAbsent(node, this::rewritten);
        }
        return done.get(root);
    }

    private Scalar rewritten(Scalar node) {
        if (node.is(Arithmetic.STOP_GRADIENT) || node.is(Differentials.VARIABLE)) {
            return done.get(node.operand(0));
        }
        List<Scalar> operands = node.operands().stream().map(done::get).toList();
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read && merged.containsKey(read.tensor())) {
            return scalars.leaf(new Read(merged.get(read.tensor()), operands));
        }
        return Substitution.withOperands(scalars, node, operands);
    }
}
