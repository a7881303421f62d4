package dev.chainrule.elaborate;

import dev.chainrule.equation.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may replace what a file says.
 *
 * @param dims lengths of fixed dims
 * @param packageName of a file without a {@code package} statement
 * @param precision instead of the file's
 */
public record ElaborationOptions(
        Map<String, Integer> dims, Optional<String> packageName, Optional<Model.Precision> precision) {

    public ElaborationOptions {
        dims = new LinkedHashMap<>(dims);
    }
}
