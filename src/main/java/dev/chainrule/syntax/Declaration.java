package dev.chainrule.syntax;

import dev.chainrule.source.Span;
import java.util.List;
import java.util.Optional;

/** Something with a name at the top of a file. */
public sealed interface Declaration {

    Span span();

    /** The documentation comment without its stars. */
    Optional<String> doc();

    Name name();

    /** Calls the method for this case. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each case. */
    interface Visitor<R> {
        R function(Function function);

        R network(Network network);

        R inline(Inline inline);

        R module(Module module);

        R optimizer(Optimizer optimizer);
    }

    /**
     * An argument of a function, an inline function, a module or an optimiser.
     *
     * @param axes the dims of its axes; none for a scalar, and none for an argument of any shape
     * @param indexOf the dim whose index each element is
     * @param standard the value if none is given
     */
    record Parameter(Span span, Name name, List<Name> axes, Optional<Name> indexOf, Optional<Expression> standard) {
        public Parameter {
            axes = List.copyOf(axes);
        }
    }

    /** {@code function Name[dims](arguments) { items }}; {@code = e} is the one item {@code return e}. */
    record Function(
            Span span, Optional<String> doc, Name name, List<Name> dims, List<Parameter> parameters, List<Item> items)
            implements Declaration {
        public Function {
            dims = List.copyOf(dims);
            parameters = List.copyOf(parameters);
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }

    /** {@code network Name { items }}. */
    record Network(Span span, Optional<String> doc, Name name, List<Item> items) implements Declaration {
        public Network {
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.network(this);
        }
    }

    /** {@code fn name[dims](arguments) = e} or with a body: put into its callers. */
    record Inline(
            Span span, Optional<String> doc, Name name, List<Name> dims, List<Parameter> parameters, List<Item> items)
            implements Declaration {
        public Inline {
            dims = List.copyOf(dims);
            parameters = List.copyOf(parameters);
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inline(this);
        }
    }

    /** {@code module Name[dims](arguments) { items }}: owns parameters. */
    record Module(
            Span span, Optional<String> doc, Name name, List<Name> dims, List<Parameter> parameters, List<Item> items)
            implements Declaration {
        public Module {
            dims = List.copyOf(dims);
            parameters = List.copyOf(parameters);
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.module(this);
        }
    }

    /** {@code optimizer name(arguments) for p, g { items }}. */
    record Optimizer(
            Span span,
            Optional<String> doc,
            Name name,
            List<Parameter> parameters,
            Name parameter,
            Name gradient,
            List<Item> items)
            implements Declaration {
        public Optimizer {
            parameters = List.copyOf(parameters);
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.optimizer(this);
        }
    }
}
