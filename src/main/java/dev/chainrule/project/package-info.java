/**
 * The files of a project: what imports name, and what is generated. After this package has done its work, every file that
 * was asked for lies below its folder, whole, or none does and the user is told why.
 */
@NullMarked
package dev.chainrule.project;

import org.jspecify.annotations.NullMarked;
