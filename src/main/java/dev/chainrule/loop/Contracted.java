package dev.chainrule.loop;

import java.util.List;

/**
 * A contraction's statements.
 *
 * @param allocations of arrays that they need, which come before
 */
record Contracted(List<Statement> statements, List<Statement> allocations) {}
