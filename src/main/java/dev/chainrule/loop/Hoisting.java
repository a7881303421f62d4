package dev.chainrule.loop;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what does not change in the inner loops and is computed before they start, unless that could read outside. */
final class Hoisting {

    private final OpenBlocks blocks;
    private final List<Scalar> order;
    private final Set<Scalar> roots;
    private final int level;
    private final int lowest;
    private final Map<Scalar, Integer> levels = new HashMap<>();
    private final Set<Scalar> movable = new HashSet<>();

    /**
     * @param level of the block that wants the values of {@code roots}
     * @param order what must be computed for them, operands first
     */
    Hoisting(OpenBlocks blocks, int level, List<Scalar> order, Set<Scalar> roots) {
        this.blocks = blocks;
        this.level = level;
        this.lowest = blocks.innermostCondition(level);
        this.order = order;
        this.roots = roots;
        if (lowest < level) {
            findMovable();
        }
    }

    private void findMovable() {
        Regions regions = new Regions(order, List.copyOf(roots));
        for (Scalar node : order) {
            levels.put(node, Math.max(lowest, levelOf(node)));
            boolean safe = node.operands().stream()
                    .allMatch(operand -> movable.contains(operand) || !levels.containsKey(operand));
            if (safe && regions.isAlwaysEvaluated(node) && isSafe(node) && levels.get(node) < level) {
                movable.add(node);
            }
        }
    }

    /** The outermost level at which all that a node needs is known. */
    private int levelOf(Scalar node) {
        if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
            return blocks.levelOf(index);
        }
        int outermost =
                node instanceof Leaf leaf && leaf.atom() instanceof Read read ? blocks.levelOf(read.tensor()) : 0;
        for (Scalar operand : node.operands()) {
            outermost =
                    Math.max(outermost, levels.containsKey(operand) ? levels.get(operand) : blocks.levelOf(operand));
        }
        return outermost;
    }

    /** What becomes a local of each block from the outermost on, up to the one that wants the values. */
    List<List<Scalar>> byLevel() {
        List<List<Scalar>> byLevel = new ArrayList<>();
        for (int i = 0; i < level; i++) {
            byLevel.add(new ArrayList<>());
        }
        Set<Scalar> wanted = wanted();
        for (Scalar node : order) {
            if (wanted.contains(node) && isWorthALocal(node)) {
                byLevel.get(levels.get(node)).add(node);
            }
        }
        return byLevel;
    }

    /** What moves and is used by something that stays, or that moves less far. */
    private Set<Scalar> wanted() {
        Set<Scalar> wanted = new HashSet<>();
        for (Scalar node : order) {
            boolean moves = movable.contains(node);
            for (Scalar operand : node.operands()) {
                if (movable.contains(operand) && (!moves || levels.get(operand) < levels.get(node))) {
                    wanted.add(operand);
                }
            }
            if (moves && roots.contains(node)) {
                wanted.add(node);
            }
        }
        return wanted;
    }

    static boolean isWorthALocal(Scalar node) {
        return node instanceof Call || node instanceof Leaf leaf && leaf.atom() instanceof Read;
    }

    /** Integers stay where they are used; a read moves only if its subscripts are loops' own indices. */
    static boolean isSafe(Scalar node) {
        if (node instanceof Call call) {
            return call.type() == Type.REAL && !Regions.isGuarded(call, 1);
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            for (int axis = 0; axis < read.subscripts().size(); axis++) {
                if (!(read.subscripts().get(axis) instanceof Leaf subscript
                        && subscript.atom() instanceof Index index
                        && index.extent() == read.tensor().extents().get(axis))) {
                    return false;
                }
            }
        }
        return true;
    }
}
