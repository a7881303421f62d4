package dev.chainrule.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict decoding: bytes that are not UTF-8 are reported, never replaced. */
public final class Utf8 {

    /**
     * What came out.
     *
     * @param text the characters before the first bad byte; all of them, if there is none
     * @param badByte the offset of the first byte that is not UTF-8, or -1
     */
    public record Decoded(String text, int badByte) {}

    private Utf8() {}

    public static Decoded decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        int bad = result.isError() ? in.position() : -1;
        out.flip();
        return new Decoded(out.toString(), bad);
    }
}
