/**
 * Proves generated gradients: the reference interpreter, the generated class and numeric differences, compared element by
 * element. After this package has done its work, each parameter has a verdict, and a wrong one says who disagrees.
 */
@NullMarked
package dev.chainrule.check;

import org.jspecify.annotations.NullMarked;
