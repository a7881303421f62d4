package dev.chainrule.check;

import dev.chainrule.equation.Model;
import java.util.Optional;

/** Makes a class of another model by the passes that made the one that is checked. */
@FunctionalInterface
public interface Probe {

    /** None can be made. */
    Probe NONE = model -> Optional.empty();

    Optional<Subject> subject(Model elaborated);
}
