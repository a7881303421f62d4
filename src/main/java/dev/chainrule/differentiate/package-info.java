/**
 * Adds adjoints to a system by one theorem: every equation is a gather, and for every read {@code A[e]} in the body of
 * {@code T[I] = reduce K where F. body} the adjoint of {@code A} receives
 * {@code dA[p] = Σ (I, K) where F and p == e(I, K). dT[I] · ∂body/∂A[e]}.
 *
 * <p>After this package has done its work, every tensor asked for has exactly one equation for its partial derivatives,
 * zero where nothing reaches it; every adjoint is a defined number everywhere; and nothing is multiplied with a mask.
 */
@NullMarked
package dev.chainrule.differentiate;

import org.jspecify.annotations.NullMarked;
