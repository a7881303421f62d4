/**
 * The Maven plugin. After this package has done its work, what {@code .nn} files mean lies as Java below a source root that
 * the project knows, its gradients are checked, or the build says where and why not.
 */
@NullMarked
package dev.chainrule.maven;

import org.jspecify.annotations.NullMarked;
