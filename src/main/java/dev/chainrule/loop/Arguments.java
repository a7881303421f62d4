package dev.chainrule.loop;

import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What derivatives are taken for, one after the other in one array: the parameters of a network, the real arguments of a
 * function. Gradients, directions and the columns of a matrix are laid out like this.
 */
final class Arguments {

    private final Map<Tensor, Expression> offsets = new LinkedHashMap<>();
    private final Expression count;

    Arguments(Model model, Places places) {
        if (model.kind() == Model.Kind.NETWORK) {
            model.parameters()
                    .forEach(parameter -> offsets.put(parameter.tensor(), new Expression.Offset(parameter.tensor())));
            count = new Expression.ParameterCount();
            return;
        }
        Expression offset = Expressions.ZERO;
        for (Tensor argument : model.arguments()) {
            offsets.put(argument, offset);
            offset = Expressions.plus(offset, Place.product(places.extents(argument)));
        }
        count = offset;
    }

    /** Where an argument starts. */
    Expression offset(Tensor argument) {
        Expression offset = offsets.get(argument);
        if (offset == null) {
            throw new IllegalStateException("not differentiated for " + argument);
        }
        return offset;
    }

    /** How many numbers there are in all. */
    Expression count() {
        return count;
    }

    boolean isOnly(Tensor argument) {
        return offsets.size() == 1 && offsets.containsKey(argument);
    }
}
