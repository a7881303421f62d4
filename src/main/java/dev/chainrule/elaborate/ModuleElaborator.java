package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Dim;
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
import java.util.OptionalInt;

/** Makes instances of modules: {@code first = new Dense[pixels, hidden];} gives the network the parameters {@code first.W}, … */
final class ModuleElaborator {

    private static final int DEEPEST = 64;
    private static final int LONGEST = Integer.MAX_VALUE - 8; // no array of Java is longer

    private final Context context;
    private final ExpressionElaborator expressions;
    private final IntegerElaborator lengths;
    private final Owner owner;

    /** The network that owns all parameters and states, and the dims that modules declare. */
    interface Owner {

        void parameter(Tensor tensor, OwnParameter own);

        void state(Tensor tensor, OwnState own);

        void dim(Dim dim);
    }

    ModuleElaborator(Context context, ExpressionElaborator expressions, Owner owner) {
        this.context = context;
        this.expressions = expressions;
        this.lengths = new IntegerElaborator(context, expressions, IntegerElaborator.Use.LENGTH);
        this.owner = owner;
    }

    /** The instance; empty after a mistake, which has been reported. */
    Optional<ModuleInstance> instance(Name name, Expression.New written, Environment at) {
        return instance(name.text(), written, at, List.of(), 0);
    }

    /** @param around the dims that count copies of what this stands in */
    private Optional<ModuleInstance> instance(
            String path, Expression.New written, Environment at, List<Dim> around, int depth) {
        Optional<Declaration.Module> module = module(written, at.scope());
        if (module.isEmpty()) {
            return Optional.empty();
        }
        Declaration.Module declaration = module.get();
        if (depth >= DEEPEST) {
            context.report(
                    MeaningCodes.CYCLE,
                    written.span(),
                    declaration.name() + " contains itself, or modules nest too deep");
            return Optional.empty();
        }
        Optional<List<List<Dim>>> actual = actual(path, written, declaration, at);
        Optional<Map<String, Value>> given = given(written, declaration, at);
        Optional<Optional<Dim>> times = times(path, written, at);
        if (actual.isEmpty() || given.isEmpty() || times.isEmpty()) {
            return Optional.empty();
        }
        List<Dim> copies = new ArrayList<>(around);
        times.get().ifPresent(copies::add);
        context.calls().enter(written.span(), declaration);
        Optional<ModuleInstance> made =
                made(path, declaration, actual.get(), given.get(), times.get(), copies, at, depth);
        context.calls().leave();
        return made;
    }

    private Optional<ModuleInstance> made(
            String path,
            Declaration.Module declaration,
            List<List<Dim>> actual,
            Map<String, Value> given,
            Optional<Dim> times,
            List<Dim> copies,
            Environment at,
            int depth) {
        Formals formals = Formals.of(context, declaration.dims(), actual);
        Scope inner = InlineElaborator.globals(at.scope()).inner();
        formals.bind(inner);
        DimElaborator local = new DimElaborator(context, expressions, Map.of(), path + ".");
        Map<String, Named.Dims> dims = new LinkedHashMap<>();
        Map<String, ModuleInstance.Held> held = new LinkedHashMap<>();
        Map<String, ModuleInstance> parts = new LinkedHashMap<>();
        Placement placement = new Placement(Placement.Body.MODULE, context);
        List<Item> items = placement.of(declaration.items());
        boolean sound = !placement.broken() && FormalNames.mistakes(declaration).isEmpty();
        for (Item item : items) {
            if (item instanceof Item.Dim dim) {
                local.declare(dim, inner);
                dims.put(dim.name().text(), (Named.Dims)
                        inner.find(dim.name().text()).orElseThrow());
            }
        }
        local.all().forEach(owner::dim);
        for (Item item : items) {
            if (item instanceof Item.Param param) {
                Optional<ModuleInstance.Held> made = held(
                        path, Tensor.Role.PARAMETER, param.name(), param.axes(), param.span(), inner, local, copies);
                made.ifPresent(one -> {
                    held.put(param.name().text(), one);
                    owner.parameter(one.tensor(), new OwnParameter(param, inner, copies.size()));
                });
                sound &= made.isPresent();
            } else if (item instanceof Item.State state) {
                Optional<ModuleInstance.Held> made =
                        held(path, Tensor.Role.STATE, state.name(), state.axes(), state.span(), inner, local, copies);
                made.ifPresent(one -> {
                    held.put(state.name().text(), one);
                    owner.state(one.tensor(), new OwnState(state, inner, copies.size()));
                });
                sound &= made.isPresent();
            } else if (item instanceof Item.Equation equation && equation.value() instanceof Expression.New part) {
                String name = equation.name().text();
                Optional<ModuleInstance> made = instance(path + "." + name, part, at.in(inner), copies, depth + 1);
                made.ifPresent(instance -> parts.put(name, instance));
                sound &= made.isPresent();
            } else if (item instanceof Item.Assume assume) {
                sound &= new AssumptionElaborator(context, expressions).assume(assume, inner);
            }
        }
        return sound && !local.broken()
                ? Optional.of(new ModuleInstance(path, declaration, formals, dims, held, parts, given, times))
                : Optional.empty();
    }

    private Optional<Declaration.Module> module(Expression.New written, Scope scope) {
        String name = written.module().text();
        Optional<Named> named = scope.find(name);
        if (named.isPresent() && named.get() instanceof Named.Module module) {
            return Optional.of(module.declaration());
        }
        List<String> modules = scope.visible().stream()
                .filter(other -> scope.find(other).orElseThrow() instanceof Named.Module)
                .toList();
        context.report(
                named.isPresent()
                        ? Diagnostic.of(MeaningCodes.KIND, written.module().span(), name + " is not a module")
                        : Diagnostic.of(
                                        MeaningCodes.UNKNOWN_NAME,
                                        written.module().span(),
                                        "there is no module " + name)
                                .labelled(DidYouMean.question(name, modules)));
        return Optional.empty();
    }

    /** What each formal stands for: a dim that is named, or a length, which becomes a dim of the instance. */
    private Optional<List<List<Dim>>> actual(
            String path, Expression.New written, Declaration.Module declaration, Environment at) {
        if (written.dims().size() != declaration.dims().size()) {
            context.report(Diagnostic.of(
                            MeaningCodes.ARGUMENTS,
                            written.span(),
                            declaration.name() + " takes " + declaration.dims().size() + " dims in brackets, not "
                                    + written.dims().size())
                    .note(declaration.name()
                            + InlineArguments.signature(declaration.dims(), declaration.parameters())));
            return Optional.empty();
        }
        List<List<Dim>> actual = new ArrayList<>();
        for (int i = 0; i < written.dims().size(); i++) {
            Expression dim = written.dims().get(i);
            if (dim instanceof Expression.Reference reference
                    && at.scope().find(reference.name()).orElse(null) instanceof Named.Dims dims) {
                actual.add(dims.dims());
                continue;
            }
            Optional<Scalar> length = lengths.of(dim, at);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            String name = path + "." + declaration.dims().get(i).text();
            Affine form = Affine.of(length.get());
            if (form.isConstant() && (form.constant() < 0 || form.constant() > LONGEST)) {
                context.report(
                        MeaningCodes.DIM_LENGTH,
                        dim.span(),
                        "the dim " + name + " would have the length " + form.constant());
                return Optional.empty();
            }
            Dim made = form.isConstant() ? Dim.fixed(name, (int) form.constant()) : Dim.computed(name, length.get());
            owner.dim(made);
            actual.add(List.of(made));
        }
        return Optional.of(actual);
    }

    /** Arguments of {@code new}: by name, for every application. */
    private Optional<Map<String, Value>> given(Expression.New written, Declaration.Module declaration, Environment at) {
        Map<String, Value> given = new LinkedHashMap<>();
        for (Expression.Call.Argument argument : written.arguments()) {
            boolean known = argument.name().isPresent()
                    && declaration.parameters().stream()
                            .anyMatch(parameter -> parameter
                                    .name()
                                    .text()
                                    .equals(argument.name().get().text()));
            if (!known) {
                context.report(Diagnostic.of(
                                MeaningCodes.ARGUMENTS,
                                argument.span(),
                                "what new gives is given by name, to an argument of " + declaration.name())
                        .note(declaration.name()
                                + InlineArguments.signature(declaration.dims(), declaration.parameters())));
                return Optional.empty();
            }
            Value value = expressions.settled(argument.value(), at);
            if (value.poison()) {
                return Optional.empty();
            }
            given.put(argument.name().get().text(), value);
        }
        return Optional.of(given);
    }

    private Optional<Optional<Dim>> times(String path, Expression.New written, Environment at) {
        if (written.times().isEmpty()) {
            return Optional.of(Optional.empty());
        }
        Expression times = written.times().get();
        if (times instanceof Expression.Reference reference
                && at.scope().find(reference.name()).orElse(null) instanceof Named.Dims dims
                && dims.dims().size() == 1
                && dims.dims().get(0).fixedLength().orElse(0) > 0) {
            return Optional.of(Optional.of(dims.dims().get(0)));
        }
        Optional<Scalar> length = lengths.of(times, at);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        long number = Affine.of(length.get()).value().orElse(0);
        if (number < 1 || number > LONGEST) {
            context.report(Diagnostic.of(
                    MeaningCodes.DIM_LENGTH, times.span(), "a module is made a fixed number of times, at least once"));
            return Optional.empty();
        }
        Dim dim = Dim.fixed(path + ".times", (int) number);
        owner.dim(dim);
        return Optional.of(Optional.of(dim));
    }

    private Optional<ModuleInstance.Held> held(
            String path,
            Tensor.Role role,
            Name name,
            List<Name> axes,
            Span whole,
            Scope scope,
            DimElaborator local,
            List<Dim> copies) {
        String called = path + "." + name;
        List<Dim> dims = new ArrayList<>();
        List<Scalar> extents = new ArrayList<>();
        copies.forEach(dim -> extents.add(context.equations().size(dim)));
        for (Name axis : axes) {
            Optional<Dim> dim = local.find(axis, scope);
            if (dim.isEmpty()) {
                return Optional.empty();
            }
            OptionalInt length = dim.get().fixedLength();
            if (length.isEmpty()) {
                if (!context.doubts().ofLength(dim.get())) {
                    context.report(Diagnostic.of(
                            MeaningCodes.OPEN_PARAMETER,
                            axis.span(),
                            "the " + (role == Tensor.Role.STATE ? "state " : "parameter ") + called + " has the dim "
                                    + dim.get().actual().name() + ", whose length is not fixed"));
                }
                context.doubts().length(dim.get());
                return Optional.empty();
            }
            dims.add(dim.get());
            extents.add(context.equations().size(dim.get()));
        }
        Tensor tensor = context.equations()
                .given(called, role, extents, Type.REAL, Optional.empty(), Optional.of(Origins.of(name, whole)));
        return Optional.of(new ModuleInstance.Held(tensor, dims));
    }
}
