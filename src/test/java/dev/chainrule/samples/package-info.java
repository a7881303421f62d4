/** Tests of the samples and of the classes generated from them; these run on every JDK that is found. */
@org.jspecify.annotations.NullMarked
package dev.chainrule.samples;
