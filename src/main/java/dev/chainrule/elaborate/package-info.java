/**
 * From syntax to equations: names, dims, alignment, library functions, optimisers. After this package has done its work,
 * every mistake of the author has been told, and what is left is a system of indexed equations.
 */
@NullMarked
package dev.chainrule.elaborate;

import org.jspecify.annotations.NullMarked;
