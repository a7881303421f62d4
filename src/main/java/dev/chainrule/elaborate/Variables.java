package dev.chainrule.elaborate;

import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the names for which a body takes derivatives: those in the brackets of {@code grad[…]}, and those that are passed as
 * they are to a function for whose parameter it does. What they name is then kept apart from whatever is equal to it.
 */
final class Variables {

    private final Scope scope;
    private final Map<Declaration.Inline, Set<String>> known = new HashMap<>();

    private Variables(Scope scope) {
        this.scope = scope;
    }

    /** The names, as they stand in {@code items}; functions and modules are looked up in {@code scope}. */
    static Set<String> of(Collection<? extends Item> items, Scope scope) {
        return new Variables(scope).in(items);
    }

    private Set<String> in(Collection<? extends Item> items) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Expression> open = new ArrayDeque<>();
        for (Item item : items) {
            if (item instanceof Item.Equation equation) {
                open.push(equation.value());
            } else if (item instanceof Item.Return result) {
                open.push(result.value());
            } else if (item instanceof Item.Update update) {
                open.push(update.value());
            }
        }
        while (!open.isEmpty()) {
            Expression expression = open.pop();
            if (expression instanceof Expression.Gradient gradient) {
                gradient.of().forEach(name -> names.add(name.text()));
            } else if (expression instanceof Expression.Call call) {
                called(call).ifPresent(function -> names.addAll(passed(call, function)));
            }
            SyntaxWalk.parts(expression).forEach(open::push);
        }
        return names;
    }

    private Optional<Declaration.Inline> called(Expression.Call call) {
        return scope.find(call.function().text())
                .flatMap(named -> named instanceof Named.Inline inline
                        ? Optional.of(inline.declaration())
                        : named instanceof Named.Instance instance
                                ? Optional.of(instance.instance().body())
                                : Optional.empty());
    }

    /** The arguments that are mere names, of parameters for which the function takes derivatives. */
    private List<String> passed(Expression.Call call, Declaration.Inline function) {
        Set<String> wanted = of(function);
        List<String> names = new ArrayList<>();
        int position = 0;
        for (Expression.Call.Argument argument : call.arguments()) {
            Optional<String> parameter = argument.name().isPresent()
                    ? argument.name().map(name -> name.text())
                    : position < function.parameters().size()
                            ? Optional.of(
                                    function.parameters().get(position).name().text())
                            : Optional.empty();
            position += argument.name().isPresent() ? 0 : 1;
            if (parameter.filter(wanted::contains).isPresent()
                    && argument.value() instanceof Expression.Reference reference) {
                names.add(reference.name());
            }
        }
        return names;
    }

    /** A function that calls itself is refused elsewhere; here it is enough to come to an end. */
    private Set<String> of(Declaration.Inline function) {
        Set<String> before = known.putIfAbsent(function, Set.of());
        if (before == null) {
            known.put(function, in(function.items()));
        }
        return known.get(function);
    }
}
