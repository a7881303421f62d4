package dev.chainrule.loop;

import dev.chainrule.scalar.Choice;
import dev.chainrule.scalar.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that methods leave to each other, in two arrays that the caller owns: a method of Java returns one value and
 * takes 255 arguments.
 */
final class Slots {

    private final Variable reals;
    private final Variable integers;
    private int realSlots;
    private int integerSlots;

    /**
     * @param reals the name of the array for real numbers
     * @param integers that of the array for whole numbers and for what is true or false
     */
    Slots(String reals, String integers, Places places) {
        this.reals = places.lazyScratch(reals, Variable.Kind.REALS);
        this.integers = places.lazyScratch(integers, Variable.Kind.INTS);
    }

    /** One more slot, of the right array. */
    Expression.Element next(Variable variable) {
        return variable.kind() == Variable.Kind.REAL
                ? new Expression.Element(Expressions.use(reals), Expressions.integer(realSlots++))
                : new Expression.Element(Expressions.use(integers), Expressions.integer(integerSlots++));
    }

    static Statement store(Variable variable, Expression.Element slot) {
        Expression value = variable.kind() == Variable.Kind.BOOLEAN
                ? Expressions.apply(
                        Choice.INTEGER_CHOICE,
                        Expressions.use(variable),
                        Expressions.integer(1),
                        Expressions.integer(0))
                : Expressions.use(variable);
        return new Statement.Store(slot.array(), slot.index(), value);
    }

    static Statement load(Variable variable, Expression.Element slot) {
        return new Statement.Let(
                variable,
                variable.kind() == Variable.Kind.BOOLEAN
                        ? Expressions.apply(Whole.NOT_EQUAL, slot, Expressions.ZERO)
                        : slot);
    }

    /** The arrays that have slots. */
    List<Variable> arrays() {
        List<Variable> arrays = new ArrayList<>();
        if (realSlots > 0) {
            arrays.add(reals);
        }
        if (integerSlots > 0) {
            arrays.add(integers);
        }
        return arrays;
    }

    /** What makes those arrays, before they are used. */
    List<Statement> allocations() {
        return arrays().stream()
                .<Statement>map(array -> new Statement.Allocate(
                        array, List.of(Expressions.integer(array == reals ? realSlots : integerSlots))))
                .toList();
    }
}
