package dev.chainrule.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "2, 1, 3",
        "3, 2, 1", // the character behind a line's end begins the next
        "4, 3, 1",
        "6, 3, 3", // the end of the text
        "99, 3, 3",
        "-5, 1, 1"
    })
    void linesAndColumnsCountFromOne(int offset, int line, int column) {
        SourceText source = SourceText.of("a.nn", "ab\n\ncd");
        assertThat(source.line(offset)).isEqualTo(line);
        assertThat(source.column(offset)).isEqualTo(column);
    }

    @Test
    void columnsCountCodePoints() {
        SourceText source = SourceText.of("a.nn", "𝛼𝛽c");
        assertThat(source.column(4)).isEqualTo(3);
        assertThat(source.column(5)).isEqualTo(4);
    }

    @Test
    void lineEndsBecomeOne() {
        SourceText source = SourceText.of("a.nn", "a\r\nb\rc\nd\r\n");
        assertThat(source.text()).isEqualTo("a\nb\nc\nd\n");
        assertThat(source.lineCount()).isEqualTo(5);
        assertThat(source.lineText(2)).isEqualTo("b");
        assertThat(source.lineText(5)).isEmpty();
    }

    /** Counted in the file's own bytes, which programs that read messages look at. */
    @Test
    void bytesAreThoseOfTheFile() {
        String file = "\uFEFF// é\r\nx = 𝛼;\r\ny";
        SourceText source = SourceText.of("a.nn", file);
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        for (String piece : new String[] {"//", "é", "x", "𝛼", ";", "y"}) {
            int offset = source.text().indexOf(piece);
            int found = source.byteOffset(offset);
            assertThat(new String(bytes, found, bytes.length - found, StandardCharsets.UTF_8))
                    .startsWith(piece);
        }
        assertThat(source.byteOffset(source.text().length())).isEqualTo(bytes.length);
    }

    @Test
    void aSpanGivesItsTextAndPlace() {
        SourceText source = SourceText.of("a.nn", "one\ntwo three");
        Span two = new Span(source, 4, 7);
        assertThat(two.text()).isEqualTo("two");
        assertThat(two).hasToString("a.nn:2:1");
        assertThat(two.to(new Span(source, 8, 13)).text()).isEqualTo("two three");
        assertThatIllegalStateException().isThrownBy(() -> new Span(source, 3, 2));
    }

    @Test
    void decodingIsStrict() {
        assertThat(Utf8.decode("é𝛼".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Utf8.Decoded("é𝛼", -1));
        assertThat(Utf8.decode(new byte[] {'a', (byte) 0xC3, '('})).isEqualTo(new Utf8.Decoded("a", 1));
        assertThat(Utf8.decode(new byte[0])).isEqualTo(new Utf8.Decoded("", -1));
    }

    /** A sequence that is cut off, one that is longer than it need be, half of a pair. */
    @ParameterizedTest
    @ValueSource(strings = {"61c3", "61c0af", "61eda080", "61f8888080", "61ff", "6180"})
    void badSequencesAreFound(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        assertThat(Utf8.decode(bytes).badByte()).isEqualTo(1);
    }
}
