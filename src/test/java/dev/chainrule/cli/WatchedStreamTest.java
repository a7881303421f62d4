package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedStreamTest {

    private static final String[] COMMAND = {"generate", "generated-samples/models/Circuit.nn", "--stdout"};

    /** Takes some bytes, then fails. */
    private static OutputStream failing(String message) {
        return new OutputStream() {
            private int room = 100;

            @Override
            public void write(int b) throws IOException {
                if (room-- <= 0) {
                    throw new IOException(message);
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 3, error[NN803]: standard output cannot be written: No space left on device",
        "Bad file descriptor, 3, error[NN803]: standard output cannot be written: Bad file descriptor",
        "Broken pipe, 0, ''",
        "The pipe is being closed, 0, ''"
    })
    void aResultThatIsLostIsAFailureAndAClosedPipeIsNot(String reason, int code, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Main.run(failing(reason), err, COMMAND)).isEqualTo(code);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo(message);
    }

    @Test
    void whatCannotBeSaidChangesNothing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Main.run(out, failing("No space left on device"), "generate", "missing.nn"))
                .isEqualTo(3);
    }

    @Test
    void resultsAreUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.run(out, new ByteArrayOutputStream(), "describe", "generated-samples/models/Rosenbrock.nn");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Σ");
    }
}
