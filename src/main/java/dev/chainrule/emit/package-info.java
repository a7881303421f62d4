/**
 * From loops to Java text; the only user of JavaPoet, and it decides nothing. After this package has done its work, a
 * model is a source file that looks as if a careful person had written it for this model.
 */
@NullMarked
package dev.chainrule.emit;

import org.jspecify.annotations.NullMarked;
