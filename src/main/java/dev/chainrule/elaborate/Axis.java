package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;

/** An axis of a value: its dim, and the index that stands for a position on it in the value's body. */
record Axis(Dim dim, Index index) {}
