package dev.chainrule.loop;

import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Substitution;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Whole;
import dev.chainrule.schedule.Contraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kernel generator for contractions, target {@code plain}.
 *
 * <p>Rows of the target are taken in tiles; for each four steps of the innermost reduction, four rows of the right
 * factor are added, each times one number of the left factor, to every row of the tile. So the inner loop is
 * {@code c[j] += a0 * b0[j] + … + a3 * b3[j]} over arrays that all start at 0: the form that HotSpot's vectoriser takes on
 * JDK 17 and later. A right factor that is not kept row by row is first copied, four rows at a time, into panels.
 */
final class ContractionLowering {

    /** Rows of the target that share the four rows of the right factor while those are in the first-level cache. */
    private static final int TILE = 32;

    /** Steps of the reduction that one pass over a row of the target takes. */
    private static final int STEPS = 4;

    private final Contraction contraction;
    private final Equation equation;
    private final Places places;
    private final Function<Tensor, Place> placeOf;
    private final Scalars scalars;
    private final MultiplyAddKernels kernels;
    private final BodyLowering bodies;
    private final Place target;
    private final boolean inPlace;
    private final Map<Index, Scalar> loops = new LinkedHashMap<>();
    private final Index rowLoop;
    private final Index columnLoop;
    private final Variable panels;
    private boolean copies;
    private final Optional<Variable> sums;
    private final Variable tileStart = Variable.local("first", Variable.Kind.INT);
    private final Variable tileEnd = Variable.local("end", Variable.Kind.INT);

    ContractionLowering(
            Contraction contraction,
            Map<Index, Variable> open,
            Places places,
            Function<Tensor, Place> placeOf,
            Scalars scalars,
            MultiplyAddKernels kernels) {
        this.contraction = contraction;
        this.equation = contraction.equation();
        this.places = places;
        this.placeOf = placeOf;
        this.scalars = scalars;
        this.kernels = kernels;
        this.bodies = new BodyLowering(places, placeOf);
        open.forEach(bodies::know);
        contraction.opened().forEach((own, loop) -> loops.put(own, scalars.leaf(loop)));
        this.target = placeOf.apply(contraction.stored());
        this.inPlace = target.hasRows();
        this.sums = inPlace
                ? Optional.empty()
                : Optional.of(places.shared("tile", contraction.column().extent()));
        this.panels = places.shared("panels", contraction.column().extent());
        this.rowLoop = fresh(contraction.row());
        this.columnLoop = fresh(contraction.column());
    }

    private Index fresh(Index index) {
        Index loop = new Index(3_000_000 + index.ordinal(), index.extent());
        loops.put(index, scalars.leaf(loop));
        return loop;
    }

    /** The statements of the whole kernel. */
    List<Statement> lower() {
        bodies.push(false);
        openLoops(contraction.outer());
        Expression rows = places.length(contraction.row().extent());
        bodies.push(false);
        bodies.innermost()
                .add(new Statement.Let(
                        tileEnd,
                        Expressions.apply(
                                Whole.MIN,
                                rows,
                                Expressions.plus(Expressions.use(tileStart), Expressions.integer(TILE)))));
        rowLoop(this::clearRow);
        reduceWhereFiltered();
        if (contraction.epilogue().isPresent() || !inPlace) {
            rowLoop(this::finishRow);
        }
        List<Statement> tile = bodies.pop();
        bodies.innermost().add(new Statement.For(tileStart, Expressions.ZERO, rows, TILE, tile));
        closeLoops(contraction.outer());
        return bodies.pop();
    }

    private Expression columns() {
        return places.length(contraction.column().extent());
    }

    private void openLoops(List<Index> indices) {
        for (Index index : indices) {
            Index loop = fresh(index);
            bodies.push(loop, Variable.local(equation.nameOf(index), Variable.Kind.INT));
        }
    }

    private void closeLoops(List<Index> indices) {
        for (int i = indices.size() - 1; i >= 0; i--) {
            Index index = indices.get(i);
            Index loop = (Index) ((Leaf) loops.get(index)).atom();
            Variable counter = bodies.counter(loop);
            List<Statement> body = bodies.pop();
            bodies.innermost()
                    .add(new Statement.For(counter, Expressions.ZERO, places.length(index.extent()), 1, body));
        }
    }

    /** A loop over the rows of the tile; {@code row} gets the array of the row's sums. */
    private void rowLoop(java.util.function.Consumer<Expression> row) {
        Variable counter = Variable.local(equation.nameOf(contraction.row()), Variable.Kind.INT);
        bodies.push(rowLoop, counter);
        row.accept(sumsOfRow(counter));
        List<Statement> body = bodies.pop();
        bodies.innermost()
                .add(new Statement.For(counter, Expressions.use(tileStart), Expressions.use(tileEnd), 1, body));
    }

    private Expression sumsOfRow(Variable counter) {
        if (sums.isPresent()) {
            return Expressions.element(
                    Expressions.use(sums.get()),
                    Expressions.minus(Expressions.use(counter), Expressions.use(tileStart)));
        }
        List<Expression> subscripts = bodies.values(targetSubscripts());
        return Expressions.element(Expressions.use(target.variable()), target.row(target.kept(subscripts)));
    }

    /** Where the element of the current loops goes; the column's index stands for itself. */
    private List<Scalar> targetSubscripts() {
        List<Scalar> subscripts = new ArrayList<>();
        for (Index index : equation.indices()) {
            subscripts.add(index.equals(contraction.column()) ? scalars.integer(0) : loops.get(index));
        }
        return subscripts;
    }

    private void clearRow(Expression row) {
        bodies.innermost().add(new Statement.Fill(row, Expressions.ZERO, columns(), new Expression.Real(0)));
    }

    private void reduceWhereFiltered() {
        if (contraction.unfiltered()) {
            reduce();
            return;
        }
        Expression condition = bodies.value(Substitution.apply(scalars, contraction.filter(), loops));
        bodies.push(true);
        reduce();
        List<Statement> sums = bodies.pop();
        bodies.innermost().add(new Statement.If(condition, sums, List.of()));
    }

    private void reduce() {
        List<Index> reduced = equation.reduced();
        List<Index> around = reduced.subList(0, reduced.size() - 1);
        Index last = reduced.get(reduced.size() - 1);
        openLoops(around);
        Expression length = places.length(last.extent());
        Variable whole = Variable.local("whole", Variable.Kind.INT);
        Expression blocks = Expressions.apply(
                Whole.MULTIPLY,
                Expressions.integer(STEPS),
                Expressions.apply(Whole.FLOOR_DIVIDE, length, Expressions.integer(STEPS)));
        bodies.innermost().add(new Statement.Let(whole, blocks));
        pass(last, STEPS, Expressions.ZERO, Expressions.use(whole));
        pass(last, 1, Expressions.use(whole), length);
        closeLoops(around);
    }

    /** One loop over the innermost reduction, {@code steps} at a time. */
    private void pass(Index reduced, int steps, Expression from, Expression to) {
        Index loop = fresh(reduced);
        Variable counter = Variable.local(equation.nameOf(reduced), Variable.Kind.INT);
        bodies.push(loop, counter);
        List<Variable> rights = new ArrayList<>();
        List<Map<Index, Scalar>> moved = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Map<Index, Scalar> at = new HashMap<>(loops);
            Scalar position = scalars.leaf(loop);
            at.put(reduced, step == 0 ? position : scalars.call(Whole.ADD, position, scalars.integer(step)));
            moved.add(at);
            rights.add(rightRow(step, at));
        }
        rowLoop(sumsRow -> {
            List<Expression> arguments = new ArrayList<>();
            List<Scalar> lefts = new ArrayList<>();
            moved.forEach(at -> lefts.add(Substitution.apply(scalars, contraction.left(), at)));
            arguments.addAll(bodies.values(lefts));
            rights.forEach(right -> arguments.add(Expressions.use(right)));
            arguments.add(sumsRow);
            arguments.add(columns());
            bodies.innermost().add(new Statement.Invoke(Optional.empty(), kernels.steps(steps), arguments));
        });
        List<Statement> body = bodies.pop();
        bodies.innermost().add(new Statement.For(counter, from, to, steps, body));
    }

    /** A local that holds one row of the right factor: the row itself where it is kept as one, else a panel. */
    private Variable rightRow(int step, Map<Index, Scalar> at) {
        Scalar right = Substitution.apply(scalars, contraction.right(), at);
        Optional<Expression> direct = directRow(right);
        Variable local = Variable.local("right" + step, Variable.Kind.REALS);
        if (direct.isPresent()) {
            bodies.innermost().add(new Statement.Let(local, direct.get()));
            return local;
        }
        copies = true;
        bodies.innermost()
                .add(new Statement.Let(local, Expressions.element(Expressions.use(panels), Expressions.integer(step))));
        if (!copyRow(right, local)) {
            Variable counter = Variable.local(equation.nameOf(contraction.column()), Variable.Kind.INT);
            bodies.push(columnLoop, counter);
            Expression value = bodies.value(right);
            bodies.innermost().add(new Statement.Store(Expressions.use(local), Expressions.use(counter), value));
            List<Statement> body = bodies.pop();
            bodies.innermost().add(new Statement.For(counter, Expressions.ZERO, columns(), 1, body));
        }
        return local;
    }

    /** The tile and the panels, if they are used: the kernel's caller must allocate them. */
    List<Statement> allocations() {
        List<Statement> allocations = new ArrayList<>();
        if (copies) {
            allocations.add(
                    new Statement.Allocate(panels, List.of(Expressions.integer(STEPS), Expressions.count(columns()))));
        }
        sums.ifPresent(tile -> allocations.add(
                new Statement.Allocate(tile, List.of(Expressions.integer(TILE), Expressions.count(columns())))));
        return allocations;
    }

    /** The read that the factor is, if it runs along its tensor's last axis, and stays in one row. */
    private Optional<Read> alongLastAxis(Scalar right) {
        if (right instanceof Leaf leaf
                && leaf.atom() instanceof Read read
                && read.subscripts().get(read.subscripts().size() - 1) == scalars.leaf(columnLoop)
                && !Traversal.operandsFirst(
                                read.subscripts().subList(0, read.subscripts().size() - 1))
                        .contains(scalars.leaf(columnLoop))
                && read.tensor().extents().get(read.tensor().rank() - 1) == columnLoop.extent()) {
            return Optional.of(read);
        }
        return Optional.empty();
    }

    private List<Expression> startOfRow(Read read) {
        List<Scalar> subscripts = new ArrayList<>(read.subscripts());
        subscripts.set(subscripts.size() - 1, scalars.integer(0));
        return bodies.values(subscripts);
    }

    private Optional<Expression> directRow(Scalar right) {
        return alongLastAxis(right)
                .filter(read -> placeOf.apply(read.tensor()).hasRows())
                .map(read -> {
                    Place place = placeOf.apply(read.tensor());
                    return Expressions.element(
                            Expressions.use(place.variable()), place.row(place.kept(startOfRow(read))));
                });
    }

    private boolean copyRow(Scalar right, Variable panel) {
        Optional<Read> read = alongLastAxis(right);
        if (read.isEmpty()) {
            return false;
        }
        Place place = placeOf.apply(read.get().tensor());
        Expression from = place.flat(place.kept(startOfRow(read.get())));
        bodies.innermost()
                .add(new Statement.Copy(
                        Expressions.use(place.variable()), from, Expressions.use(panel), Expressions.ZERO, columns()));
        return true;
    }

    /** The sums of a row are there: the epilogue is computed from them, or they are copied to where they belong. */
    private void finishRow(Expression row) {
        if (contraction.epilogue().isEmpty()) {
            Expression start = target.flat(target.kept(bodies.values(targetSubscripts())));
            bodies.innermost()
                    .add(new Statement.Copy(
                            row, Expressions.ZERO, Expressions.use(target.variable()), start, columns()));
            return;
        }
        Equation epilogue = contraction.epilogue().get();
        Variable sumsRow = Variable.local(contraction.stored().name() + "Row", Variable.Kind.REALS);
        bodies.innermost().add(new Statement.Let(sumsRow, row));
        if (inPlace) {
            bodies.innermost().rows().put(row, sumsRow);
        }
        Variable counter = Variable.local(equation.nameOf(contraction.column()), Variable.Kind.INT);
        bodies.push(columnLoop, counter);
        List<Scalar> own = new ArrayList<>();
        Map<Index, Scalar> at = new HashMap<>();
        for (int axis = 0; axis < equation.indices().size(); axis++) {
            own.add(loops.get(equation.indices().get(axis)));
            at.put(epilogue.indices().get(axis), own.get(axis));
        }
        bodies.innermost()
                .known()
                .put(
                        scalars.leaf(new Read(equation.target(), own)),
                        Expressions.element(Expressions.use(sumsRow), Expressions.use(counter)));
        Expression value = bodies.value(Substitution.apply(scalars, epilogue.body(), at));
        Statement store = inPlace
                ? new Statement.Store(Expressions.use(sumsRow), Expressions.use(counter), value)
                : new Statement.Store(
                        Expressions.use(target.variable()), target.flat(target.kept(bodies.values(own))), value);
        bodies.innermost().add(store);
        List<Statement> body = bodies.pop();
        bodies.innermost().add(new Statement.For(counter, Expressions.ZERO, columns(), 1, body));
    }
}
