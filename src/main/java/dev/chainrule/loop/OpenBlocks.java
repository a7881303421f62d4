package dev.chainrule.loop;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blocks that statements are being written to, each inside of the one before, and what is known in which of them. */
final class OpenBlocks {

    private final List<Block> blocks = new ArrayList<>();
    private final Map<Index, Variable> counters = new HashMap<>();
    private final Map<Index, Integer> levels = new HashMap<>();
    private final Map<Tensor, Integer> available = new HashMap<>();

    Block innermost() {
        return blocks.get(level());
    }

    Block at(int level) {
        return blocks.get(level);
    }

    /** How many blocks are open around the innermost. */
    int level() {
        return blocks.size() - 1;
    }

    void push(boolean conditional) {
        blocks.add(new Block(conditional));
    }

    /** Opens the body of a loop. */
    void push(Index index, Variable counter) {
        push(false);
        counters.put(index, counter);
        levels.put(index, level());
    }

    /** Says which variable counts a loop that is open around everything here. */
    void know(Index index, Variable counter) {
        counters.put(index, counter);
        levels.put(index, 0);
    }

    /** Says that a tensor is complete where the innermost block stands now. */
    void complete(Tensor tensor) {
        available.put(tensor, level());
    }

    List<Statement> pop() {
        return blocks.remove(level()).statements();
    }

    Variable counter(Index index) {
        return counters.get(index);
    }

    /** The level of the loop that an index counts. */
    int levelOf(Index index) {
        return levels.getOrDefault(index, 0);
    }

    /** The outermost level at which a tensor may be read. */
    int levelOf(Tensor tensor) {
        return available.getOrDefault(tensor, 0);
    }

    /** The outermost level at which a node that has a value has it. */
    int levelOf(Scalar node) {
        for (int i = level(); i >= 0; i--) {
            if (blocks.get(i).known().containsKey(node)) {
                return i;
            }
        }
        return 0;
    }

    /** What a node is called in a block or around it. */
    Optional<Expression> known(int level, Scalar node) {
        for (int i = level; i >= 0; i--) {
            Expression known = blocks.get(i).known().get(node);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The level of the innermost condition that stands around a block; nothing moves out of it. */
    int innermostCondition(int level) {
        for (int i = level; i > 0; i--) {
            if (blocks.get(i).conditional()) {
                return i;
            }
        }
        return 0;
    }

    /** Keeps the value of a node in a variable of a block, and gives that. */
    static Expression local(Block block, Scalar node, Expression value) {
        Variable variable = Variable.local(Names.of(node), kind(node.type()));
        block.add(new Statement.Let(variable, value));
        Expression use = Expressions.use(variable);
        block.known().put(node, use);
        return use;
    }

    static Variable.Kind kind(Type type) {
        return switch (type) {
            case REAL -> Variable.Kind.REAL;
            case INTEGER -> Variable.Kind.INT;
            case BOOLEAN -> Variable.Kind.BOOLEAN;
        };
    }
}
