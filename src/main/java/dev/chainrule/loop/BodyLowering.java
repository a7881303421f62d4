package dev.chainrule.loop;

import dev.chainrule.equation.Affine;
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
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
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

    private final List<Block> blocks = new ArrayList<>();
    private final Map<Index, Variable> counters = new HashMap<>();
    private final Map<Index, Integer> levels = new HashMap<>();
    private final Map<Tensor, Integer> available = new HashMap<>();
    private final Places places;
    private final Function<Tensor, Place> placeOf;
    private Optional<AxisNames> guarded = Optional.empty();

    /** An expression and how many operators it nests. */
    private record Value(Expression expression, int operators) {}

    BodyLowering(Places places, Function<Tensor, Place> placeOf) {
        this.places = places;
        this.placeOf = placeOf;
    }

    /** What an axis of a tensor is called in a message. */
    @FunctionalInterface
    interface AxisNames {
        String of(Tensor tensor, int axis);
    }

    /** From here on reads are checked, and the axis is named where one lies outside. */
    void guard(AxisNames names) {
        guarded = Optional.of(names);
    }

    /** The value of a read, in a local from here on. */
    Expression kept(Leaf read) {
        Expression value = value(read);
        return value instanceof Expression.Use ? value : local(innermost(), read, value);
    }

    Block innermost() {
        return blocks.get(blocks.size() - 1);
    }

    int level() {
        return blocks.size() - 1;
    }

    void push(boolean conditional) {
        blocks.add(new Block(conditional));
    }

    /** Says which variable counts a loop that is open around everything here. */
    void know(Index index, Variable counter) {
        counters.put(index, counter);
        levels.put(index, 0);
    }

    /** Opens the body of a loop. */
    void push(Index index, Variable counter) {
        push(false);
        counters.put(index, counter);
        levels.put(index, level());
    }

    List<Statement> pop() {
        return blocks.remove(level()).statements();
    }

    /** Says that a tensor is complete where the innermost block stands now. */
    void complete(Tensor tensor) {
        available.put(tensor, level());
    }

    Variable counter(Index index) {
        return counters.get(index);
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
        lower(regions.root(), regions, blocks.get(level), level, values);
        return roots.stream()
                .map(root -> known(level, root).orElseGet(() -> values.get(root).expression()))
                .toList();
    }

    private Optional<Expression> known(int level, Scalar node) {
        for (int i = level; i >= 0; i--) {
            Expression known = blocks.get(i).known().get(node);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The nodes that must be computed, operands first; what lies below a known node is left out. */
    private List<Scalar> unknown(int level, List<Scalar> roots) {
        Set<Scalar> seen = new HashSet<>();
        Deque<Scalar> open = new ArrayDeque<>();
        for (Scalar root : roots) {
            if (known(level, root).isEmpty() && seen.add(root)) {
                open.push(root);
            }
        }
        while (!open.isEmpty()) {
            Scalar node = open.pop();
            if (node instanceof Leaf leaf && !(leaf.atom() instanceof Read)) {
                continue; // an index's extent is no operand of its value
            }
            for (Scalar operand : node.operands()) {
                if (known(level, operand).isEmpty() && seen.add(operand)) {
                    open.push(operand);
                }
            }
        }
        List<Scalar> order = new ArrayList<>(seen);
        order.sort(Comparator.comparingInt(Scalar::number));
        return order;
    }

    /** Computes what does not change in the inner loops before they start, unless that could read outside. */
    private void hoist(int level, List<Scalar> order, Set<Scalar> roots) {
        int lowest = innermostCondition(level);
        if (lowest == level) {
            return;
        }
        Regions regions = new Regions(order, List.copyOf(roots));
        Map<Scalar, Integer> levelOf = new HashMap<>();
        Set<Scalar> movable = new HashSet<>();
        Set<Scalar> wanted = new HashSet<>();
        for (Scalar node : order) {
            levelOf.put(node, Math.max(lowest, levelOf(node, levelOf)));
            boolean safe = node.operands().stream()
                    .allMatch(operand -> movable.contains(operand) || !levelOf.containsKey(operand));
            if (safe && regions.isAlwaysEvaluated(node) && isSafe(node) && levelOf.get(node) < level) {
                movable.add(node);
            }
        }
        for (Scalar node : order) {
            boolean fixed = movable.contains(node);
            for (Scalar operand : node.operands()) {
                if (movable.contains(operand) && (!fixed || levelOf.get(operand) < levelOf.get(node))) {
                    wanted.add(operand);
                }
            }
            if (fixed && roots.contains(node)) {
                wanted.add(node);
            }
        }
        for (int at = lowest; at < level; at++) {
            List<Scalar> here = new ArrayList<>();
            for (Scalar node : order) {
                if (wanted.contains(node) && isWorthALocal(node) && levelOf.get(node) == at) {
                    here.add(node);
                }
            }
            List<Expression> values = here.isEmpty() ? List.of() : valuesAt(at, here);
            for (int i = 0; i < here.size(); i++) {
                if (!(values.get(i) instanceof Expression.Use)) {
                    local(blocks.get(at), here.get(i), values.get(i));
                }
            }
        }
    }

    private int innermostCondition(int level) {
        for (int i = level; i > 0; i--) {
            if (blocks.get(i).conditional()) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isWorthALocal(Scalar node) {
        return node instanceof Call || node instanceof Leaf leaf && leaf.atom() instanceof Read;
    }

    private int levelOf(Scalar node, Map<Scalar, Integer> levelOf) {
        int level = 0;
        if (node instanceof Leaf leaf && leaf.atom() instanceof Index index) {
            return levels.getOrDefault(index, 0);
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read read) {
            level = available.getOrDefault(read.tensor(), 0);
        }
        for (Scalar operand : node.operands()) {
            level = Math.max(level, levelOf.containsKey(operand) ? levelOf.get(operand) : knownLevel(operand));
        }
        return level;
    }

    private int knownLevel(Scalar node) {
        for (int i = level(); i >= 0; i--) {
            if (blocks.get(i).known().containsKey(node)) {
                return i;
            }
        }
        return 0;
    }

    /** Integers stay where they are used; a read moves only if its subscripts are loops' own indices. */
    private boolean isSafe(Scalar node) {
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

    private void lower(Regions.Region region, Regions regions, Block block, int level, Map<Scalar, Value> values) {
        for (Scalar node : regions.members(region)) {
            Value value = lowered(node, regions, block, level, values);
            boolean again = regions.uses(node) > 1 && isWorthALocal(node) && !isScalarRead(node);
            if (again || value.operators() >= OPERATORS) {
                value = new Value(local(block, node, value.expression()), 0);
                if (region != regions.root()) {
                    block.known().remove(node); // known on this side only, and there through values
                }
            }
            values.put(node, value);
        }
    }

    private boolean isScalarRead(Scalar node) {
        return node instanceof Leaf leaf
                && leaf.atom() instanceof Read read
                && placeOf.apply(read.tensor()).isScalar();
    }

    private Expression local(Block block, Scalar node, Expression value) {
        Variable variable = Variable.local(Names.of(node), kind(node));
        block.add(new Statement.Let(variable, value));
        Expression use = Expressions.use(variable);
        block.known().put(node, use);
        return use;
    }

    private static Variable.Kind kind(Scalar node) {
        return kind(node.type());
    }

    static Variable.Kind kind(Type type) {
        return switch (type) {
            case REAL -> Variable.Kind.REAL;
            case INTEGER -> Variable.Kind.INT;
            case BOOLEAN -> Variable.Kind.BOOLEAN;
        };
    }

    private Value of(Scalar node, int level, Map<Scalar, Value> values) {
        Value value = values.get(node);
        return value != null ? value : new Value(known(level, node).orElseThrow(), 0);
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
            return new Value(Expressions.use(counters.get(index)), 0);
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
        Place place = placeOf.apply(read.tensor());
        int outermost = rowsStayInside(read, place) ? 0 : level;
        Expression element = element(place, checked(read, subscripts), read.subscripts(), level, outermost);
        return regions.isSpeculated(leaf) && !isSafe(leaf)
                ? new Value(ifInside(place, place.kept(subscripts), element, read), operators + 4)
                : new Value(element, operators);
    }

    /** The subscripts, each compared with the length of its axis if reads are checked. */
    private List<Expression> checked(Read read, List<Expression> subscripts) {
        if (guarded.isEmpty()) {
            return subscripts;
        }
        List<Expression> lengths = places.extents(read.tensor());
        List<Expression> checked = new ArrayList<>();
        for (int axis = 0; axis < subscripts.size(); axis++) {
            String place = guarded.get().of(read.tensor(), axis);
            checked.add(new Expression.Inside(subscripts.get(axis), lengths.get(axis), place));
        }
        return checked;
    }

    /** A read that is put before the conditions which keep it inside brings its own; what it gives else is never used. */
    private static Expression ifInside(Place place, List<Expression> kept, Expression element, Read read) {
        Expression inside = new Expression.Bool(true);
        for (int i = 0; i < kept.size(); i++) {
            Expression low = Expressions.apply(Whole.LESS_OR_EQUAL, Expressions.ZERO, kept.get(i));
            Expression high =
                    Expressions.apply(Whole.LESS, kept.get(i), place.extents().get(i));
            Expression both = Expressions.apply(Logic.AND, low, high);
            inside = i == 0 ? both : Expressions.apply(Logic.AND, inside, both);
        }
        boolean whole = read.tensor().type() == Type.INTEGER;
        return Expressions.apply(
                whole ? Choice.INTEGER_CHOICE : Choice.CHOICE,
                inside,
                element,
                whole ? Expressions.ZERO : new Expression.Real(0));
    }

    /** An element as an expression; the row that holds it becomes a local of the loop that chooses it. */
    Expression element(Place place, List<Expression> subscripts, List<Scalar> nodes, int level) {
        return element(place, subscripts, nodes, level, 0);
    }

    private Expression element(Place place, List<Expression> subscripts, List<Scalar> nodes, int level, int outermost) {
        if (place.isScalar()) {
            return Expressions.use(place.variable());
        }
        List<Expression> kept = place.kept(subscripts);
        if (!place.hasRows()) {
            return Expressions.element(Expressions.use(place.variable()), place.flat(kept));
        }
        List<Scalar> chooses = new ArrayList<>();
        for (int axis : place.axes().subList(0, place.axes().size() - 1)) {
            chooses.add(nodes.get(axis));
        }
        return Expressions.element(row(place, kept, chooses, level, outermost), kept.get(kept.size() - 1));
    }

    /**
     * Whether the indices that choose a row run over no more than there are. If not, a filter or a condition keeps the read
     * inside, and the row must not be taken before that is asked.
     */
    private static boolean rowsStayInside(Read read, Place place) {
        return place.axes().stream()
                .limit(Math.max(0, place.axes().size() - 1))
                .allMatch(axis ->
                        !(read.subscripts().get(axis) instanceof Leaf leaf && leaf.atom() instanceof Index index)
                                || Affine.of(read.tensor().extents().get(axis))
                                                .minus(Affine.of(index.extent()))
                                                .value()
                                                .orElse(-1)
                                        >= 0);
    }

    /** A row as a local of the loop that chooses it, if that is an outer one, and not outside of {@code outermost}. */
    private Expression row(Place place, List<Expression> kept, List<Scalar> chooses, int level, int outermost) {
        Expression row = Expressions.element(Expressions.use(place.variable()), place.row(kept));
        int at = Math.max(outermost, innermostCondition(level));
        for (Scalar node : chooses) {
            if (!(node instanceof Leaf leaf && leaf.atom() instanceof Index index)) {
                return row;
            }
            at = Math.max(at, levels.getOrDefault(index, 0));
        }
        for (int i = at; i >= 0; i--) {
            Variable known = blocks.get(i).rows().get(row);
            if (known != null) {
                return Expressions.use(known);
            }
        }
        if (at >= level) {
            return row;
        }
        Variable local = Variable.local(
                place.variable().name() + "Row",
                place.variable().kind() == Variable.Kind.ROWS ? Variable.Kind.REALS : Variable.Kind.INTS);
        blocks.get(at).add(new Statement.Let(local, row));
        blocks.get(at).rows().put(row, local);
        return Expressions.use(local);
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
        Variable result = Variable.local(Names.of(call), kind(call));
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
