/**
 * Messages for the author of a {@code .nn} file, as values; and how they are shown. After this package has done its work,
 * a mistake is told with what, where, and what to do.
 */
@NullMarked
package dev.chainrule.diagnostic;

import org.jspecify.annotations.NullMarked;
