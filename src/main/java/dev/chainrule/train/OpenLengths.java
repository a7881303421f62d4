package dev.chainrule.train;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the lengths of open dims other than that of the rows, from how many numbers a row has. */
final class OpenLengths {

    private final Map<String, Integer> lengths = new LinkedHashMap<>();
    private final DataProblems problems;

    OpenLengths(DataProblems problems) {
        this.problems = problems;
    }

    Map<String, Integer> lengths() {
        return lengths;
    }

    /** Takes in an input of which a row of {@code file} has {@code width} numbers. */
    void add(NetworkDescription.Input input, String file, int width) {
        List<NetworkDescription.Axis> inner =
                input.axes().subList(1, input.axes().size());
        long known = 1;
        int count = 0;
        String unknown = "";
        for (NetworkDescription.Axis axis : inner) {
            if (axis.length().isPresent()) {
                known *= axis.length().getAsInt();
            } else if (lengths.containsKey(axis.dim())) {
                known *= lengths.get(axis.dim());
            } else if (axis.open()) {
                unknown = axis.dim();
                count++;
            } else {
                return; // a computed length: the class itself checks it
            }
        }
        if (count == 0 && known != width || count == 1 && (known == 0 || width % known != 0)) {
            problems.add(DataProblem.of(
                    DataCode.MISFIT,
                    file,
                    "a row has " + width + (width == 1 ? " number" : " numbers") + " for the input " + input
                            + ", but takes " + (count == 0 ? String.valueOf(known) : "a multiple of " + known)));
        } else if (count > 1) {
            problems.add(DataProblem.of(
                            DataCode.MISFIT,
                            file,
                            "the input " + input + " has more than one dim whose length is not known")
                    .hint("give all but one of them a length in the .nn file"));
        } else if (count == 1) {
            lengths.put(unknown, (int) (width / known));
        }
    }
}
