package dev.chainrule.fuzz;

import dev.chainrule.CompileOptions;
import dev.chainrule.Compiler;
import dev.chainrule.equation.Model;
import dev.chainrule.schedule.Optimisation;
import dev.chainrule.simplify.Stabilisation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another way to the same class, and how near its numbers must be.
 *
 * @param name in reports
 * @param text what the program is changed to
 * @param options how it is compiled
 * @param renamed how names of the program are called in the changed one
 */
record Variant(
        String name,
        Nearness nearness,
        UnaryOperator<String> text,
        UnaryOperator<CompileOptions> options,
        Map<String, String> renamed) {

    /** How near two numbers must be. */
    enum Nearness {
        /** The same, bit for bit. */
        SAME,
        /** Up to rounding. */
        CLOSE,
        /** As above, where both are finite. */
        CLOSE_IF_FINITE,
        /** It is enough that there are numbers: where a comparison falls depends on the precision. */
        ANY
    }

    private static final int SMALL_METHOD = 200;

    private static Variant compiled(String name, Nearness nearness, UnaryOperator<CompileOptions> options) {
        return new Variant(name, nearness, text -> text, options, Map.of());
    }

    /** Some variants for the program of a seed; over many seeds all there are. */
    static List<Variant> of(long seed, String program) {
        Chance chance = new Chance(~seed);
        List<Variant> variants = new ArrayList<>();
        variants.add(
                switch (chance.below(4)) {
                    case 0 -> unoptimised();
                    case 1 -> bare();
                    default -> without(chance.of(Compiler.switches()));
                });
        variants.add(
                switch (chance.below(6)) {
                    case 0 -> fast();
                    case 1 -> single();
                    case 2 -> Metamorphoses.draws(program) ? shortMethods() : Metamorphoses.permuted(chance);
                    case 3 -> Metamorphoses.renamed(program, chance);
                    default -> shortMethods();
                });
        checkpointed(program).ifPresent(variants::add);
        return variants;
    }

    /** Every variant there is. */
    static List<Variant> all(long seed, String program) {
        Chance chance = new Chance(~seed);
        List<Variant> variants = new ArrayList<>(List.of(unoptimised(), bare(), shortMethods(), fast(), single()));
        Compiler.switches().forEach(name -> variants.add(without(name)));
        if (!Metamorphoses.draws(program)) {
            variants.add(Metamorphoses.permuted(chance));
        }
        variants.add(Metamorphoses.renamed(program, chance));
        checkpointed(program).ifPresent(variants::add);
        return variants;
    }

    private static Optional<Variant> checkpointed(String program) {
        return Metamorphoses.withoutCheckpoints(program).equals(program)
                ? Optional.empty()
                : Optional.of(new Variant(
                        "without checkpoints",
                        Nearness.CLOSE,
                        Metamorphoses::withoutCheckpoints,
                        options -> options,
                        Map.of()));
    }

    private static Variant without(String name) {
        boolean scheduled = Optimisation.byKey(name).isPresent();
        boolean stabilises = Stabilisation.byKey(name).isPresent();
        Nearness nearness = scheduled ? Nearness.SAME : stabilises ? Nearness.CLOSE_IF_FINITE : Nearness.CLOSE;
        return compiled("without " + name, nearness, options -> options.without(Set.of(name)));
    }

    private static Variant unoptimised() {
        Set<String> all = Stream.of(Optimisation.values())
                .map(Optimisation::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return compiled("without optimisations", Nearness.SAME, options -> options.without(all));
    }

    private static Variant bare() {
        return compiled(
                "without rewrites and optimisations",
                Nearness.CLOSE_IF_FINITE,
                options -> options.without(new LinkedHashSet<>(Compiler.switches())));
    }

    private static Variant shortMethods() {
        return compiled("short methods", Nearness.SAME, options -> options.withLargestMethod(SMALL_METHOD));
    }

    private static Variant fast() {
        return new Variant("math fast", Nearness.CLOSE, Metamorphoses::fast, options -> options, Map.of());
    }

    private static Variant single() {
        return compiled("float", Nearness.ANY, options -> options.withPrecision(Model.Precision.FLOAT));
    }
}
