package dev.chainrule.loop;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Logic;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Elements of tensors as expressions; the row that holds one becomes a local of the loop that chooses it. */
final class ElementLowering {

    private final OpenBlocks blocks;
    private final Places places;
    private final Function<Tensor, Place> placeOf;
    private Optional<AxisNames> guarded = Optional.empty();

    ElementLowering(OpenBlocks blocks, Places places, Function<Tensor, Place> placeOf) {
        this.blocks = blocks;
        this.places = places;
        this.placeOf = placeOf;
    }

    /** What an axis of a tensor is called in a message. */
    @FunctionalInterface
    interface AxisNames {
        String of(Tensor tensor, int axis);
    }

    /** From here on reads are checked, and the axis is named where one lies outside. */
    void guard(AxisNames names) {
        guarded = Optional.of(names);
    }

    boolean isScalarRead(Scalar node) {
        return node instanceof Leaf leaf
                && leaf.atom() instanceof Read read
                && placeOf.apply(read.tensor()).isScalar();
    }

    /** What a read gives at the end of a block, at subscripts that are known there. */
    Expression read(Read read, List<Expression> subscripts, int level) {
        Place place = placeOf.apply(read.tensor());
        int outermost = rowsStayInside(read, place) ? 0 : level;
        return element(place, checked(read, subscripts), read.subscripts(), level, outermost);
    }

    /** The same where the conditions that keep the read inside have not been asked: 0 if it lies outside. */
    Expression readIfInside(Read read, List<Expression> subscripts, int level) {
        return ifInside(placeOf.apply(read.tensor()), read.tensor().type(), subscripts, read(read, subscripts, level));
    }

    /** The subscripts, each compared with the length of its axis if reads are checked. */
    private List<Expression> checked(Read read, List<Expression> subscripts) {
        if (guarded.isEmpty()) {
            return subscripts;
        }
        List<Expression> lengths = places.extents(read.tensor());
        List<Expression> checked = new ArrayList<>();
        for (int axis = 0; axis < subscripts.size(); axis++) {
            String place = guarded.get().of(read.tensor(), axis);
            checked.add(new Expression.Inside(subscripts.get(axis), lengths.get(axis), place));
        }
        return checked;
    }

    private static Expression ifInside(Place place, Type type, List<Expression> subscripts, Expression element) {
        List<Expression> kept = place.kept(subscripts);
        Expression inside = new Expression.Bool(true);
        for (int i = 0; i < kept.size(); i++) {
            Expression low = Expressions.apply(Whole.LESS_OR_EQUAL, Expressions.ZERO, kept.get(i));
            Expression high =
                    Expressions.apply(Whole.LESS, kept.get(i), place.extents().get(i));
            Expression both = Expressions.apply(Logic.AND, low, high);
            inside = i == 0 ? both : Expressions.apply(Logic.AND, inside, both);
        }
        boolean whole = type == Type.INTEGER;
        return Expressions.apply(
                whole ? Choice.INTEGER_CHOICE : Choice.CHOICE,
                inside,
                element,
                whole ? Expressions.ZERO : new Expression.Real(0));
    }

    /** The element of a place at subscripts that are known at the end of a block. */
    Expression element(Place place, List<Expression> subscripts, List<Scalar> nodes, int level) {
        return element(place, subscripts, nodes, level, 0);
    }

    private Expression element(Place place, List<Expression> subscripts, List<Scalar> nodes, int level, int outermost) {
        if (place.isScalar()) {
            return Expressions.use(place.variable());
        }
        List<Expression> kept = place.kept(subscripts);
        if (!place.hasRows()) {
            return Expressions.element(Expressions.use(place.variable()), place.flat(kept));
        }
        List<Scalar> chooses = new ArrayList<>();
        for (int axis : place.axes().subList(0, place.axes().size() - 1)) {
            chooses.add(nodes.get(axis));
        }
        return Expressions.element(row(place, kept, chooses, level, outermost), kept.get(kept.size() - 1));
    }

    /**
     * Whether the indices that choose a row run over no more than there are. If not, a filter or a condition keeps the read
     * inside, and the row must not be taken before that is asked.
     */
    private static boolean rowsStayInside(Read read, Place place) {
        return place.axes().stream()
                .limit(Math.max(0, place.axes().size() - 1))
                .allMatch(axis ->
                        !(read.subscripts().get(axis) instanceof Leaf leaf && leaf.atom() instanceof Index index)
                                || Affine.of(read.tensor().extents().get(axis))
                                                .minus(Affine.of(index.extent()))
                                                .value()
                                                .orElse(-1)
                                        >= 0);
    }

    /** A row as a local of the loop that chooses it, if that is an outer one, and not outside of {@code outermost}. */
    private Expression row(Place place, List<Expression> kept, List<Scalar> chooses, int level, int outermost) {
        Expression row = Expressions.element(Expressions.use(place.variable()), place.row(kept));
        int at = Math.max(outermost, blocks.innermostCondition(level));
        for (Scalar node : chooses) {
            if (!(node instanceof Leaf leaf && leaf.atom() instanceof Index index)) {
                return row;
            }
            at = Math.max(at, blocks.levelOf(index));
        }
        for (int i = at; i >= 0; i--) {
            Variable known = blocks.at(i).rows().get(row);
            if (known != null) {
                return Expressions.use(known);
            }
        }
        if (at >= level) {
            return row;
        }
        Variable local = Variable.local(
                place.variable().name() + "Row",
                place.variable().kind() == Variable.Kind.ROWS ? Variable.Kind.REALS : Variable.Kind.INTS);
        blocks.at(at).add(new Statement.Let(local, row));
        blocks.at(at).rows().put(row, local);
        return Expressions.use(local);
    }
}
