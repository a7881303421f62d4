package dev.chainrule.loop;

import java.util.List;
import java.util.Optional;

/** A Java statement. */
public sealed interface Statement {

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case. */
    interface Visitor<R> {
        R comment(Comment comment);

        R let(Let let);

        R declare(Declare declare);

        R assign(Assign assign);

        R add(Add add);

        R store(Store store);

        R addTo(AddTo addTo);

        R loop(For loop);

        R condition(If condition);

        R invoke(Invoke invoke);

        R fill(Fill fill);

        R copy(Copy copy);

        R allocate(Allocate allocate);

        R result(Return result);

        R finite(Finite finite);
    }

    /** {@code // text}, one line each. */
    record Comment(List<String> lines) implements Statement {
        public Comment {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comment(this);
        }
    }

    /** A local that never changes. */
    record Let(Variable variable, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.let(this);
        }
    }

    /** A local that changes later; without a value where every branch assigns one. */
    record Declare(Variable variable, Optional<Expression> value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.declare(this);
        }
    }

    /** {@code variable = value}, of a local or a field. */
    record Assign(Variable variable, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assign(this);
        }
    }

    /** {@code variable += value}. */
    record Add(Variable variable, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /** {@code array[index] = value}. */
    record Store(Expression array, Expression index, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.store(this);
        }
    }

    /** {@code array[index] += value}. */
    record AddTo(Expression array, Expression index, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addTo(this);
        }
    }

    /**
     * {@code for (int counter = from; counter < to; counter += step)}; with a step of -1
     * {@code for (int counter = to - 1; counter >= from; counter--)}.
     */
    record For(Variable counter, Expression from, Expression to, int step, List<Statement> body) implements Statement {
        public For {
            body = List.copyOf(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loop(this);
        }
    }

    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.condition(this);
        }
    }

    /** A call of a kernel; its result, if it has one, becomes a local. */
    record Invoke(Optional<Variable> result, Method method, List<Expression> arguments) implements Statement {
        public Invoke {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invoke(this);
        }
    }

    /** {@code Arrays.fill(array, from, to, value)}. */
    record Fill(Expression array, Expression from, Expression to, Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fill(this);
        }
    }

    /** {@code System.arraycopy(source, sourceFrom, target, targetFrom, length)}. */
    record Copy(Expression source, Expression sourceFrom, Expression target, Expression targetFrom, Expression length)
            implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.copy(this);
        }
    }

    /**
     * An array of at least these extents: one for an array, two for rows. A local is new; a field is kept as it is where
     * it is large enough.
     */
    record Allocate(Variable variable, List<Expression> extents) implements Statement {
        public Allocate {
            extents = List.copyOf(extents);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.allocate(this);
        }
    }

    /** The method's result. */
    record Return(Expression value) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.result(this);
        }
    }

    /** An element in a message. */
    record Shown(String tensor, List<Expression> at, Expression value) {
        public Shown {
            at = List.copyOf(at);
        }
    }

    /**
     * Refuses to go on with a value that is NaN, or infinite where that is not allowed.
     *
     * @param line of the file, or a formula
     * @param value that is checked, a local, and whose it is
     * @param operands what it was computed from; evaluated for the message only
     * @param before what the message needs, done only if there is one
     */
    record Finite(String line, boolean infinityAllowed, Shown value, List<Shown> operands, List<Statement> before)
            implements Statement {
        public Finite {
            before = List.copyOf(before);
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.finite(this);
        }
    }
}
