package dev.chainrule.elaborate;

import dev.chainrule.syntax.Item;

/**
 * A state of the network, or of one of its modules.
 *
 * @param written its declaration
 * @param scope what its first value sees
 * @param copies how many of the tensor's first axes count copies of its module
 */
record OwnState(Item.State written, Scope scope, int copies) {}
