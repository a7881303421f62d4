package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import java.util.List;
import java.util.Optional;

/** What a name may stand for. */
sealed interface Named {

    /** Where it is declared. */
    Span at();

    /** A dim; a formal of an inlined function may stand for several. */
    record Dims(Span at, List<Dim> dims) implements Named {}

    /** An index that is bound to a range. */
    record Bound(Span at, Index index) implements Named {}

    /** An input, a parameter, an equation's result. */
    record Array(Span at, Tensor tensor) implements Named {}

    /**
     * A local of an inlined function, or an argument.
     *
     * @param written how the caller wrote an argument; empty for anything else
     */
    record Local(Span at, Value value, Optional<String> written) implements Named {

        Local(Span at, Value value) {
            this(at, value, Optional.empty());
        }
    }

    /** A function that is put into its callers. */
    record Inline(Span at, Declaration.Inline declaration) implements Named {}

    /** A module, of which {@code new} makes instances. */
    record Module(Span at, Declaration.Module declaration) implements Named {}

    /**
     * An instance of a module.
     *
     * @param copy where among the copies of what it stands in
     */
    record Instance(Span at, ModuleInstance instance, List<Scalar> copy) implements Named {}
}
