package dev.chainrule.scalar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A line of one of the tables under {@code scalar/}: fields separated by semicolons, numbers by commas. */
record Reference(String function, double[] operands, List<String> fields) {

    static List<Reference> of(String table) {
        String name = "/scalar/" + table;
        try (InputStream stream = Reference.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Reference::parse)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    private static Reference parse(String line) {
        List<String> fields = List.of(line.split(";", -1));
        double[] operands = Arrays.stream(fields.get(1).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Reference(fields.get(0), operands, fields.subList(2, fields.size()));
    }

    static List<Reference> of(String table, ScalarFunction row) {
        return of(table).stream()
                .filter(each -> each.function().equals(row.name()))
                .toList();
    }

    /** The numbers of a field; empty if the field is. */
    List<String> numbers(int field) {
        return fields.get(field).isEmpty()
                ? List.of()
                : List.of(fields.get(field).split(","));
    }

    @Override
    public String toString() {
        return function + Arrays.toString(operands);
    }
}
