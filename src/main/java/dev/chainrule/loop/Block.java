package dev.chainrule.loop;

import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements under construction at one level of nesting, with what is already in locals there. A value known in a block
 * is known in all blocks inside of it.
 */
final class Block {

    private final List<Statement> statements = new ArrayList<>();
    private final List<Statement> last = new ArrayList<>();
    private final Map<Scalar, Expression> known = new HashMap<>();
    private final Map<Expression, Variable> rows = new HashMap<>();
    private final boolean conditional;

    /** @param conditional whether the block may be skipped, so that what it computes must not move out of it */
    Block(boolean conditional) {
        this.conditional = conditional;
    }

    boolean conditional() {
        return conditional;
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    /** A statement that must come after all others of the block: it changes what they read. */
    void addLast(Statement statement) {
        last.add(statement);
    }

    Map<Scalar, Expression> known() {
        return known;
    }

    /** Rows that are in a local, by the expression that reads them. */
    Map<Expression, Variable> rows() {
        return rows;
    }

    boolean isEmpty() {
        return statements.isEmpty() && last.isEmpty();
    }

    /** All statements in order. */
    List<Statement> statements() {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(last);
        return all;
    }
}
