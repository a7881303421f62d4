/** Text and positions in it. After this package has done its work, a place in a file is one small value. */
@NullMarked
package dev.chainrule.source;

import org.jspecify.annotations.NullMarked;
