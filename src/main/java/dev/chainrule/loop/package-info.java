/**
 * Loops: the last form before Java. Everything is decided here; {@code emit} only prints.
 *
 * <p>After this package has done its work, a model is a {@link dev.chainrule.loop.ClassPlan}: public methods that call
 * kernels, kernels that are loop nests over arrays with literal strides, and no method longer than the limit.
 */
@NullMarked
package dev.chainrule.loop;

import org.jspecify.annotations.NullMarked;
