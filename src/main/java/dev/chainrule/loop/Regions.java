package dev.chainrule.loop;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells for each node of an expression under which conditions it is evaluated: a node that is used only on one side of a
 * choice belongs to that side, so that the other side never pays for it and a guarded read stays guarded.
 */
final class Regions {

    /** Conditions around a statement: javac calls itself for each, and so do we. */
    private static final int DEEPEST = 16;

    /** A side of a choice, or of a conjunction; the root is what is always evaluated. */
    static final class Region {
        private final @Nullable Region parent;
        private final int depth;

        private Region(@Nullable Region parent) {
            this.parent = parent;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }
    }

    private record Side(Scalar node, int operand) {}

    private final Region root = new Region(null);
    private final Map<Side, Region> sides = new HashMap<>();
    private final Map<Scalar, Region> regions = new HashMap<>();
    private final Map<Region, List<Scalar>> members = new HashMap<>();
    private final Map<Scalar, Integer> uses = new HashMap<>();
    private final Map<Scalar, Set<Region>> needed =
            new HashMap<>(); // regions in which the author's program evaluates it

    /** @param order the nodes to be computed, operands first; {@code roots} are among them or known already */
    Regions(List<Scalar> order, List<Scalar> roots) {
        for (Scalar rootNode : roots) {
            use(rootNode, root, true);
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            Scalar node = order.get(i);
            Region own = regions.getOrDefault(node, root);
            members.computeIfAbsent(own, any -> new ArrayList<>()).add(node);
            for (int operand = 0; operand < node.operands().size(); operand++) {
                Region where = isGuarded(node, operand) ? enter(node, operand, own) : own;
                boolean certain = !isSpeculated(node) && where.depth >= own.depth;
                use(node.operand(operand), where, certain);
            }
        }
        members.values().forEach(java.util.Collections::reverse);
    }

    /** Whether an operand is evaluated under a condition only. */
    static boolean isGuarded(Scalar node, int operand) {
        return operand > 0
                && (node.is(Choice.CHOICE)
                        || node.is(Choice.INTEGER_CHOICE)
                        || node.is(Logic.AND)
                        || node.is(Logic.OR));
    }

    /** What would be nested too deeply is computed before all conditions, as if it were shared by several sides. */
    private Region enter(Scalar node, int operand, Region around) {
        return around.depth == DEEPEST
                ? root
                : sides.computeIfAbsent(new Side(node, operand), any -> new Region(around));
    }

    private void use(Scalar node, Region where, boolean certain) {
        if (certain) {
            needed.computeIfAbsent(node, any -> new HashSet<>()).add(where);
        }
        uses.merge(node, 1, Integer::sum);
        regions.merge(node, where, Regions::common);
    }

    private static Region common(Region a, Region b) {
        Region x = a;
        Region y = b;
        while (x != y) {
            if (x.depth >= y.depth) {
                x = java.util.Objects.requireNonNull(x.parent);
            } else {
                y = java.util.Objects.requireNonNull(y.parent);
            }
        }
        return x;
    }

    Region root() {
        return root;
    }

    Region side(Scalar node, int operand) {
        Region region = sides.get(new Side(node, operand));
        return region == null ? root : region;
    }

    boolean isAlwaysEvaluated(Scalar node) {
        return regions.getOrDefault(node, root) == root;
    }

    /**
     * Whether a node is evaluated where no condition around one of its uses is known to hold: two sides of different
     * choices share it, and it was put before both. Harmless for arithmetic, but not for a read that may lie outside.
     */
    boolean isSpeculated(Scalar node) {
        return !needed.getOrDefault(node, Set.of()).contains(regions.getOrDefault(node, root));
    }

    /** The nodes of a region, operands first. */
    List<Scalar> members(Region region) {
        return members.getOrDefault(region, List.of());
    }

    int uses(Scalar node) {
        return uses.getOrDefault(node, 0);
    }
}
