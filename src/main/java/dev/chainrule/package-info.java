/**
 * The facade: text in, files and messages out. After this package has done its work, a {@code .nn} file is Java, or its
 * author knows what is wrong with it.
 */
@NullMarked
package dev.chainrule;

import org.jspecify.annotations.NullMarked;
