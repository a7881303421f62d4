/** Holds what one would otherwise ask everybody to remember: who may know whom, who may touch what, how large code gets. */
@NullMarked
package dev.chainrule.structure;

import org.jspecify.annotations.NullMarked;
