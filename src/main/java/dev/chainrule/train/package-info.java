/**
 * Training: data in, a trained network out. After this package has done its work, every input of the network has its columns,
 * every label its index, and what a run has learnt is saved with all that is needed to go on or to predict.
 */
@NullMarked
package dev.chainrule.train;

import org.jspecify.annotations.NullMarked;
