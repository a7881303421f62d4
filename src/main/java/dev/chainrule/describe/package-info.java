/**
 * The stages of a compilation for people: after this package has done its work, each is a text or a picture that can be
 * read without knowing the compiler. Nothing of it is ever parsed again.
 */
@NullMarked
package dev.chainrule.describe;

import org.jspecify.annotations.NullMarked;
