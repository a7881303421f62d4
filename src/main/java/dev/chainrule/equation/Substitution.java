package dev.chainrule.equation;

import dev.chainrule.scalar.Atom;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Replaces indices, reads or whole nodes in an expression, all at once. */
public final class Substitution {

    private Substitution() {}

    /** {@code node} with every index that is a key replaced; replacements are not looked into again. */
    public static Scalar apply(Scalars scalars, Scalar node, Map<Index, Scalar> replacements) {
        if (replacements.isEmpty()) {
            return node;
        }
        return nodes(
                scalars,
                node,
                candidate -> candidate instanceof Leaf leaf
                                && leaf.atom() instanceof Index index
                                && replacements.containsKey(index)
                        ? Optional.of(replacements.get(index))
                        : Optional.empty());
    }

    /** {@code node} with every node for which there is an answer replaced by it. */
    public static Scalar nodes(Scalars scalars, Scalar node, Function<Scalar, Optional<Scalar>> replacement) {
        return Traversal.replace(node, scalars, replacement, Substitution::remake);
    }

    /** {@code node} with other operands; itself, if they are the same. */
    public static Scalar withOperands(Scalars scalars, Scalar node, List<Scalar> operands) {
        if (operands.equals(node.operands())) {
            return node;
        }
        return node instanceof Call call
                ? scalars.call(call.function(), operands)
                : scalars.leaf(remake(((Leaf) node).atom(), operands));
    }

    private static Atom remake(Atom atom, List<Scalar> parts) {
        if (atom instanceof Index index) {
            return new Index(index.ordinal(), parts.get(0));
        }
        if (atom instanceof Read read) {
            return new Read(read.tensor(), parts);
        }
        return atom;
    }
}
