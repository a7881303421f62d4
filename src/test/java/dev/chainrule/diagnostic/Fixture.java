package dev.chainrule.diagnostic;

import dev.chainrule.Compiler;
import dev.chainrule.parse.Decoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program with a mistake, {@code CODE-case.nn}. Its first line may be a comment with what differs from an ordinary
 * compilation: {@code // fixture: 3 messages, dim hidden = 7, limit nesting = 4}.
 */
final class Fixture {

    static final Path FOLDER = Path.of("src/test/resources/diagnostics");

    private static final Pattern FIRST_LINE = Pattern.compile("\\A// fixture: (.*)");
    private static final Pattern MESSAGES = Pattern.compile("(\\d+) messages");

    private final String name;

    private Fixture(String name) {
        this.name = name;
    }

    static List<Fixture> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".nn"))
                    .sorted()
                    .map(name -> new Fixture(name.substring(0, name.length() - ".nn".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(golden(".nn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String settings() {
        Matcher first = FIRST_LINE.matcher(new String(bytes(), StandardCharsets.ISO_8859_1));
        return first.find() ? first.group(1) : "";
    }

    /** {@code NN204}. */
    String code() {
        return name.substring(0, name.indexOf('-'));
    }

    /** The committed text beside the program. */
    Path golden(String extension) {
        return FOLDER.resolve(name + extension);
    }

    /** How many messages are expected: one mistake makes one. */
    int expectedMessages() {
        return MESSAGES.matcher(settings())
                .results()
                .mapToInt(one -> Integer.parseInt(one.group(1)))
                .findFirst()
                .orElse(1);
    }

    /** What the compiler says. Nothing is kept for the next who asks, so that a compiler that has changed is noticed. */
    List<Diagnostic> messages() {
        Diagnostics mistakes = new Diagnostics();
        return Decoding.decode(name + ".nn", bytes(), mistakes)
                .map(source ->
                        Compiler.compile(source, ProgramSettings.of(settings())).diagnostics())
                .orElseGet(mistakes::all);
    }

    @Override
    public String toString() {
        return name;
    }
}
