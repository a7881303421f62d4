/**
 * Files of numbers: CSV, IDX and safetensors, and what is done to their rows before training. After this package has done
 * its work, every number is finite where it must be, has a row and a name, and what was wrong with a file has been said
 * with file, line and column.
 */
@NullMarked
package dev.chainrule.data;

import org.jspecify.annotations.NullMarked;
