package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Derivatives;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One function or network: its declarations first, in order; then its equations, each after those that it reads. */
final class ModelElaborator {

    private final CompilationUnit unit;
    private final Declaration declaration;
    private final Map<String, Declaration.Optimizer> optimizers;
    private final Scope globals;
    private final ElaborationOptions options;
    private final Context context;
    private final Scope scope;
    private final ExpressionElaborator expressions;
    private final DeclaredItems declared;
    private final List<Model.Result> outputs = new ArrayList<>();
    private final Map<String, Tensor> results = new LinkedHashMap<>();
    private boolean broken;

    ModelElaborator(
            CompilationUnit unit,
            Declaration declaration,
            Map<String, Declaration.Optimizer> optimizers,
            ElaborationOptions options,
            Context context,
            Scope globals) {
        this.unit = unit;
        this.declaration = declaration;
        this.optimizers = optimizers;
        this.globals = globals;
        this.options = options;
        this.context = context;
        this.scope = globals.inner();
        this.expressions = new ExpressionElaborator(context);
        this.declared = new DeclaredItems(context, expressions, scope, options.dims());
    }

    Optional<Model> run() {
        boolean function = declaration instanceof Declaration.Function;
        List<Item> items = placed(
                function ? ((Declaration.Function) declaration).items() : ((Declaration.Network) declaration).items());
        if (function) {
            declared.openDims((Declaration.Function) declaration);
        }
        declared.declareDims(items);
        if (function) {
            declared.declareArguments((Declaration.Function) declaration);
        }
        items.forEach(declared::declare);
        AssumptionElaborator assumptions = new AssumptionElaborator(context, expressions);
        items.forEach(item -> {
            if (item instanceof Item.Assume assume) {
                broken |= !assumptions.assume(assume, scope);
            }
        });
        scope.differentiatedFor(Variables.of(items, scope));
        for (EquationOrder.Group group : EquationOrder.of(items)) {
            if (group.recurrence()) {
                defineRecurrence(group.equations());
            } else {
                group.items().forEach(this::define);
            }
        }
        Optional<Model> model = function ? function() : network();
        return model.filter(any -> !broken());
    }

    /** Whether there was a mistake, which has been reported. */
    private boolean broken() {
        return broken || declared.broken();
    }

    private List<Item> placed(List<Item> items) {
        Placement placement = new Placement(
                declaration instanceof Declaration.Function ? Placement.Body.FUNCTION : Placement.Body.NETWORK,
                context);
        List<Item> placed = placement.of(items);
        broken |= placement.broken();
        return placed;
    }

    private void define(Item item) {
        if (item instanceof Item.Return result) {
            Name name = new Name("value", result.span());
            define(name, result.span(), List.of(), result.value());
        } else if (item instanceof Item.Equation equation && declared.isFree(equation.name())) {
            define(equation.name(), equation.span(), equation.bindings(), equation.value());
            Tensor tensor = results.get(equation.name().text());
            if (equation.output() && tensor != null) {
                outputs.add(result(equation.name().text(), equation.doc(), tensor));
            }
        }
    }

    private void define(Name name, Span whole, List<Binding> bindings, Expression written) {
        context.elaborating(name.text());
        context.defining(name.text());
        Optional<Definitions.Definition> definition =
                new Definitions(context, expressions).of(bindings, written, new Environment(scope, context.proof()));
        if (definition.isEmpty()) {
            broken = true;
            scope.put(name.text(), new Named.Local(name.span(), context.poison()));
            return;
        }
        Value value = definition.get().value();
        Tensor tensor = context.define(
                name.text(),
                Optional.of(Origins.of(name, whole)),
                definition.get().indices(),
                scope.isVariable(name.text()) && value.type() == Type.REAL ? context.marked(value) : value);
        declared.checkSize(tensor, name.span());
        results.put(name.text(), tensor);
        scope.put(name.text(), new Named.Array(name.span(), tensor));
    }

    private void defineRecurrence(List<Item.Equation> group) {
        if (!group.stream().allMatch(equation -> declared.isFree(equation.name()))) {
            return;
        }
        context.elaborating(group.get(0).name().text());
        Optional<Map<String, Tensor>> defined = new RecurrenceElaborator(context, expressions)
                .define(
                        group,
                        new Environment(scope, context.proof()),
                        equation -> Optional.of(Origins.of(equation.name(), equation.span())));
        broken |= defined.isEmpty();
        defined.ifPresent(tensors -> group.forEach(equation -> {
            String name = equation.name().text();
            results.put(name, tensors.get(name));
            scope.put(name, new Named.Array(equation.name().span(), tensors.get(name)));
            if (equation.output()) {
                outputs.add(result(name, equation.doc(), tensors.get(name)));
            }
        }));
    }

    private Model.Result result(String name, Optional<String> doc, Tensor tensor) {
        return new Model.Result(name, doc, tensor, context.needs(tensor));
    }

    private Optional<Model> function() {
        Declaration.Function function = (Declaration.Function) declaration;
        Tensor value = results.get("value");
        if (value == null) {
            if (!broken()) {
                context.report(Diagnostic.of(
                                MeaningCodes.NO_GRADIENT,
                                function.name().span(),
                                "the function " + function.name() + " returns nothing")
                        .hint("end its body with return …;"));
            }
            return Optional.empty();
        }
        Optional<Diagnostic> mistake = Objectives.mistake(value, function);
        if (mistake.isPresent()) {
            context.report(mistake.get());
            return Optional.empty();
        }
        List<Entry.Kind> methods = declared.derive().ofFunction(function.name(), value, declared.inputs());
        if (declared.derive().broken()) {
            return Optional.empty();
        }
        Model model = model(
                Model.Kind.FUNCTION,
                function.doc(),
                List.of(),
                Optional.of(result("value", function.doc(), value)),
                Model.Training.NONE,
                Optional.empty(),
                methods);
        if (!broken()) {
            warn(model);
        }
        return Optional.of(model);
    }

    private void warn(Model model) {
        new Warnings(model).of(named()).forEach(context::report);
        UnstableForms.in(declaration).forEach(context::report);
    }

    /** The tensors that the declaration itself names. */
    private Map<Name, Tensor> named() {
        Map<Name, Tensor> named = new LinkedHashMap<>();
        for (Name name : Warnings.names(declaration)) {
            if (scope.find(name.text()).orElse(null) instanceof Named.Array array) {
                named.put(name, array.tensor());
            }
        }
        return named;
    }

    private Optional<Model> network() {
        Declaration.Network network = (Declaration.Network) declaration;
        Optional<Model.Result> objective = objective();
        List<Entry.Kind> methods =
                broken() ? List.of() : declared.derive().ofNetwork(network.name(), objective, outputs);
        List<Model.Parameter> initialized = new ArrayList<>();
        EquationSystem system = context.equations().build();
        InitializerElaborator initializers = new InitializerElaborator(context, expressions, system);
        declared.parameters()
                .forEach((tensor, own) -> initializers
                        .of(tensor, own)
                        .ifPresent(initializer -> initialized.add(new Model.Parameter(
                                tensor, initializer, own.written().doc()))));
        boolean lost = broken() && declared.parameters().isEmpty(); // by a mistake that has been told
        Optional<TrainElaborator.Way> way = declared.train()
                .filter(any -> !lost && !declared.isTooLarge())
                .flatMap(clause -> {
                    TrainElaborator elaborator = new TrainElaborator(context, optimizers, globals, scope);
                    Optional<TrainElaborator.Way> found =
                            elaborator.of(clause, declared.parameters().keySet());
                    declared.hypers().addAll(elaborator.rates());
                    return found;
                });
        Optional<Model.Optimizer> optimizer = way.flatMap(TrainElaborator.Way::optimizer);
        Optional<TrainElaborator.Checkpoint> checkpoint = way.flatMap(TrainElaborator.Way::checkpoint);
        List<Model.State> kept = declared.states().states(initializers);
        boolean steps = declared.train().isPresent()
                && way.flatMap(TrainElaborator.Way::lbfgs).isEmpty();
        Optional<List<Model.Update>> changed = updates(network.items(), steps);
        if (broken()
                || declared.derive().broken()
                || initialized.size() < declared.parameters().size()
                || declared.train().isPresent() && way.isEmpty()
                || !declared.states().sound(kept)
                || changed.isEmpty()) {
            return Optional.empty();
        }
        Model.Training training = new Model.Training(
                context.training().flatMap(names -> names.used(Tensor.Role.STEP)),
                context.training().flatMap(names -> names.used(Tensor.Role.SEED)),
                kept,
                changed.get(),
                changed.get().stream()
                        .flatMap(update -> context.needs(update.value()).stream())
                        .distinct()
                        .toList(),
                way.flatMap(TrainElaborator.Way::lbfgs),
                checkpoint.map(clause -> OptionalInt.of(clause.every())).orElse(OptionalInt.empty()),
                Optional.empty());
        Model model = model(Model.Kind.NETWORK, network.doc(), initialized, objective, training, optimizer, methods);
        warn(model);
        Model split = split(model);
        checkpoint
                .flatMap(clause -> CheckpointFeasibility.problem(split, clause.at()))
                .ifPresent(context::report);
        return Optional.of(split);
    }

    /**
     * What steps make of states. A module that is applied for an output alone makes no updates: a step does not apply it.
     *
     * @param steps whether the network has training steps
     */
    private Optional<List<Model.Update>> updates(List<Item> items, boolean steps) {
        UpdateElaborator elaborator =
                new UpdateElaborator(context, expressions, declared.states().tensors());
        if (steps) {
            List<String> wanted = new ArrayList<>();
            declared.train().ifPresent(clause -> wanted.add(clause.objective().text()));
            declared.updates().forEach(update -> wanted.addAll(SyntaxWalk.names(update.value())));
            Set<String> needed = EquationNeeds.of(items, wanted);
            elaborator.ofModules(context.applications().stream()
                    .filter(application -> needed.contains(application.equation()))
                    .toList());
        } else if (!declared.updates().isEmpty()) {
            context.report(Diagnostic.of(
                            MeaningCodes.NO_TRAINING,
                            declared.updates().get(0).span(),
                            "updates are made by the steps of an optimiser, and this network takes none")
                    .hint("say how it is trained: train loss with sgd(rate = 0.1);"));
            return Optional.empty();
        }
        elaborator.ofNetwork(declared.updates(), scope);
        return elaborator.made();
    }

    /** Outputs, and the objective once more where that differs, are computed as when the network does not train. */
    private Model split(Model model) {
        List<Tensor> trained = new ArrayList<>(model.trained());
        List<Tensor> offered = new ArrayList<>(
                model.outputs().stream().map(Model.Result::tensor).toList());
        Optional<Scalar> question = context.training()
                .filter(names -> names.used(Tensor.Role.TRAINING).isPresent())
                .map(TrainingNames::training);
        model.objective().ifPresent(objective -> offered.add(objective.tensor()));
        Modes.Split split = Modes.of(model.system(), question, trained, offered);
        Optional<Model.Result> predicted = model.objective()
                .filter(objective -> split.offered(objective.tensor()) != split.trained(objective.tensor()));
        return model.predicting(predicted).with(split.system(), split::trained, split::offered);
    }

    /** What {@code train} names, else the number called {@code loss}, else none. */
    private Optional<Model.Result> objective() {
        String name = declared.train().map(clause -> clause.objective().text()).orElse("loss");
        Tensor tensor = results.get(name);
        if (declared.train().isPresent()
                && !scope.find(name).filter(this::isPoisoned).isPresent()) {
            Objectives.mistake(declared.train().get().objective(), Optional.ofNullable(tensor), scope)
                    .ifPresent(mistake -> {
                        context.report(mistake);
                        broken = true;
                    });
        }
        return Optional.ofNullable(tensor).filter(Objectives::isOne).map(one -> result(name, doc(name), one));
    }

    private boolean isPoisoned(Named named) {
        return named instanceof Named.Local local && local.value().poison();
    }

    private Optional<String> doc(String name) {
        return ((Declaration.Network) declaration)
                .items().stream()
                        .filter(item -> item instanceof Item.Equation equation
                                && equation.name().text().equals(name))
                        .findFirst()
                        .flatMap(item -> ((Item.Equation) item).doc());
    }

    private Model model(
            Model.Kind kind,
            Optional<String> doc,
            List<Model.Parameter> initialized,
            Optional<Model.Result> objective,
            Model.Training training,
            Optional<Model.Optimizer> optimizer,
            List<Entry.Kind> methods) {
        Model.Precision real = options.precision().or(declared::precision).orElse(Model.Precision.DOUBLE);
        boolean overridden = options.precision().isPresent()
                && options.precision().get() != declared.precision().orElse(Model.Precision.DOUBLE);
        boolean quick = real == Model.Precision.FLOAT
                ? declared.fast().orElse(true)
                : declared.fast().orElse(false) && !overridden;
        return new Model(
                kind,
                unit.packageName().map(Name::text).or(options::packageName).orElse(""),
                declaration.name().text(),
                doc,
                declaration.span().source().name(),
                real,
                quick,
                declared.dims().all(),
                declared.inputs(),
                initialized,
                declared.hypers(),
                context.equations().build(),
                objective,
                outputs,
                training,
                optimizer,
                new Derivatives(methods, List.of()),
                List.of());
    }
}
