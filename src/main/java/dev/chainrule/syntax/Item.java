package dev.chainrule.syntax;

import dev.chainrule.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement of a body. */
public sealed interface Item {

    Span span();

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case. */
    interface Visitor<R> {
        R precision(Precision precision);

        R math(MathMode math);

        R dim(Dim dim);

        R input(Input input);

        R param(Param param);

        R hyper(Hyper hyper);

        R state(State state);

        R update(Update update);

        R equation(Equation equation);

        R train(Train train);

        R assume(Assume assume);

        R result(Return result);

        R derive(Derive derive);
    }

    /** {@code precision float;} */
    record Precision(Span span, Name value) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.precision(this);
        }
    }

    /** {@code math fast;} */
    record MathMode(Span span, Name value) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.math(this);
        }
    }

    /** {@code dim name;} or {@code dim name = length;} */
    record Dim(Span span, Optional<String> doc, Name name, Optional<Expression> length) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dim(this);
        }
    }

    /** {@code input x[batch, pixels];} or {@code input y[batch]: digits;} */
    record Input(Span span, Optional<String> doc, Name name, List<Name> axes, Optional<Name> indexOf) implements Item {
        public Input {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.input(this);
        }
    }

    /** {@code param W[pixels, hidden] = glorot_uniform();} */
    record Param(Span span, Optional<String> doc, Name name, List<Name> axes, Optional<Expression> initializer)
            implements Item {
        public Param {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.param(this);
        }
    }

    /** {@code hyper lambda = 1;} */
    record Hyper(Span span, Optional<String> doc, Name name, Expression value) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hyper(this);
        }
    }

    /** {@code state running_mean[c] = zeros();} */
    record State(Span span, Optional<String> doc, Name name, List<Name> axes, Expression value) implements Item {
        public State {
            axes = List.copyOf(axes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.state(this);
        }
    }

    /** {@code update m = …;} */
    record Update(Span span, Name name, List<Binding> bindings, Expression value) implements Item {
        public Update {
            bindings = List.copyOf(bindings);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.update(this);
        }
    }

    /**
     * {@code h = …;}, {@code h[n: batch, j: hidden] = …;}, {@code output p = …;}
     *
     * @param output whether the class offers it
     * @param bindings what the left side binds; empty for the array form
     */
    record Equation(
            Span span, Optional<String> doc, boolean output, Name name, List<Binding> bindings, Expression value)
            implements Item {
        public Equation {
            bindings = List.copyOf(bindings);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.equation(this);
        }
    }

    /** {@code train loss with sgd(rate = 0.1), clip_norm(5);} The first clause is the optimiser. */
    record Train(Span span, Name objective, List<Expression> clauses) implements Item {
        public Train {
            clauses = List.copyOf(clauses);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.train(this);
        }
    }

    /** {@code assume k < size(n);} */
    record Assume(Span span, Expression condition) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assume(this);
        }
    }

    /** {@code return e;} */
    record Return(Span span, Expression value) implements Item {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.result(this);
        }
    }

    /** {@code derive gradient, hessian;} */
    record Derive(Span span, List<Name> wanted) implements Item {
        public Derive {
            wanted = List.copyOf(wanted);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.derive(this);
        }
    }
}
