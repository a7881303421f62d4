package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Origin;
import dev.chainrule.equation.Tensor;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects what was found out about one parameter. */
final class RowBuilder {

    private final String name;
    private final String shape;
    private final String declared;
    private int elements;
    private int checked;
    private int kinks;
    private int inconclusive;
    private double ulps;
    private Optional<String> suspect = Optional.empty();
    private @Nullable Opinions worst;

    RowBuilder(Tensor tensor) {
        this(tensor.name(), shape(tensor), tensor.origin().map(Origin::toString).orElse("-"));
    }

    private RowBuilder(String name, String shape, String declared) {
        this.name = name;
        this.shape = shape;
        this.declared = declared;
    }

    /** For what is found out about all parameters at once. */
    static RowBuilder together() {
        return new RowBuilder("all together", "", "-");
    }

    void elements(int count) {
        elements = Math.max(elements, count);
    }

    /** An element that was looked at; across a kink there is nothing to compare with differences. */
    void checked(boolean kink) {
        checked++;
        kinks += kink ? 1 : 0;
    }

    /** A distance between the class and the interpreter, in units of the last place of the largest element. */
    void ulps(double distance) {
        ulps = Double.isNaN(ulps) || Double.isNaN(distance) ? Double.NaN : Math.max(ulps, distance);
    }

    /** Whether nothing is wrong so far. */
    boolean agrees() {
        return Optional.ofNullable(worst).map(Opinions::agree).orElse(true);
    }

    /** Whether something is wrong that no equation is suspected of yet. */
    boolean unexplained() {
        return suspect.isEmpty() && !agrees();
    }

    /** Names the equation that must be wrong. */
    void suspect(String equation) {
        suspect = Optional.of(equation);
    }

    /** Elements that were compared with the interpreter only. */
    void checked(int count) {
        checked += count;
    }

    /** Differences said nothing, though nothing was in their way. */
    void inconclusive() {
        inconclusive++;
    }

    /** The worst is kept; a disagreement is worse than all agreement. */
    void add(Opinions opinions) {
        Optional<Opinions> before = Optional.ofNullable(worst);
        if (before.isEmpty() || opinions.worst().isWorseThan(before.get().worst())) {
            worst = opinions;
        }
    }

    CheckReport.Row build() {
        Optional<Opinions> found = Optional.ofNullable(worst);
        Optional<Opinions.Pair> pair = found.map(Opinions::worst);
        Optional<CheckReport.Failure> wrong = found.filter(opinions -> !opinions.agree())
                .map(opinions -> new CheckReport.Failure(
                        CheckCode.MISMATCH,
                        name
                                + opinions.verdict()
                                + suspect.map(text -> "\n" + text).orElse("")));
        return new CheckReport.Row(
                name + shape,
                elements,
                checked,
                kinks,
                pair.map(Opinions.Pair::error).orElse(0.0),
                pair.map(Opinions.Pair::allowed).orElse(0.0),
                ulps,
                found.map(opinions -> opinions.at().strip())
                        .filter(at -> !at.isEmpty())
                        .orElse("-"),
                declared,
                wrong.or(this::unclear));
    }

    /** More than one in a hundred. */
    private Optional<CheckReport.Failure> unclear() {
        return inconclusive * 100L <= checked
                ? Optional.empty()
                : Optional.of(new CheckReport.Failure(
                        CheckCode.INCONCLUSIVE,
                        "differences tell nothing about " + inconclusive
                                + " of these: the value varies too fast, is too"
                                + " inexact, or is not finite beside the point"));
    }

    private static String shape(Tensor tensor) {
        return tensor.rank() == 0
                ? ""
                : IntStream.range(0, tensor.rank())
                        .mapToObj(axis -> tensor.dim(axis).map(Dim::name).orElse("…"))
                        .collect(Collectors.joining(", ", " [", "]"));
    }
}
