package dev.chainrule.loop;

import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the results of an entry must go: into a stretch of the caller's array, a block of a matrix, a state of the class. */
final class Destinations {

    private final Places places;
    private final Arguments arguments;
    private final Variable out;

    /** @param out the caller's array */
    Destinations(Model model, Places places, Variable out) {
        this.places = places;
        this.arguments = new Arguments(model, places);
        this.out = out;
    }

    Place of(Entry.Result result) {
        return switch (result.destination()) {
            case PARTIAL -> places.flat(out, arguments.offset(result.of().orElseThrow()), result.value());
            case BLOCK -> block(result, result.of().orElseThrow());
            case MIRRORED -> mirrored(result, result.of().orElseThrow());
            case OUT -> places.flat(out, Expressions.ZERO, result.value());
            case ASSIGNED -> places.given(result.of().orElseThrow()).orElseThrow();
            case RETURNED -> throw new IllegalStateException("a returned value has no array");
        };
    }

    /** The only argument has the whole matrix. */
    private Place block(Entry.Result result, Tensor argument) {
        Place whole = places.flat(out, arguments.offset(argument), result.value());
        Expression firstRow = result.rows().map(arguments::offset).orElse(Expressions.ZERO);
        return arguments.isOnly(argument)
                ? places.flat(out, Expressions.ZERO, result.value())
                : whole.inMatrix(result.value().rank() - argument.rank(), firstRow, arguments.count());
    }

    /** Its axes are those of the block that is filled, so the value's axes come in another order. */
    private Place mirrored(Entry.Result result, Tensor argument) {
        List<Expression> extents = turned(places.extents(result.value()), argument.rank());
        List<Integer> axes = IntStream.range(0, extents.size()).boxed().toList();
        Tensor rows = result.rows().orElseThrow();
        return new Place(out, arguments.offset(argument), extents, axes)
                .inMatrix(rows.rank(), arguments.offset(rows), arguments.count());
    }

    /** The first few to the end. */
    static List<Expression> turned(List<Expression> expressions, int first) {
        List<Expression> turned = new ArrayList<>(expressions.subList(first, expressions.size()));
        turned.addAll(expressions.subList(0, first));
        return turned;
    }

    /** Where the parts of a vector that the caller gives begin in its array. */
    Expression offset(Entry.Part part) {
        return part.of().map(arguments::offset).orElse(Expressions.ZERO);
    }
}
