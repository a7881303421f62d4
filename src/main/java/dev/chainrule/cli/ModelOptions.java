package dev.chainrule.cli;

import dev.chainrule.CompileResult;
import dev.chainrule.check.ModelCheck;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.diagnostic.DidYouMean;
import dev.chainrule.equation.Model;
import dev.chainrule.project.TranslatedFile;
import dev.chainrule.train.CompiledModel;
import dev.chainrule.train.Descriptions;
import dev.chainrule.train.NetworkDescription;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
    record Chosen(TranslatedFile compiled, CompileResult.Stages stages) {

        String name() {
            return stages.elaborated().name();
        }

        NetworkDescription network() {
            return Descriptions.of(stages.plan());
        }

        CompiledModel model() {
            return new CompiledModel(network(), ModelCheck.compiled(stages));
        }
    }

    /** Empty if the file has errors, which have been shown. */
    Optional<Chosen> choose(PrintWriter err) throws DataException {
        Optional<List<TranslatedFile>> compiled = sources.compile(err);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        List<Chosen> networks = compiled.get().stream()
                .flatMap(one -> one.result().models().stream()
                        .filter(stages -> stages.elaborated().kind() == Model.Kind.NETWORK)
                        .map(stages -> new Chosen(one, stages)))
                .toList();
        List<Chosen> named = networks.stream()
                .filter(one -> network.isEmpty() || one.name().equals(network.get()))
                .toList();
        if (named.size() != 1) {
            throw problem(networks.stream().map(Chosen::name).toList(), named.size())
                    .exception();
        }
        return Optional.of(named.get(0));
    }

    private DataProblem problem(List<String> names, int named) {
        String choice = "say which with --network " + String.join(" or ", names);
        if (names.isEmpty()) {
            return DataProblem.option("there is no network in what was given, and a function has nothing to train");
        }
        if (network.isEmpty()) {
            return DataProblem.option("there are " + names.size() + " networks").hint(choice);
        }
        if (named > 1) {
            return DataProblem.option("there are " + named + " networks " + network.get())
                    .hint("give one file at a time");
        }
        String question = DidYouMean.question(network.get(), names);
        return DataProblem.option("there is no network " + DataProblem.quoted(network.get()))
                .hint(question.isEmpty() ? choice : question);
    }
}
