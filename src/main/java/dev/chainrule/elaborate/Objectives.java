package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Type;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Name;
import java.util.Optional;

/** What can be differentiated: one real number. */
final class Objectives {

    private Objectives() {}

    static boolean isOne(Tensor tensor) {
        return tensor.rank() == 0 && tensor.type() == Type.REAL;
    }

    /** What is wrong with what {@code train} names. */
    static Optional<Diagnostic> mistake(Name written, Optional<Tensor> tensor, Scope scope) {
        if (tensor.isPresent()) {
            return tensor.get().rank() > 0 && tensor.get().type() == Type.REAL
                    ? Optional.of(Diagnostic.of(
                                    MeaningCodes.NOT_SCALAR,
                                    written.span(),
                                    written + " has axes, and only a single number can be trained")
                            .hint("train its mean: loss = mean(" + written + ");"))
                    : unreal(written.span(), written.text(), tensor.get());
        }
        Optional<Named> named = scope.find(written.text());
        return Optional.of(
                named.isEmpty()
                        ? UnknownNames.value(written.span(), written.text(), scope)
                        : Diagnostic.of(
                                        MeaningCodes.KIND,
                                        written.span(),
                                        written + " is no equation, and what is trained is one")
                                .with(named.get().at(), written + " is declared here"));
    }

    /** What is wrong with the value of a function. */
    static Optional<Diagnostic> mistake(Tensor value, Declaration.Function function) {
        boolean real = function.parameters().stream()
                .anyMatch(parameter -> parameter.indexOf().isEmpty());
        return real || value.type() == Type.BOOLEAN
                ? unreal(function.name().span(), "the value of " + function.name(), value)
                : Optional.empty();
    }

    private static Optional<Diagnostic> unreal(Span at, String name, Tensor tensor) {
        return switch (tensor.type()) {
            case REAL -> Optional.empty();
            case INTEGER ->
                Optional.of(Diagnostic.of(
                                MeaningCodes.NOT_SCALAR, at, name + " is an index, and nothing flows back through it")
                        .hint("a network offers such a thing without a gradient: output y = …;"));
            case BOOLEAN ->
                Optional.of(Diagnostic.of(MeaningCodes.KIND, at, name + " is a condition, and a number is needed here")
                        .hint("write condition ? 1 : 0"));
        };
    }
}
