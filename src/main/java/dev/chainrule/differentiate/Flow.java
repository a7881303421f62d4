package dev.chainrule.differentiate;

import dev.chainrule.scalar.Scalar;

/** What arrives at a node of a body: {@code value} where {@code support} holds, elsewhere exactly nothing. */
record Flow(Support support, Scalar value) {}
