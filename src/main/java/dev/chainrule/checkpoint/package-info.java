/**
 * Long recurrences in segments: which equations a segment computes, and these equations over one segment. Nothing here knows
 * of derivatives.
 */
@NullMarked
package dev.chainrule.checkpoint;

import org.jspecify.annotations.NullMarked;
