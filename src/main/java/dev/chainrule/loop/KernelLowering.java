package dev.chainrule.loop;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.schedule.Contraction;
import dev.chainrule.schedule.Step;
import dev.chainrule.schedule.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Loop nests and contractions as methods of their own. Two that compute the same in the same places are one method, in
 * whatever entries they stand.
 */
final class KernelLowering {

    private final Places places;
    private final KernelTable kernels;
    private final int largestMethod;
    private final Function<Tensor, Place> placeOf;
    private final Predicate<Tensor> known;
    private final Supplier<NestLowering> nests;
    private final Function<Contraction, Contracted> contractions;

    /**
     * @param placeOf where the entry keeps a tensor
     * @param known whether it has a place at all
     * @param nests a lowering for one more loop nest of the entry
     * @param contractions lowers a contraction of the entry
     */
    KernelLowering(
            Places places,
            KernelTable kernels,
            int largestMethod,
            Function<Tensor, Place> placeOf,
            Predicate<Tensor> known,
            Supplier<NestLowering> nests,
            Function<Contraction, Contracted> contractions) {
        this.places = places;
        this.kernels = kernels;
        this.largestMethod = largestMethod;
        this.placeOf = placeOf;
        this.known = known;
        this.nests = nests;
        this.contractions = contractions;
    }

    /** The method of some steps, made if there is none yet. */
    KernelTable.Kernel kernel(List<Step> segment) {
        List<Equation> equations = Segments.equations(segment);
        return kernels.get(key(equations), () -> kernel(segment, equations));
    }

    /** Whether a method could take what the steps need and make as its arguments; scalars that they make are returned. */
    boolean fits(List<Step> segment) {
        List<Equation> equations = Segments.equations(segment);
        Set<Variable> variables = new LinkedHashSet<>();
        places(equations).forEach(place -> variables.add(place.variable()));
        results(segment).forEach(variables::remove);
        return Method.slots(variables) <= Method.MOST_SLOTS;
    }

    private Object key(List<Equation> equations) {
        List<Object> key = new ArrayList<>(equations);
        key.addAll(places(equations));
        return key;
    }

    /** The places of what equations read and make, as far as they are known outside of their loops. */
    private List<Place> places(List<Equation> equations) {
        Set<Tensor> tensors = new LinkedHashSet<>();
        equations.forEach(equation -> {
            tensors.add(equation.target());
            tensors.addAll(Reads.tensors(equation));
        });
        return tensors.stream().filter(known).map(placeOf).toList();
    }

    private KernelTable.Kernel kernel(List<Step> segment, List<Equation> equations) {
        LinkedHashSet<Statement> before = new LinkedHashSet<>();
        List<Statement> statements;
        if (segment.get(0) instanceof Step.Contract contract) {
            Contracted contracted = contractions.apply(contract.contraction());
            statements = contracted.statements();
            before.addAll(contracted.allocations());
        } else {
            NestLowering nest = nests.get();
            nest.add(segment);
            statements = nest.finish();
        }
        List<Variable> results = results(segment);
        List<Statement> after = new ArrayList<>();
        String name = name(segment);
        List<Statement> all = new ArrayList<>(statements);
        Slots others = new Slots(name + "Results", name + "Counts", places);
        results.stream().skip(1).forEach(result -> {
            Expression.Element slot = others.next(result);
            all.add(Slots.store(result, slot));
            after.add(Slots.load(result, slot));
        });
        places.needed(others.arrays());
        before.addAll(others.allocations());
        if (!results.isEmpty()) {
            all.add(new Statement.Return(Expressions.use(results.get(0))));
        }
        MethodCutter cutter = new MethodCutter(name, largestMethod, places);
        List<Statement> cut = cutter.cut(all);
        kernels.addAll(cutter.methods());
        places.needed(cutter.crossing().arrays());
        before.addAll(cutter.crossing().allocations());
        Method method = new Method(
                name,
                Comments.of(equations),
                results.isEmpty()
                        ? Optional.empty()
                        : Optional.of(results.get(0).kind()),
                parameters(cut),
                cut);
        kernels.add(method);
        return new KernelTable.Kernel(method, results, List.copyOf(before), after);
    }

    /** What comes from outside, what the class keeps, numbers, lengths; each in order of use. */
    private List<Variable> parameters(List<Statement> statements) {
        List<Variable> parameters = new ArrayList<>(FreeVariables.of(statements));
        parameters.sort(Comparator.comparingInt(variable -> switch (variable.kind()) {
            case REALS, INTS -> places.isGiven(variable) ? 0 : 1;
            case ROWS, INT_ROWS -> 1;
            case REAL, BOOLEAN -> 2;
            case INT -> 3;
        }));
        return parameters;
    }

    /** The scalars that a segment leaves behind: what it finishes outside of all of its loops. */
    private List<Variable> results(List<Step> segment) {
        List<Variable> results = new ArrayList<>();
        for (Step step : segment) {
            Optional<Task> task = step instanceof Step.Close close
                    ? Optional.of(close.task())
                    : step instanceof Step.Body single ? Optional.of(single.task()) : Optional.empty();
            task.map(done -> placeOf.apply(done.target()))
                    .filter(Place::isScalar)
                    .ifPresent(place -> results.add(place.variable()));
        }
        return results;
    }

    /** After what it stores, or after the scalar it returns. */
    private String name(List<Step> segment) {
        List<Tensor> produced = Segments.produced(segment);
        return produced.stream()
                .filter(tensor -> !placeOf.apply(tensor).isScalar())
                .findFirst()
                .or(() -> produced.stream().reduce((first, second) -> second))
                .map(Tensor::name)
                .orElse("loops");
    }
}
