package dev.chainrule.project;

import dev.chainrule.data.DataException;
import dev.chainrule.data.InputFiles;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.parse.Decoding;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code .nn} files: UTF-8, and not without end. */
public final class SourceReader {

    /** More than a file may have; what comes behind is not looked at. */
    private static final int MOST_BYTES = 16 << 20;

    /** How many bytes of a stream are worth reading: one more than a file may have. */
    public static final int ENOUGH_BYTES = MOST_BYTES + 1;

    private SourceReader() {}

    /** The bytes of a file, at most {@link #ENOUGH_BYTES} of them. */
    public static byte[] bytes(Path file) throws DataException {
        return InputFiles.read(file, ENOUGH_BYTES);
    }

    /**
     * The text, or nothing if it is none; that is reported.
     *
     * @param shown the name in messages
     */
    public static Optional<SourceText> decode(String shown, byte[] bytes, List<Diagnostic> diagnostics) {
        if (bytes.length > MOST_BYTES) {
            SourceText unread = SourceText.unread(shown);
            diagnostics.add(Diagnostic.of(
                    SyntaxCodes.TOO_LARGE, new Span(unread, 0, 0), "the file has more than " + MOST_BYTES + " bytes"));
            return Optional.empty();
        }
        Diagnostics mistakes = new Diagnostics();
        Optional<SourceText> text = Decoding.decode(shown, bytes, mistakes);
        diagnostics.addAll(mistakes.all());
        return text;
    }
}
