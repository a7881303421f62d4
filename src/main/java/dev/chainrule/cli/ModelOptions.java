package dev.chainrule.cli;

import dev.chainrule.CompileResult;
import dev.chainrule.train.CompiledModel;
import dev.chainrule.train.Descriptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Picks the one network that {@code train} and {@code predict} work with, and compiles its class in memory. */
final class ModelOptions {

    @CommandLine.Mixin
    private Sources sources = new Sources();

    @CommandLine.Option(names = "--network", paramLabel = "NAME", description = "which one, if the file has several")
    private Optional<String> network = Optional.empty();

    Sources sources() {
        return sources;
    }

    /** A network and its file. */
    record Chosen(Sources.Compiled compiled, CompileResult.Stages stages) {

        CompiledModel model() {
            return new CompiledModel(Descriptions.of(stages.plan()), ModelCheck.compiled(stages));
        }
    }

    /** Empty if the file has errors, which have been shown. */
    Optional<Chosen> choose(PrintWriter err) {
        Optional<List<Sources.Compiled>> compiled = sources.compile(err);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        List<Chosen> networks = compiled.get().stream()
                .flatMap(one -> one.result().models().stream()
                        .filter(stages -> stages.elaborated().kind() == dev.chainrule.equation.Model.Kind.NETWORK)
                        .map(stages -> new Chosen(one, stages)))
                .filter(one ->
                        network.isEmpty() || one.stages().elaborated().name().equals(network.get()))
                .toList();
        if (networks.size() == 1) {
            return Optional.of(networks.get(0));
        }
        Stream<String> names =
                networks.stream().map(one -> one.stages().elaborated().name());
        throw new EnvironmentException(
                networks.isEmpty()
                        ? "there is no network"
                                + network.map(name -> " " + name).orElse("") + " in the file"
                        : "there are several networks: say which with --network "
                                + String.join(" or ", names.toList()));
    }
}
