package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.ScalarFunction;
import java.util.List;

/** A Java expression, at most {@link Lowering#DEPTH} deep. */
public sealed interface Expression {

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case, so that a new case does not compile until everyone handles it. */
    interface Visitor<R> {
        R real(Real literal);

        R integer(Int literal);

        R bool(Bool literal);

        R size(Size size);

        R offset(Offset offset);

        R count(ParameterCount count);

        R use(Use use);

        R element(Element element);

        R length(Length length);

        R apply(Apply apply);

        R multiplyAdd(MultiplyAdd multiplyAdd);

        R inside(Inside inside);
    }

    /** A real literal; may be NaN or infinite. */
    record Real(double value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.real(this);
        }
    }

    /** An integer literal. */
    record Int(long value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.integer(this);
        }
    }

    record Bool(boolean value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bool(this);
        }
    }

    /** The length of a fixed dim: a named constant of the class. */
    record Size(Dim dim) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.size(this);
        }
    }

    /** Where a parameter starts in the flat parameter array, and its partial in the gradient: a named constant. */
    record Offset(Tensor parameter) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.offset(this);
        }
    }

    /** How many parameters there are: a named constant of the class. */
    record ParameterCount() implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.count(this);
        }
    }

    /** The value of a variable. */
    record Use(Variable variable) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.use(this);
        }
    }

    /** {@code array[index]}: an element, or a row of rows. */
    record Element(Expression array, Expression index) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.element(this);
        }
    }

    /** {@code array.length}. */
    record Length(Expression array) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.length(this);
        }
    }

    /** A scalar function, spelled as its row says. */
    record Apply(ScalarFunction function, List<Expression> operands) implements Expression {
        public Apply {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.apply(this);
        }
    }

    /** {@code Math.fma(a, b, c)}: a · b + c, rounded once. */
    record MultiplyAdd(Expression a, Expression b, Expression c) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.multiplyAdd(this);
        }
    }

    /**
     * A position, after it has been checked against the length of its axis.
     *
     * @param place which read and which axis, for the message
     */
    record Inside(Expression position, Expression length, String place) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inside(this);
        }
    }
}
