package dev.chainrule.syntax;

import dev.chainrule.source.Span;
import java.util.Optional;

/**
 * What stands in brackets: {@code i: n - 1} binds an index to a range; a lone name or expression (no range) names a dim.
 *
 * @param index the name that is bound, if one is
 * @param range the range of the index, or the dim that is named
 */
public record Binding(Span span, Optional<Name> index, Expression range) {}
