package dev.chainrule.check;

import dev.chainrule.equation.Model;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Traces a wrong gradient to the equation behind it, by looking at what lies between the parameters and the objective: the
 * first place where two opinions of the same thing part.
 */
final class Culprit {

    private final LocalSlopes slopes;
    private final Adjoints adjoints;
    private final Probed probed;

    Culprit(Model elaborated, Probe probe, double exact) {
        this.slopes = new LocalSlopes(elaborated);
        this.adjoints = new Adjoints(elaborated);
        this.probed = new Probed(elaborated, probe, exact);
    }

    /** The same for a wrong value. */
    Optional<String> findValue(Point point) {
        return probed.value(point);
    }

    /** A line about an equation and where it stands; empty if every equation by itself is right. */
    Optional<String> find(Point point) {
        return Stream.<java.util.function.Function<Point, Optional<String>>>of(
                        slopes::find, adjoints::find, probed::value, probed::adjoint)
                .flatMap(search -> search.apply(point).stream())
                .findFirst();
    }
}
