package dev.chainrule.check;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Points whose open dims have the lengths 0, 1, 2 and 5 in turn: where nothing is added up, where an axis is a number, where
 * a loop has a first and a last round only. What a file assumes of its lengths holds there too.
 */
final class ShortAxes {

    private static final List<Integer> LENGTHS = List.of(0, 1, 2, 5);

    private ShortAxes() {}

    /**
     * Compares at each of these points; what is found is told with the lengths, and so is an exception of the class.
     *
     * @param of what must have a value there
     * @param single whether numbers are rounded to {@code float}
     */
    static void each(
            Model elaborated,
            Optional<Tensor> of,
            GradientCheck.Settings settings,
            boolean single,
            Findings findings,
            BiConsumer<Point, Findings> comparison) {
        if (elaborated.dims().stream().noneMatch(Dim::isOpen)) {
            return;
        }
        GradientCheck.Settings here = settings.withLengths(LENGTHS).withGiven(Given.NOTHING);
        PointSearch points = of.map(tensor -> new PointSearch(elaborated, tensor, here))
                .orElseGet(() -> new PointSearch(elaborated, here));
        for (int i = 0; i < LENGTHS.size(); i++) {
            Optional<Point> drawn = points.next(new Findings()); // where nothing is finite, nothing can be compared
            if (drawn.isPresent()) {
                Point point = single ? drawn.get().rounded() : drawn.get();
                Findings found = new Findings();
                try {
                    comparison.accept(point, found);
                } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
                    found.add(CheckCode.MISMATCH, "the class ends with " + e);
                }
                found.failures()
                        .forEach(failure -> findings.add(failure.code(), failure.text() + ", where " + lengths(point)));
            }
        }
    }

    /** {@code n = 0, m = 1} */
    private static String lengths(Point point) {
        return point.lengths().entrySet().stream()
                .map(length -> length.getKey().name() + " = " + length.getValue())
                .collect(Collectors.joining(", "));
    }
}
