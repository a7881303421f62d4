/**
 * The command line: a thin shell around the compiler. After this package has done its work, files are written, tables are
 * printed, and an exit code says how it went.
 */
@NullMarked
package dev.chainrule.cli;

import org.jspecify.annotations.NullMarked;
