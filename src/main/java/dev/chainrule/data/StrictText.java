package dev.chainrule.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** UTF-8 that refuses bytes that are not, instead of replacing them; a byte order mark is passed over. */
final class StrictText {

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private StrictText() {}

    static Reader open(Path file) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder()), 1 << 16);
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (IOException failure) {
            reader.close();
            throw failure;
        }
    }

    static String decode(byte[] bytes) throws CharacterCodingException {
        return decoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** The line, from 1, with the first byte that is not UTF-8. A line break is never part of another character. */
    static long malformedLine(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (long number = 1; ; number++) {
                int next = in.read();
                while (next >= 0 && next != '\n') {
                    line.write(next);
                    next = in.read();
                }
                try {
                    decode(line.toByteArray());
                } catch (CharacterCodingException malformed) {
                    return number;
                }
                if (next < 0) {
                    return number;
                }
                line.reset();
            }
        }
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
