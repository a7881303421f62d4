package dev.chainrule.cli;

import dev.chainrule.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The long text about a code: the paragraph that it brings, then {@code explain/CODE.md} with a program that is wrong and
 * one that is right, or a situation and the way out.
 */
final class Explanation {

    private static final int WIDTH = 100;

    private Explanation() {}

    static String of(String id) {
        return paragraph(id, ExplainCommand.all().get(id)) + "\n" + laidOut(markdown(id));
    }

    /** {@code NN204: …} */
    private static String paragraph(String id, String text) {
        return wrapped(id + ": " + text);
    }

    /** Programs are set off by a margin, as a terminal knows no fences; what is said between them is broken anew. */
    private static String laidOut(String markdown) {
        StringBuilder out = new StringBuilder();
        StringBuilder paragraph = new StringBuilder();
        boolean program = false;
        for (String line : markdown.split("\n")) {
            if (line.startsWith("```")) {
                program = !program;
            } else if (program) {
                out.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
            } else if (line.isEmpty()) {
                out.append(wrapped(paragraph.toString())).append('\n');
                paragraph.setLength(0);
            } else {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line);
            }
        }
        return out.append(wrapped(paragraph.toString())).toString();
    }

    /** Broken between words; nothing stays nothing. */
    private static String wrapped(String text) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.length() == 0 ? "" : out.append('\n').toString();
    }

    static String markdown(String id) {
        try (InputStream in = Compiler.class.getResourceAsStream("explain/" + id + ".md")) {
            if (in == null) {
                throw new IllegalStateException("no explanation of " + id);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
