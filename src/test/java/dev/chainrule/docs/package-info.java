/** Compares the documents with the project, so that what they show is what works. */
@NullMarked
package dev.chainrule.docs;

import org.jspecify.annotations.NullMarked;
