package dev.chainrule.train;

import java.util.List;
import java.util.Optional;

/** Networks to bind data to. */
final class Networks {

    static final NetworkDescription.Axis ROWS = NetworkDescription.Axis.open("rows");

    private Networks() {}

    static NetworkDescription.Input real(String name, NetworkDescription.Axis... axes) {
        return new NetworkDescription.Input(name, List.of(axes), Optional.empty());
    }

    static NetworkDescription.Input index(String name, String dim, int length, NetworkDescription.Axis... axes) {
        return new NetworkDescription.Input(
                name, List.of(axes), Optional.of(NetworkDescription.Axis.fixed(dim, length)));
    }

    static NetworkDescription.Output output(String name, List<String> inputs, NetworkDescription.Axis... axes) {
        return new NetworkDescription.Output(
                name, List.of(axes), false, new NetworkDescription.Call(name, inputs, List.of("rows")));
    }

    static NetworkDescription of(List<NetworkDescription.Input> inputs, NetworkDescription.Output... outputs) {
        List<String> names = inputs.stream().map(NetworkDescription.Input::name).toList();
        return new NetworkDescription(
                "Net",
                false,
                inputs,
                Optional.of(new NetworkDescription.Call("loss", names, List.of("rows"))),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new NetworkDescription.Call("step", names, List.of("rows"))),
                Optional.empty(),
                List.of(outputs),
                List.of(),
                List.of("rate"));
    }

    /** {@code x[rows, width]} and the label {@code y[rows]: classes}, with the output {@code p[rows, classes]}. */
    static NetworkDescription classifier(int width, int classes) {
        return of(
                List.of(
                        real("x", ROWS, NetworkDescription.Axis.fixed("width", width)),
                        index("y", "classes", classes, ROWS)),
                output("p", List.of("x"), ROWS, NetworkDescription.Axis.fixed("classes", classes)));
    }

    /** That of {@link LineFit}. */
    static NetworkDescription line() {
        return of(
                List.of(real("x", ROWS, NetworkDescription.Axis.fixed("two", 2)), index("t", "answers", 2, ROWS)),
                output("z", List.of("x"), ROWS));
    }
}
