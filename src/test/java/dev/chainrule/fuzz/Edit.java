package dev.chainrule.fuzz;

import dev.chainrule.syntax.Binding;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes expressions in syntax trees. */
final class Edit {

    private final UnaryOperator<Expression> change;

    private Edit(UnaryOperator<Expression> change) {
        this.change = change;
    }

    /** The expressions of a program's equations in the order in which they are written, outer ones before inner ones. */
    static List<Expression> expressions(CompilationUnit unit) {
        List<Expression> all = new ArrayList<>();
        new Edit(expression -> {
                    all.add(expression);
                    return expression;
                })
                .unit(unit);
        return all;
    }

    /** The program with the {@code position}-th of those changed. */
    static CompilationUnit changed(CompilationUnit unit, int position, UnaryOperator<Expression> change) {
        int[] visited = {0};
        return new Edit(expression -> visited[0]++ == position ? change.apply(expression) : expression).unit(unit);
    }

    private CompilationUnit unit(CompilationUnit unit) {
        List<Declaration> declarations = unit.declarations().stream()
                .map(declaration -> Programs.withItems(
                        declaration,
                        Programs.items(declaration).stream().map(this::item).toList()))
                .toList();
        return new CompilationUnit(unit.span(), unit.packageName(), unit.imports(), declarations);
    }

    private Item item(Item item) {
        if (item instanceof Item.Equation e) {
            return new Item.Equation(e.span(), e.doc(), e.output(), e.name(), e.bindings(), expression(e.value()));
        }
        if (item instanceof Item.Update u) {
            return new Item.Update(u.span(), u.name(), u.bindings(), expression(u.value()));
        }
        return item instanceof Item.Return r ? new Item.Return(r.span(), expression(r.value())) : item;
    }

    /** Programs are nested at most 256 deep, so recursion is fine here. */
    private Expression expression(Expression expression) {
        Expression changed = change.apply(expression);
        if (changed != expression) {
            return changed;
        }
        List<Expression> parts =
                SyntaxWalk.parts(expression).stream().map(this::expression).toList();
        return with(expression, parts);
    }

    /** An expression with other parts, in the order of {@link SyntaxWalk#parts}. */
    static Expression with(Expression expression, List<Expression> parts) {
        return expression.accept(new Parts(parts.iterator()));
    }

    private record Parts(Iterator<Expression> parts) implements Expression.Visitor<Expression> {

        private List<Expression> rest() {
            List<Expression> rest = new ArrayList<>();
            parts.forEachRemaining(rest::add);
            return rest;
        }

        private List<Expression.Call.Argument> arguments(List<Expression.Call.Argument> before) {
            return before.stream()
                    .map(argument -> new Expression.Call.Argument(argument.span(), argument.name(), parts.next()))
                    .toList();
        }

        @Override
        public Expression number(Expression.Number number) {
            return number;
        }

        @Override
        public Expression reference(Expression.Reference reference) {
            return reference;
        }

        @Override
        public Expression negation(Expression.Negation e) {
            return new Expression.Negation(e.span(), parts.next());
        }

        @Override
        public Expression not(Expression.Not e) {
            return new Expression.Not(e.span(), parts.next());
        }

        @Override
        public Expression sum(Expression.Sum e) {
            return new Expression.Sum(e.span(), rest(), e.minus());
        }

        @Override
        public Expression product(Expression.Product e) {
            return new Expression.Product(e.span(), rest(), e.divides());
        }

        @Override
        public Expression contraction(Expression.MatMul e) {
            return new Expression.MatMul(e.span(), rest());
        }

        @Override
        public Expression power(Expression.Power e) {
            return new Expression.Power(e.span(), parts.next(), parts.next());
        }

        @Override
        public Expression comparison(Expression.Comparison e) {
            return new Expression.Comparison(e.span(), e.operator(), parts.next(), parts.next());
        }

        @Override
        public Expression logic(Expression.Logic e) {
            return new Expression.Logic(e.span(), e.and(), rest());
        }

        @Override
        public Expression choice(Expression.Choice e) {
            return new Expression.Choice(e.span(), parts.next(), parts.next(), parts.next());
        }

        @Override
        public Expression read(Expression.Read e) {
            return new Expression.Read(e.span(), parts.next(), rest());
        }

        @Override
        public Expression pick(Expression.Pick e) {
            Expression tensor = parts.next();
            return new Expression.Pick(
                    e.span(),
                    tensor,
                    e.positions().stream()
                            .map(position -> new Expression.Pick.Position(position.dim(), parts.next()))
                            .toList());
        }

        @Override
        public Expression orElse(Expression.Else e) {
            return new Expression.Else(e.span(), parts.next(), parts.next());
        }

        @Override
        public Expression call(Expression.Call e) {
            List<Binding> bindings = e.bindings().stream()
                    .map(binding -> new Binding(binding.span(), binding.index(), parts.next()))
                    .toList();
            return new Expression.Call(
                    e.span(), e.function(), bindings, e.where().map(any -> parts.next()), arguments(e.arguments()));
        }

        @Override
        public Expression gradient(Expression.Gradient e) {
            return new Expression.Gradient(e.span(), e.of(), parts.next());
        }

        @Override
        public Expression instance(Expression.New e) {
            List<Expression> dims = e.dims().stream().map(any -> parts.next()).toList();
            List<Expression.Call.Argument> arguments = arguments(e.arguments());
            return new Expression.New(
                    e.span(), e.module(), dims, arguments, e.times().map(any -> parts.next()));
        }
    }
}
