/**
 * The reference interpreter: evaluates equations as they stand, naively, in double. It shares no code with
 * simplification, scheduling and emission, which is what makes it an oracle.
 *
 * <p>After this package has done its work, every tensor of a system has its values.
 */
@NullMarked
package dev.chainrule.interpret;

import org.jspecify.annotations.NullMarked;
