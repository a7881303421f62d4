/**
 * Systems of tensor equations: dims, indices, reads, equations. Every equation is a gather,
 * {@code T[i, j] = reduce[k where filter] body}; equal equations are one.
 *
 * <p>After this package has done its work, a model is a list of equations in which every tensor stands before its
 * readers, and nothing in it depends on how the {@code .nn} file spelled it.
 */
@NullMarked
package dev.chainrule.equation;

import org.jspecify.annotations.NullMarked;
