package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * An operand and how to speak of it.
 *
 * @param value what it is
 * @param expression where it stands
 * @param text as the author of the file wrote it
 * @param declared where its name is declared, if it is one
 */
record Operand(Value value, Expression expression, String text, Optional<Diagnostic.Label> declared) {

    static Operand of(Expression expression, Value value, Environment at) {
        return new Operand(value, expression, spelled(expression, at), declared(expression, at));
    }

    /** An expression as the author of the file wrote it: inside of a function, an argument is spelled like the caller's. */
    static String spelled(Expression expression, Environment at) {
        boolean name = expression instanceof Expression.Reference;
        Optional<String> argument = name
                ? at.scope()
                        .find(((Expression.Reference) expression).name())
                        .filter(named -> named instanceof Named.Local)
                        .flatMap(named -> ((Named.Local) named).written())
                : Optional.empty();
        return argument.orElseGet(() -> Spelling.of(expression.span()));
    }

    private static Optional<Diagnostic.Label> declared(Expression expression, Environment at) {
        return expression instanceof Expression.Reference reference
                ? at.scope()
                        .find(reference.name())
                        .filter(named -> named instanceof Named.Array)
                        .map(named -> new Diagnostic.Label(named.at(), reference.name() + " is declared here"))
                : Optional.empty();
    }

    /** An argument inside of a function is called what its caller calls it. */
    private String called() {
        return text.equals(Spelling.of(expression.span())) ? "" : text + ", ";
    }

    /** Points at both operands with their shapes, then at their declarations. */
    static Diagnostic shown(Diagnostic diagnostic, Operand a, Operand b) {
        Diagnostic shown = diagnostic;
        for (Operand operand : List.of(a, b)) {
            shown = shown.with(operand.expression.span(), "this is " + operand.called() + operand.value.shape());
        }
        for (Operand operand : List.of(a, b)) {
            if (operand.declared.isPresent()) {
                Diagnostic.Label label = operand.declared.get();
                shown = shown.with(label.at(), label.text());
            }
        }
        return shown;
    }
}
