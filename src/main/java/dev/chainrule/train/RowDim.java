package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the dim along which the rows of a file go: the open dim that is the first axis of every input. */
public final class RowDim {

    private RowDim() {}

    /** The dim named by the option, else the only one that can be. */
    public static String find(NetworkDescription network, Optional<String> option) throws DataException {
        Set<String> leading = new LinkedHashSet<>();
        for (NetworkDescription.Input input : network.inputs()) {
            if (!input.axes().isEmpty() && input.axes().get(0).open()) {
                leading.add(input.axes().get(0).dim());
            }
        }
        if (network.inputs().isEmpty()) {
            throw misfit("the network " + network.name() + " has no inputs that data could go to")
                    .exception();
        }
        List<String> common = leading.stream()
                .filter(dim -> network.inputs().stream().allMatch(input -> leads(input, dim)))
                .toList();
        if (option.isPresent()) {
            if (common.contains(option.get())) {
                return option.get();
            }
            throw DataProblem.option("rows cannot go along " + DataProblem.quoted(option.get())
                            + ", which is not an open dim that every input of " + network.name() + " has first")
                    .hint(inputs(network))
                    .exception();
        }
        if (common.size() == 1) {
            return common.get(0);
        }
        throw misfit("the network " + network.name() + " has no open dim that is the first of every input, so that the"
                        + " rows of a file could go along it")
                .hint(inputs(network) + "; write `dim rows;` and put it first in each input")
                .exception();
    }

    private static boolean leads(NetworkDescription.Input input, String dim) {
        return !input.axes().isEmpty() && input.axes().get(0).dim().equals(dim);
    }

    private static String inputs(NetworkDescription network) {
        return "its inputs are "
                + network.inputs().stream()
                        .map(NetworkDescription.Input::toString)
                        .collect(Collectors.joining(", "));
    }

    private static DataProblem misfit(String message) {
        return DataProblem.of(DataCode.MISFIT, "", message);
    }
}
