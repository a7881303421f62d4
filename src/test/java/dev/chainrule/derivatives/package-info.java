/** Derivatives that {@code derive} and {@code grad} ask for, from the text of a program to the numbers of its class. */
package dev.chainrule.derivatives;
