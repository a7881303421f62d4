package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How large what is known when compiling may be: no array of Java has more elements. Open dims count as 1. */
final class SizeLimits {

    private static final long MOST = Integer.MAX_VALUE - 8;

    private double parameters;

    /** What is wrong with a tensor's size; parameters are counted together, as they are one array. */
    Optional<Diagnostic> excess(Tensor tensor, Span at) {
        double elements = 1; // in floating point, which has no end
        for (Scalar extent : tensor.extents()) {
            OptionalLong length = Affine.of(extent).value();
            elements *= length.isPresent() ? length.getAsLong() : 1;
        }
        if (elements > MOST) {
            return Optional.of(excess(at, tensor.name() + " would have " + number(elements) + " elements"));
        }
        double before = parameters;
        parameters += tensor.role() == Tensor.Role.PARAMETER ? elements : 0;
        return parameters > MOST && before <= MOST // told once, of the first that is too much
                ? Optional.of(
                        excess(at, "with " + tensor.name() + " there would be " + number(parameters) + " parameters"))
                : Optional.empty();
    }

    private static Diagnostic excess(Span at, String title) {
        return Diagnostic.of(MeaningCodes.TOO_MANY_ELEMENTS, at, title)
                .note("an array has at most " + number(MOST) + " elements");
    }

    private static String number(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }
}
