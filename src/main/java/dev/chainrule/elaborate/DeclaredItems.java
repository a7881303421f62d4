package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function or network declares, before its equations: dims, arguments, parameters, state, how it is trained. */
final class DeclaredItems {

    private final Context context;
    private final ExpressionElaborator expressions;
    private final Scope scope;
    private final DimElaborator dims;
    private final StateElaborator states;
    private final DeriveElaborator derive;
    private final SizeLimits sizes = new SizeLimits();
    private final List<Model.Input> inputs = new ArrayList<>();
    private final Map<Tensor, OwnParameter> parameters = new LinkedHashMap<>();
    private final List<Model.Hyper> hypers = new ArrayList<>();
    private final List<Item.Update> updates = new ArrayList<>();
    private Optional<Item.Train> train = Optional.empty();
    private Optional<Model.Precision> precision = Optional.empty();
    private Optional<Boolean> fast = Optional.empty();
    private boolean broken;
    private boolean tooLarge;

    DeclaredItems(Context context, ExpressionElaborator expressions, Scope scope, Map<String, Integer> lengths) {
        this.context = context;
        this.expressions = expressions;
        this.scope = scope;
        this.dims = new DimElaborator(context, expressions, lengths);
        this.states = new StateElaborator(context, expressions);
        this.derive = new DeriveElaborator(context);
    }

    /** Whether there was a mistake, which has been reported. */
    boolean broken() {
        return broken || dims.broken();
    }

    DimElaborator dims() {
        return dims;
    }

    StateElaborator states() {
        return states;
    }

    DeriveElaborator derive() {
        return derive;
    }

    List<Model.Input> inputs() {
        return inputs;
    }

    Map<Tensor, OwnParameter> parameters() {
        return parameters;
    }

    /** Those of the file; what an optimiser offers comes later. */
    List<Model.Hyper> hypers() {
        return hypers;
    }

    List<Item.Update> updates() {
        return updates;
    }

    Optional<Item.Train> train() {
        return train;
    }

    Optional<Model.Precision> precision() {
        return precision;
    }

    Optional<Boolean> fast() {
        return fast;
    }

    void declareDims(List<Item> items) {
        DimOrder.Order order = DimOrder.of(items, context);
        for (Item.Dim dim : order.dims()) {
            if (!isFree(dim.name())) {
                continue;
            }
            if (order.circular().contains(dim)) {
                dims.lose(dim.name(), scope);
            } else {
                dims.declare(dim, scope);
            }
        }
    }

    /** Whether a name may be given; the second of two is reported. */
    boolean isFree(Name name) {
        Optional<Named> known = scope.find(name.text());
        if (known.isEmpty()
                || known.get() instanceof Named.Inline inline
                        && !inline.declaration()
                                .name()
                                .span()
                                .source()
                                .equals(name.span().source())) {
            return true;
        }
        context.report(Diagnostic.of(MeaningCodes.DUPLICATE, name.span(), name + " is defined twice")
                .with(known.get().at(), "first defined here"));
        context.doubts().name(name.text());
        if (known.get() instanceof Named.Dims dims) {
            dims.dims().forEach(context.doubts()::length);
        }
        broken = true;
        return false;
    }

    /** The dims in a function's brackets, before those of its body. */
    void openDims(Declaration.Function function) {
        function.dims().stream().filter(this::isFree).forEach(dim -> dims.open(dim, scope));
    }

    void declareArguments(Declaration.Function function) {
        for (Declaration.Parameter parameter : function.parameters()) {
            if (isFree(parameter.name())) {
                given(parameter.name(), Tensor.Role.INPUT, parameter.axes(), parameter.indexOf(), parameter.span())
                        .ifPresent(tensor -> inputs.add(new Model.Input(tensor, Optional.empty(), false)));
            }
        }
    }

    private Optional<Tensor> given(Name name, Tensor.Role role, List<Name> axes, Optional<Name> indexOf, Span whole) {
        List<Scalar> extents = new ArrayList<>();
        for (Name axis : axes) {
            Optional<Dim> dim = dims.find(axis, scope);
            if (dim.isEmpty()) {
                broken = true;
                scope.put(name.text(), new Named.Local(name.span(), context.poison()));
                return Optional.empty();
            }
            extents.add(context.equations().size(dim.get()));
        }
        Optional<Dim> of = indexOf.flatMap(dim -> dims.find(dim, scope));
        if (indexOf.isPresent() && of.isEmpty()) {
            broken = true;
            scope.put(name.text(), new Named.Local(name.span(), context.poison()));
            return Optional.empty();
        }
        Tensor tensor = context.equations()
                .given(
                        name.text(),
                        role,
                        extents,
                        of.isPresent() ? Type.INTEGER : Type.REAL,
                        of,
                        Optional.of(Origins.of(name, whole)));
        scope.put(name.text(), new Named.Array(withAxes(name, axes), tensor));
        checkSize(tensor, withAxes(name, axes));
        return Optional.of(tensor);
    }

    /** {@code x[batch, pixels]} */
    private static Span withAxes(Name name, List<Name> axes) {
        if (axes.isEmpty()) {
            return name.span();
        }
        Span last = axes.get(axes.size() - 1).span();
        int bracket = last.source().text().indexOf(']', last.end());
        return name.span().to(new Span(last.source(), last.start(), bracket + 1));
    }

    void declare(Item item) {
        if (item instanceof Item.Precision one) {
            precision = choice(
                    "precision", one.value(), Map.of("float", Model.Precision.FLOAT, "double", Model.Precision.DOUBLE));
        } else if (item instanceof Item.MathMode one) {
            fast = choice("mode", one.value(), Map.of("fast", true, "exact", false));
        } else if (item instanceof Item.Input input && isFree(input.name())) {
            given(input.name(), Tensor.Role.INPUT, input.axes(), input.indexOf(), input.span())
                    .ifPresent(tensor -> inputs.add(new Model.Input(tensor, input.doc(), true)));
        } else if (item instanceof Item.Param param && isFree(param.name())) {
            given(param.name(), Tensor.Role.PARAMETER, param.axes(), Optional.empty(), param.span())
                    .ifPresent(tensor -> {
                        parameters.put(tensor, new OwnParameter(param, scope, 0));
                        checkFixed(tensor, "parameter", param.name(), param.axes());
                    });
        } else if (item instanceof Item.State state && isFree(state.name())) {
            given(state.name(), Tensor.Role.STATE, state.axes(), Optional.empty(), state.span())
                    .ifPresent(tensor -> {
                        states.add(tensor, new OwnState(state, scope, 0));
                        checkFixed(tensor, "state", state.name(), state.axes());
                    });
        } else if (item instanceof Item.Update update) {
            updates.add(update);
        } else if (item instanceof Item.Hyper hyper && isFree(hyper.name())) {
            Value value = expressions.number(hyper.value(), new Environment(scope, context.proof()));
            Optional<Double> constant = Constants.of(value, hyper.value().span(), context);
            given(hyper.name(), Tensor.Role.HYPER, List.of(), Optional.empty(), hyper.span())
                    .ifPresent(tensor -> hypers.add(new Model.Hyper(tensor, constant.orElse(0.0), hyper.doc())));
            broken |= constant.isEmpty();
        } else if (item instanceof Item.Equation equation
                && equation.value() instanceof Expression.New made
                && isFree(equation.name())) {
            instance(equation, made);
        } else if (item instanceof Item.Train one) {
            train = Optional.of(one);
        } else if (item instanceof Item.Derive one) {
            derive.add(one);
        }
    }

    /** Gives the network a module's parameters and states, under their paths. */
    private void instance(Item.Equation equation, Expression.New made) {
        if (equation.output()) {
            context.report(Diagnostic.of(
                            MeaningCodes.KIND,
                            made.span(),
                            equation.name() + " is a module, and an output is an array or a number")
                    .hint("leave out `output`, and offer what the module gives: output y = " + equation.name()
                            + "(…);"));
            broken = true;
        }
        ModuleElaborator.Owner owner = new ModuleElaborator.Owner() {
            @Override
            public void parameter(Tensor tensor, OwnParameter own) {
                parameters.put(tensor, own);
                checkSize(tensor, made.span());
                scope.put(tensor.name(), new Named.Array(own.written().name().span(), tensor));
            }

            @Override
            public void state(Tensor tensor, OwnState own) {
                states.add(tensor, own);
                checkSize(tensor, made.span());
                scope.put(tensor.name(), new Named.Array(own.written().name().span(), tensor));
            }

            @Override
            public void dim(Dim dim) {
                dims.add(dim);
            }
        };
        Optional<ModuleInstance> instance = new ModuleElaborator(context, expressions, owner)
                .instance(equation.name(), made, new Environment(scope, context.proof()));
        broken |= instance.isEmpty();
        scope.put(
                equation.name().text(),
                instance.<Named>map(one -> new Named.Instance(equation.name().span(), one, List.of()))
                        .orElseGet(() -> new Named.Local(equation.name().span(), context.poison())));
    }

    private <T> Optional<T> choice(String what, Name written, Map<String, T> known) {
        if (!known.containsKey(written.text())) {
            List<String> names = known.keySet().stream().sorted().toList();
            context.report(Diagnostic.of(
                            MeaningCodes.UNKNOWN_NAME,
                            written.span(),
                            "there is no " + what + " " + written + ": it is " + String.join(" or ", names))
                    .labelled(DidYouMean.question(written.text(), names)));
            broken = true;
        }
        return Optional.ofNullable(known.get(written.text()));
    }

    private void checkFixed(Tensor tensor, String kind, Name name, List<Name> axes) {
        for (int axis = 0; axis < tensor.rank(); axis++) {
            Dim dim = tensor.dim(axis).orElseThrow();
            if (dim.fixedLength().isEmpty() && !context.doubts().ofLength(dim)) {
                context.report(Diagnostic.of(
                                MeaningCodes.OPEN_PARAMETER,
                                axes.get(axis).span(),
                                "the " + kind + " " + name + " has the open dim " + dim.name())
                        .hint("give the dim a length: dim " + dim.name() + " = …;"));
                context.doubts().length(dim);
                context.doubts().name(name.text());
                broken = true;
            }
        }
    }

    /** Reports an array that is too large. */
    void checkSize(Tensor tensor, Span at) {
        sizes.excess(tensor, at).ifPresent(mistake -> {
            context.report(mistake);
            broken = true;
            tooLarge = true;
        });
    }

    /** Whether an array is larger than any can be, so that its elements can't be counted. */
    boolean isTooLarge() {
        return tooLarge;
    }
}
