package dev.chainrule.elaborate;

import dev.chainrule.scalar.Scalar;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Element-wise functions of values, which line up by the names of their dims. */
final class ElementwiseElaborator {

    private final Context context;
    private final ConstantDomain domain;

    ElementwiseElaborator(Context context) {
        this.context = context;
        this.domain = new ConstantDomain(context);
    }

    /** The function whose elements {@code body} makes of those of the values. */
    Value of(
            Span span,
            List<Expression> operands,
            List<Value> values,
            Environment at,
            Function<List<Scalar>, Scalar> body) {
        return of(span, operands::get, values, at, body);
    }

    /** What has the axes of both sides: of a choice by an element whose axes are looked for. */
    Value either(Expression.Choice choice, Value then, Value otherwise, Environment at) {
        return of(
                choice.span(),
                List.of(choice.then(), choice.otherwise()),
                List.of(then, otherwise),
                at,
                bodies -> bodies.get(0));
    }

    /** The same, of operands that nobody needs but a message. */
    Value of(
            Span span,
            IntFunction<Expression> operands,
            List<Value> values,
            Environment at,
            Function<List<Scalar>, Scalar> body) {
        boolean poisoned = values.stream().anyMatch(Value::poison);
        if (poisoned && (!context.rehearsing() || values.stream().allMatch(Value::poison))) {
            return context.poison();
        }
        // in a rehearsal, what is not known yet contributes no axes
        List<Value> known = values.stream().filter(value -> !value.poison()).toList();
        Optional<Alignment.Clash> clash = Alignment.clash(known);
        if (clash.isPresent()) {
            return refuse(span, operands, values, at, clash.get());
        }
        if (poisoned) {
            return context.plain(Alignment.axes(known), context.scalars().zero());
        }
        Scalar result = body.apply(values.stream().map(Value::body).toList());
        domain.check(span, values, result);
        return context.plain(Alignment.axes(known), result);
    }

    private Value refuse(
            Span span, IntFunction<Expression> operands, List<Value> values, Environment at, Alignment.Clash clash) {
        Operand a = Operand.of(operands.apply(values.indexOf(clash.a())), clash.a(), at);
        Operand b = Operand.of(operands.apply(values.lastIndexOf(clash.b())), clash.b(), at);
        return context.report(clash.repeated()
                .map(dim -> AlignmentMessages.repeated(span, a, b, dim))
                .orElseGet(() -> {
                    List<Expression> all = IntStream.range(0, values.size())
                            .mapToObj(operands)
                            .distinct()
                            .toList();
                    return AlignmentMessages.unlike(span, a, b, all, at.scope());
                }));
    }
}
