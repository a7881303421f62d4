/**
 * The schedule: which equations become loops, which are computed where they are read, which loops run together, what is
 * stored and what is computed again. The only place where memory is traded for time.
 *
 * <p>After this package has done its work, each entry of a model is a list of steps in the order in which they run, and
 * every tensor that they touch has a storage.
 */
@NullMarked
package dev.chainrule.schedule;

import org.jspecify.annotations.NullMarked;
