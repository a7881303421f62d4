package dev.chainrule.fuzz;

import java.util.Arrays;
import java.util.List;

/** What a program has more of than others: the odds of each kind of {@link Statement}. */
enum Policy {
    MIXED(),
    DEEP(Statement.CHAIN, Statement.CHAIN, Statement.INDEXED),
    SHARING(Statement.SHARED, Statement.SHARED, Statement.ARRAY),
    ALIGNED(Statement.ARRAY, Statement.ARRAY, Statement.ARRAY, Statement.CONTRACTED),
    REDUCED(Statement.REDUCED, Statement.REDUCED, Statement.ARRAY),
    WINDOWED(Statement.WINDOWED, Statement.WINDOWED, Statement.INDEXED),
    GATHERED(Statement.GATHERED, Statement.GATHERED, Statement.ARRAY),
    TRIANGULAR(Statement.TRIANGULAR, Statement.TRIANGULAR, Statement.INDEXED),
    RECURRENT(Statement.RECURRENT, Statement.RECURRENT, Statement.ARRAY),
    GUARDED(Statement.GUARDED, Statement.GUARDED, Statement.INDEXED),
    MODULAR(Statement.APPLIED, Statement.APPLIED, Statement.ARRAY),
    DERIVED(Statement.DERIVED, Statement.INDEXED, Statement.ARRAY),
    DRAWN(Statement.DRAWN, Statement.DRAWN, Statement.ARRAY),
    TRAINED(Statement.STATEFUL, Statement.TUNED, Statement.DRAWN, Statement.ARRAY),
    CHECKPOINTED();

    /** What a body may have more of. */
    enum Statement {
        /** An equation whose left side binds an index to each axis. */
        INDEXED,
        /** One without indices. */
        ARRAY,
        /** A product of two arrays. */
        CONTRACTED,
        /** Reductions, also by library functions. */
        REDUCED,
        /** Many equations, each of the one before. */
        CHAIN,
        /** One dear expression in several equations. */
        SHARED,
        /** Reads at places computed from indices, which may lie outside. */
        WINDOWED,
        /** Reads at places that inputs or {@code argmax} give. */
        GATHERED,
        /** Ranges that depend on indices, filters, packed triangles. */
        TRIANGULAR,
        /** Equations that read themselves, or each other, earlier or later. */
        RECURRENT,
        /** Choices whose other side is not finite. */
        GUARDED,
        /** Functions and modules of the program's own. */
        APPLIED,
        /** A derivative inside of an equation. */
        DERIVED,
        /** Random numbers of training: masks and noise; of a network alone. */
        DRAWN,
        /** What training keeps and updates; of a network alone. */
        STATEFUL,
        /** Hypers, the number of the step, what differs in training; of a network alone. */
        TUNED;

        /** This, or another that functions have too. */
        Statement orOfFunctions() {
            return this == DRAWN || this == STATEFUL || this == TUNED ? INDEXED : this;
        }
    }

    private final List<Statement> favoured;

    Policy(Statement... favoured) {
        this.favoured = List.of(favoured);
    }

    /** Whether it makes networks only. */
    boolean trains() {
        return this == DRAWN || this == TRAINED || this == CHECKPOINTED;
    }

    /** Which kind comes next: half of the time a favoured one. */
    Statement next(Chance chance) {
        return favoured.isEmpty() || chance.one(2) ? chance.of(Arrays.asList(Statement.values())) : chance.of(favoured);
    }
}
