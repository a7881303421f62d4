package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declarations of dims: open, fixed, computed, or another name of one. */
final class DimElaborator {

    private final Context context;
    private final Map<String, Integer> overrides;
    private final String prefix;
    private final IntegerElaborator lengths;
    private final List<Dim> all = new ArrayList<>();
    private final Map<String, Named.Dims> declared = new LinkedHashMap<>();
    private boolean broken;

    DimElaborator(Context context, ExpressionElaborator expressions, Map<String, Integer> overrides) {
        this(context, expressions, overrides, "");
    }

    /** @param prefix what a dim's name has before that in the file */
    DimElaborator(Context context, ExpressionElaborator expressions, Map<String, Integer> overrides, String prefix) {
        this.context = context;
        this.lengths = new IntegerElaborator(context, expressions, IntegerElaborator.Use.LENGTH);
        this.overrides = overrides;
        this.prefix = prefix;
    }

    List<Dim> all() {
        return all;
    }

    boolean broken() {
        return broken;
    }

    void open(Name name, Scope scope) {
        put(name, Dim.open(prefix + name.text()), scope);
    }

    /** A dim whose length is lost by a mistake that has been told. */
    void lose(Name name, Scope scope) {
        Dim dim = Dim.open(prefix + name.text());
        context.doubts().length(dim);
        put(name, dim, scope);
        broken = true;
    }

    /** A dim that no name of the scope stands for: a module's own. */
    void add(Dim dim) {
        if (!all.contains(dim)) {
            all.add(dim);
        }
    }

    private void put(Name name, Dim dim, Scope scope) {
        add(dim);
        Named.Dims named = new Named.Dims(name.span(), List.of(dim));
        declared.put(name.text(), named);
        scope.put(name.text(), named);
    }

    void declare(Item.Dim item, Scope scope) {
        if (item.length().isEmpty()) {
            open(item.name(), scope);
            return;
        }
        Expression written = item.length().get();
        Optional<Dim> same = alias(written, scope);
        if (same.isPresent()) {
            put(item.name(), same.get(), scope);
            return;
        }
        Optional<Scalar> length = lengths.ofDim(item.name()).of(written, new Environment(scope, context.proof()));
        if (length.isEmpty() || context.doubts().ofLength(length.get())) {
            lose(item.name(), scope);
            return;
        }
        Affine form = Affine.of(length.get());
        if (!form.isConstant() && isKnown(length.get())) { // its number is beyond what a form holds
            context.report(
                    MeaningCodes.DIM_LENGTH,
                    written.span(),
                    "the dim " + item.name() + " would be longer than any array");
            lose(item.name(), scope);
            return;
        }
        if (!form.isConstant()) {
            put(item.name(), Dim.computed(prefix + item.name().text(), length.get()), scope);
            Scalars e = context.scalars();
            context.assume(
                    e.lessOrEqual(e.integer(0), length.get()),
                    "dim " + item.name() + " would be negative",
                    item.span());
            return;
        }
        Optional<Integer> given = Optional.ofNullable(overrides.get(item.name().text()));
        long value = given.isPresent() ? given.get() : form.constant();
        if (value < 0 || value > Integer.MAX_VALUE - 8) {
            Diagnostic diagnostic = Diagnostic.of(
                    MeaningCodes.DIM_LENGTH,
                    written.span(),
                    "the dim " + item.name() + " would have the length "
                            + (given.isEmpty() && Literals.isNumber(written) ? Spelling.of(written.span()) : value));
            context.report(
                    given.isPresent()
                            ? diagnostic.note("that length is given when compiling, in place of this one")
                            : lengths(written, scope).map(diagnostic::note).orElse(diagnostic));
            lose(item.name(), scope);
            return;
        }
        put(item.name(), Dim.fixed(prefix + item.name().text(), (int) value), scope);
    }

    private static boolean isKnown(Scalar length) {
        return Traversal.operandsFirst(length).stream()
                .noneMatch(node -> node instanceof Leaf leaf
                        && leaf.atom() instanceof SizeOf size
                        && size.dim().fixedLength().isEmpty());
    }

    /** {@code side is 2, k is 5}: what a length is made of. */
    private static Optional<String> lengths(Expression written, Scope scope) {
        List<String> lengths = new ArrayList<>();
        SyntaxWalk.names(written).forEach(name -> {
            if (scope.find(name).orElse(null) instanceof Named.Dims dims
                    && dims.dims().size() == 1
                    && dims.dims().get(0).fixedLength().isPresent()) {
                lengths.add(name + " is " + dims.dims().get(0).fixedLength().getAsInt());
            }
        });
        return lengths.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lengths));
    }

    private static Optional<Dim> alias(Expression written, Scope scope) {
        return written instanceof Expression.Reference reference
                        && scope.find(reference.name()).orElse(null) instanceof Named.Dims dims
                        && dims.dims().size() == 1
                ? Optional.of(dims.dims().get(0))
                : Optional.empty();
    }

    /** The dim of a name in the shape of a tensor; a mistake is reported. */
    Optional<Dim> find(Name name, Scope scope) {
        Optional<Named> named = scope.find(name.text());
        if (named.isPresent() && named.get() instanceof Named.Dims dims) {
            return Optional.of(dims.dims().get(0));
        }
        context.report(
                named.isPresent()
                        ? Diagnostic.of(MeaningCodes.KIND, name.span(), name + " is not a dim, and axes are dims")
                                .with(named.get().at(), name + " is declared here")
                        : UnknownNames.dim(name.span(), name.text(), scope));
        return Optional.empty();
    }
}
