/** Tests of the command as its users type it. */
@org.jspecify.annotations.NullMarked
package dev.chainrule.cli;
