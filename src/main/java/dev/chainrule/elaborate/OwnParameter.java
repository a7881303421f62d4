package dev.chainrule.elaborate;

import dev.chainrule.syntax.Item;

/**
 * A parameter of the network, or of one of its modules.
 *
 * @param written its declaration
 * @param scope what its initialiser sees
 * @param copies how many of the tensor's first axes count copies of its module
 */
record OwnParameter(Item.Param written, Scope scope, int copies) {}
