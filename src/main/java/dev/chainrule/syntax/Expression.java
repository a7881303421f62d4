package dev.chainrule.syntax;

import dev.chainrule.source.Span;
import java.util.List;
import java.util.Optional;

/** An expression. Nested at most 256 deep; a chain of one precedence level is one node, however long. */
public sealed interface Expression {

    Span span();

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case. */
    interface Visitor<R> {
        R number(Number number);

        R reference(Reference reference);

        R negation(Negation negation);

        R not(Not not);

        R sum(Sum sum);

        R product(Product product);

        R contraction(MatMul contraction);

        R power(Power power);

        R comparison(Comparison comparison);

        R logic(Logic logic);

        R choice(Choice choice);

        R read(Read read);

        R pick(Pick pick);

        R orElse(Else orElse);

        R call(Call call);

        R gradient(Gradient gradient);

        R instance(New instance);
    }

    /** A literal; {@code whole} if it has neither point nor exponent. */
    record Number(Span span, String text, double value, boolean whole) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(this);
        }
    }

    /** A name; with dots, of something inside a module instance. */
    record Reference(Span span, String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reference(this);
        }
    }

    record Negation(Span span, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negation(this);
        }
    }

    record Not(Span span, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** {@code a + b - c}: {@code minus} tells for each operand whether it is subtracted; the first never is. */
    record Sum(Span span, List<Expression> operands, List<Boolean> minus) implements Expression {
        public Sum {
            operands = List.copyOf(operands);
            minus = List.copyOf(minus);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }
    }

    /** {@code a * b / c}: {@code divides} tells for each operand whether it divides; the first never does. */
    record Product(Span span, List<Expression> operands, List<Boolean> divides) implements Expression {
        public Product {
            operands = List.copyOf(operands);
            divides = List.copyOf(divides);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.product(this);
        }
    }

    /** {@code a @ b @ c}, from the left. */
    record MatMul(Span span, List<Expression> operands) implements Expression {
        public MatMul {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contraction(this);
        }
    }

    /** {@code base ^ exponent}. */
    record Power(Span span, Expression base, Expression exponent) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.power(this);
        }
    }

    /** {@code left < right}; the operator is one of {@code < <= > >= == !=}. */
    record Comparison(Span span, String operator, Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    /** {@code a && b && c} or {@code a || b || c}. */
    record Logic(Span span, boolean and, List<Expression> operands) implements Expression {
        public Logic {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.logic(this);
        }
    }

    /** {@code condition ? then : otherwise}. */
    record Choice(Span span, Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.choice(this);
        }
    }

    /** {@code x[n, i + 1]}: a subscript for each axis. */
    record Read(Span span, Expression tensor, List<Expression> subscripts) implements Expression {
        public Read {
            subscripts = List.copyOf(subscripts);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.read(this);
        }
    }

    /** {@code logits[digits = y]}: positions of named axes. */
    record Pick(Span span, Expression tensor, List<Position> positions) implements Expression {

        /** {@code digits = y}. */
        public record Position(Name dim, Expression at) {}

        public Pick {
            positions = List.copyOf(positions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pick(this);
        }
    }

    /** {@code x[i - 1] else 0}: what a read outside of its dimension gives. */
    record Else(Span span, Expression read, Expression fallback) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.orElse(this);
        }
    }

    /**
     * {@code softmax[digits](z)}, {@code sum[i: n where i < k](e)}, {@code tanh(x)}, {@code dropout(x, rate = 0.5)}.
     *
     * @param bindings what stands in brackets; none if there are no brackets
     * @param where the filter of the ranges
     */
    record Call(Span span, Name function, List<Binding> bindings, Optional<Expression> where, List<Argument> arguments)
            implements Expression {

        /** An argument, named or not. */
        public record Argument(Span span, Optional<Name> name, Expression value) {}

        public Call {
            bindings = List.copyOf(bindings);
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code grad[x](e)}: a derivative inside an equation. */
    record Gradient(Span span, List<Name> of, Expression value) implements Expression {
        public Gradient {
            of = List.copyOf(of);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gradient(this);
        }
    }

    /** {@code new Dense[pixels, hidden](…) times 4}. */
    record New(Span span, Name module, List<Expression> dims, List<Call.Argument> arguments, Optional<Expression> times)
            implements Expression {
        public New {
            dims = List.copyOf(dims);
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.instance(this);
        }
    }
}
