package dev.chainrule.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks over expressions without looking at what their parts mean. */
public final class SyntaxWalk {

    private SyntaxWalk() {}

    /** The names that occur in an expression, called functions apart. */
    public static Set<String> names(Expression root) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Expression> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Expression expression = open.pop();
            if (expression instanceof Expression.Reference reference) {
                names.add(reference.name());
            } else if (expression instanceof Expression.Gradient gradient) {
                gradient.of().forEach(name -> names.add(name.text()));
            }
            parts(expression).forEach(open::push);
        }
        return names;
    }

    /** The expressions directly inside of one. */
    public static List<Expression> parts(Expression expression) {
        return expression.accept(new Parts());
    }

    private static final class Parts implements Expression.Visitor<List<Expression>> {

        @Override
        public List<Expression> number(Expression.Number number) {
            return List.of();
        }

        @Override
        public List<Expression> reference(Expression.Reference reference) {
            return List.of();
        }

        @Override
        public List<Expression> negation(Expression.Negation negation) {
            return List.of(negation.operand());
        }

        @Override
        public List<Expression> not(Expression.Not not) {
            return List.of(not.operand());
        }

        @Override
        public List<Expression> sum(Expression.Sum sum) {
            return sum.operands();
        }

        @Override
        public List<Expression> product(Expression.Product product) {
            return product.operands();
        }

        @Override
        public List<Expression> contraction(Expression.MatMul contraction) {
            return contraction.operands();
        }

        @Override
        public List<Expression> power(Expression.Power power) {
            return List.of(power.base(), power.exponent());
        }

        @Override
        public List<Expression> comparison(Expression.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        }

        @Override
        public List<Expression> logic(Expression.Logic logic) {
            return logic.operands();
        }

        @Override
        public List<Expression> choice(Expression.Choice choice) {
            return List.of(choice.condition(), choice.then(), choice.otherwise());
        }

        @Override
        public List<Expression> read(Expression.Read read) {
            List<Expression> parts = new ArrayList<>(List.of(read.tensor()));
            parts.addAll(read.subscripts());
            return parts;
        }

        @Override
        public List<Expression> pick(Expression.Pick pick) {
            List<Expression> parts = new ArrayList<>(List.of(pick.tensor()));
            pick.positions().forEach(position -> parts.add(position.at()));
            return parts;
        }

        @Override
        public List<Expression> orElse(Expression.Else orElse) {
            return List.of(orElse.read(), orElse.fallback());
        }

        @Override
        public List<Expression> call(Expression.Call call) {
            List<Expression> parts = new ArrayList<>();
            call.bindings().forEach(binding -> parts.add(binding.range()));
            call.where().ifPresent(parts::add);
            call.arguments().forEach(argument -> parts.add(argument.value()));
            return parts;
        }

        @Override
        public List<Expression> gradient(Expression.Gradient gradient) {
            return List.of(gradient.value());
        }

        @Override
        public List<Expression> instance(Expression.New instance) {
            List<Expression> parts = new ArrayList<>(instance.dims());
            instance.arguments().forEach(argument -> parts.add(argument.value()));
            instance.times().ifPresent(parts::add);
            return parts;
        }
    }
}
