/**
 * The syntax tree: what was written, every node with its place in the text. After this package has done its work,
 * nothing but spans reminds of characters.
 */
@NullMarked
package dev.chainrule.syntax;

import org.jspecify.annotations.NullMarked;
