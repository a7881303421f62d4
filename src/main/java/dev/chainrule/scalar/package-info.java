/**
 * Scalar expressions: interned, immutable, compared by identity; and one row per scalar function.
 *
 * <p>After this package has done its work, equal expressions are the same object, so that whatever forward and
 * backward have in common is shared without anybody looking for it.
 */
@NullMarked
package dev.chainrule.scalar;

import org.jspecify.annotations.NullMarked;
