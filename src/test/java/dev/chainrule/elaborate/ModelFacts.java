package dev.chainrule.elaborate;

import dev.chainrule.equation.Assumption;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model says besides its equations, a line for each thing that is there. */
final class ModelFacts {

    private ModelFacts() {}

    static List<String> of(Model model) {
        Stream<String> numbers = Stream.of(
                "computes in " + model.precision().name().toLowerCase(Locale.ROOT) + (model.fast() ? ", fast" : ""));
        Stream<String> assumed = model.system().assumptions().stream()
                .map(one -> "assumes " + condition(one) + " or tells: " + told(one));
        Stream<String> required = Stream.concat(
                        Stream.concat(model.objective().stream(), model.outputs().stream()),
                        model.training().predicted().stream())
                .flatMap(result -> result.requirements().stream()
                        .map(one -> result.name() + " needs " + condition(one) + " or tells: " + told(one)));
        Stream<String> updated = model.training().requirements().stream().map(one -> "a step needs " + condition(one));
        Stream<String> derived =
                Stream.of("derives " + model.derivatives().methods().toString().toLowerCase(Locale.ROOT));
        Stream<String> fans = model.parameters().stream()
                .map(one ->
                        one.tensor() + " is read by " + text(one.initializer().fanIn()) + ", makes "
                                + text(one.initializer().fanOut()));
        Stream<String> documented = Stream.of(
                        model.inputs().stream().map(one -> one.doc().map(doc -> one.tensor() + ": " + doc)),
                        model.parameters().stream().map(one -> one.doc().map(doc -> one.tensor() + ": " + doc)),
                        model.hypers().stream().map(one -> one.doc().map(doc -> one.tensor() + ": " + doc)),
                        model.training().states().stream().map(one -> one.doc().map(doc -> one.tensor() + ": " + doc)),
                        Stream.concat(model.objective().stream(), model.outputs().stream())
                                .map(one -> one.doc().map(doc -> one.name() + ": " + doc)))
                .flatMap(all -> all)
                .flatMap(Optional::stream);
        Stream<String> training = Stream.of(
                        model.optimizer().map(one -> frozen(one.frozen())),
                        model.training().lbfgs().map(one -> frozen(one.frozen())),
                        model.training()
                                .lbfgs()
                                .map(one -> "is minimised by lbfgs(" + one.memory() + ", " + one.tolerance() + ")"),
                        model.training().checkpoint().stream()
                                .mapToObj(every -> "saves every " + every + " steps")
                                .findFirst())
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty());
        return Stream.of(numbers, assumed, required, updated, derived, fans, documented, training)
                .flatMap(all -> all)
                .toList();
    }

    private static String frozen(List<Tensor> frozen) {
        return frozen.isEmpty()
                ? ""
                : "freezes " + frozen.stream().map(Tensor::name).collect(Collectors.joining(", "));
    }

    private static String condition(Assumption one) {
        return text(one.condition());
    }

    private static String told(Assumption one) {
        return one.broken() + " (line " + one.origin().line() + ": "
                + one.origin().text() + ")";
    }

    private static String text(Scalar expression) {
        return Notation.of(expression, index -> "i");
    }
}
