@NullMarked
package dev.chainrule.maven;

import org.jspecify.annotations.NullMarked;
