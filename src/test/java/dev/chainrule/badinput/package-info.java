/** What a stranger may give to the compiler: {@code docs/bad-input.md} lists it with the tests. */
@NullMarked
package dev.chainrule.badinput;

import org.jspecify.annotations.NullMarked;
