package dev.chainrule.parse;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.diagnostic.SyntaxCodes;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import dev.chainrule.source.Utf8;
import java.util.Optional;

/** From the bytes of a file to its text. */
public final class Decoding {

    private Decoding() {}

    /** The text, or nothing if the bytes are not UTF-8, which is reported. */
    public static Optional<SourceText> decode(String name, byte[] bytes, Diagnostics diagnostics) {
        Utf8.Decoded decoded = Utf8.decode(bytes);
        SourceText source = SourceText.of(name, decoded.text());
        if (decoded.badByte() < 0) {
            return Optional.of(source);
        }
        int at = source.text().length();
        String value = String.format("0x%02x", bytes[decoded.badByte()]);
        diagnostics.report(Diagnostic.of(
                        SyntaxCodes.ENCODING,
                        new Span(source, at, at),
                        "the file is not UTF-8: byte " + decoded.badByte() + ", " + value + ", begins no character")
                .hint(hint(bytes)));
        return Optional.empty();
    }

    private static String hint(byte[] bytes) {
        boolean mark = bytes.length > 1
                && ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE
                        || (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF);
        return mark
                ? "save the file as UTF-8; it begins as UTF-16 does"
                : "save the file as UTF-8; many such files are Latin-1 or Windows-1252";
    }
}
