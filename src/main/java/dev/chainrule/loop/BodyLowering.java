package dev.chainrule.loop;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns scalar expressions into statements of the blocks that are open: one local for each node that is used more than
 * once, in the outermost loop in which its operands are known; the rest nested, up to a readable size.
 */
final class BodyLowering {

    /** Operators in one Java expression. */
    private static final int OPERATORS = 12;

    private final OpenBlocks blocks = new OpenBlocks();
    private final Places places;
    private final ElementLowering elements;

    /** An expression and how many operators it nests. */
    private record Value(Expression expression, int operators) {}

    BodyLowering(Places places, Function<Tensor, Place> placeOf) {
        this.places = places;
        this.elements = new ElementLowering(blocks, places, placeOf);
    }

    /** From here on reads are checked, and the axis is named where one lies outside. */
    void guard(ElementLowering.AxisNames names) {
        elements.guard(names);
    }

    /** The value of a read, in a local from here on. */
    Expression kept(Leaf read) {
        Expression value = value(read);
        return value instanceof Expression.Use ? value : OpenBlocks.local(innermost(), read, value);
    }

    Block innermost() {
        return blocks.innermost();
    }

    int level() {
        return blocks.level();
    }

    void push(boolean conditional) {
        blocks.push(conditional);
    }

    /** Says which variable counts a loop that is open around everything here. */
    void know(Index index, Variable counter) {
        blocks.know(index, counter);
    }

    /** Opens the body of a loop. */
    void push(Index index, Variable counter) {
        blocks.push(index, counter);
    }

    List<Statement> pop() {
        return blocks.pop();
    }

    /** Says that a tensor is complete where the innermost block stands now. */
    void complete(Tensor tensor) {
        blocks.complete(tensor);
    }

    Variable counter(Index index) {
        return blocks.counter(index);
    }

    /** The value of an expression at the end of the innermost block. */
    Expression value(Scalar root) {
        return values(List.of(root)).get(0);
    }

    /** The same for several, which share what they have in common. */
    List<Expression> values(List<Scalar> roots) {
        return valuesAt(level(), roots);
    }

    private List<Expression> valuesAt(int level, List<Scalar> roots) {
        List<Scalar> order = unknown(level, roots);
        hoist(level, order, new HashSet<>(roots));
        order = unknown(level, roots);
        Regions regions = new Regions(order, roots);
        Map<Scalar, Value> values = new HashMap<>();
        lower(regions.root(), regions, blocks.at(level), level, values);
        return roots.stream()
                .map(root -> blocks.known(level, root)
                        .orElseGet(() -> values.get(root).expression()))
                .toList();
    }

    /** The nodes that must be computed, operands first; what lies below a known node is left out. */
    private List<Scalar> unknown(int level, List<Scalar> roots) {
        Set<Scalar> seen = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>();
        for (Scalar root : roots) {
            if (blocks.known(level, root).isEmpty() && seen.add(root)) {
                open.push(root);
            }
        }
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node instanceof Leaf leaf && !(leaf.atom() instanceof Read)) {
                continue; // an index's extent is no operand of its value
            }
            for (Scalar operand : node.operands()) {
                if (blocks.known(level, operand).isEmpty() && seen.add(operand)) {
                    open.push(operand);
                }
            }
        }
        List<Scalar> order = new ArrayList<>(seen);
        order.sort(Comparator.comparingInt(Scalar::number));
        return order;
    }

    /** Computes what does not change in the inner loops before they start. */
    private void hoist(int level, List<Scalar> order, Set<Scalar> roots) {
        List<List<Scalar>> byLevel = new Hoisting(blocks, level, order, roots).byLevel();
        for (int at = 0; at < level; at++) {
            List<Scalar> here = byLevel.get(at);
            List<Expression> values = here.isEmpty() ? List.of() : valuesAt(at, here);
            for (int i = 0; i < here.size(); i++) {
                if (!(values.get(i) instanceof Expression.Use)) {
                    OpenBlocks.local(blocks.at(at), here.get(i), values.get(i));
                }
            }
        }
    }

    private void lower(Regions.Region region, Regions regions, Block block, int level, Map<Scalar, Value> values) {
        for (Scalar node : regions.members(region)) {
            Value value = lowered(node, regions, block, level, values);
            boolean again = regions.uses(node) > 1 && Hoisting.isWorthALocal(node) && !elements.isScalarRead(node);
            if (again || value.operators() >= OPERATORS) {
                value = new Value(OpenBlocks.local(block, node, value.expression()), 0);
                if (region != regions.root()) {
                    block.known().remove(node); // known on this side only, and there through values
                }
            }
            values.put(node, value);
        }
    }

    private Value of(Scalar node, int level, Map<Scalar, Value> values) {
        Value value = values.get(node);
        return value != null ? value : new Value(blocks.known(level, node).orElseThrow(), 0);
    }

    private Value lowered(Scalar node, Regions regions, Block block, int level, Map<Scalar, Value> values) {
        if (node instanceof Constant constant) {
            return new Value(literal(constant), 0);
        }
        if (node instanceof Leaf leaf) {
            return leaf(leaf, regions, level, values);
        }
        Call call = (Call) node;
        if (Regions.isGuarded(call, 1)) {
            return guarded(call, regions, block, level, values);
        }
        return applied(call, level, values);
    }

    private Value applied(Call call, int level, Map<Scalar, Value> values) {
        List<Expression> operands = new ArrayList<>();
        int operators = 1;
        for (Scalar operand : call.operands()) {
            Value value = of(operand, level, values);
            operands.add(value.expression());
            operators += value.operators();
        }
        return new Value(new Expression.Apply(call.function(), operands), operators);
    }

    private static Expression literal(Constant constant) {
        return switch (constant.type()) {
            case REAL -> new Expression.Real(constant.value());
            case INTEGER -> new Expression.Int(constant.longValue());
            case BOOLEAN -> new Expression.Bool(constant.value() != 0);
        };
    }

    private Value leaf(Leaf leaf, Regions regions, int level, Map<Scalar, Value> values) {
        if (leaf.atom() instanceof Index index) {
            return new Value(Expressions.use(blocks.counter(index)), 0);
        }
        if (leaf.atom() instanceof SizeOf size) {
            return new Value(places.size(size.dim()), 0);
        }
        Read read = (Read) leaf.atom();
        List<Expression> subscripts = new ArrayList<>();
        int operators = 1;
        for (Scalar subscript : read.subscripts()) {
            Value value = of(subscript, level, values);
            subscripts.add(value.expression());
            operators += value.operators();
        }
        return regions.isSpeculated(leaf) && !Hoisting.isSafe(leaf)
                ? new Value(elements.readIfInside(read, subscripts, level), operators + 4)
                : new Value(elements.read(read, subscripts, level), operators);
    }

    /** The element of a place at subscripts that are known at the end of a block. */
    Expression element(Place place, List<Expression> subscripts, List<Scalar> nodes, int level) {
        return elements.element(place, subscripts, nodes, level);
    }

    /** A choice, {@code &&} or {@code ||}: an operator where the guarded sides need no statements, else an if. */
    private Value guarded(Call call, Regions regions, Block block, int level, Map<Scalar, Value> values) {
        List<Block> sides = new ArrayList<>();
        for (int operand = 1; operand < call.operands().size(); operand++) {
            Block side = new Block(true);
            Regions.Region region = regions.side(call, operand);
            if (region != regions.root()) {
                lower(region, regions, side, level, values);
            }
            sides.add(side);
        }
        if (sides.stream().allMatch(Block::isEmpty)) {
            return applied(call, level, values);
        }
        Variable result = Variable.local(Names.of(call), OpenBlocks.kind(call.type()));
        Expression condition = of(call.operand(0), level, values).expression();
        block.add(new Statement.Declare(result, Optional.empty()));
        boolean choice = call.is(Choice.CHOICE) || call.is(Choice.INTEGER_CHOICE);
        Expression first = of(call.operand(1), level, values).expression();
        sides.get(0).add(new Statement.Assign(result, first));
        if (choice) {
            sides.get(1)
                    .add(new Statement.Assign(
                            result, of(call.operand(2), level, values).expression()));
            block.add(new Statement.If(
                    condition, sides.get(0).statements(), sides.get(1).statements()));
        } else {
            List<Statement> settled = List.of(new Statement.Assign(result, new Expression.Bool(call.is(Logic.OR))));
            List<Statement> evaluated = sides.get(0).statements();
            block.add(
                    call.is(Logic.AND)
                            ? new Statement.If(condition, evaluated, settled)
                            : new Statement.If(condition, settled, evaluated));
        }
        return new Value(Expressions.use(result), 0);
    }
}
