package dev.chainrule.samples;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/** Files of ADBench. */
final class Adbench {

    /** What its own tests allow. */
    static final double TOLERANCE = 1e-8;

    private static final Path FOLDER = Path.of("src/test/resources/adbench");

    private Adbench() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static Scanner numbers(String instance) throws IOException {
        return new Scanner(file(instance + ".txt"));
    }

    static double[] read(Scanner numbers, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Double.parseDouble(numbers.next());
        }
        return into;
    }

    static JsonObject expected(String instance) throws IOException {
        return JsonParser.parseString(Files.readString(file(instance + ".expected.json")))
                .getAsJsonObject();
    }

    static double[] doubles(JsonArray array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsDouble();
        }
        return values;
    }
}
