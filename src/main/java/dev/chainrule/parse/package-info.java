/**
 * From text to the syntax tree; the only user of ANTLR. After this package has done its work, every mistake that can be
 * seen without knowing what a name means has been told.
 */
@NullMarked
package dev.chainrule.parse;

import org.jspecify.annotations.NullMarked;
