/** Tests of what a network's class does while it is trained: optimisers, schedules, random draws, state. */
@org.jspecify.annotations.NullMarked
package dev.chainrule.training;
