package dev.chainrule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the process. Nothing is thrown when it fails, since work that goes on may still save its result; but it is
 * remembered. A reader that has closed its end of a pipe has read enough, which is no failure.
 */
final class WatchedStream extends OutputStream {

    private final OutputStream stream;
    private @Nullable IOException failure;

    WatchedStream(OutputStream stream) {
        this.stream = stream;
    }

    /** Why it failed, if that matters. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).filter(e -> !isClosedPipe(e));
    }

    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        attempt(() -> stream.write(bytes, from, length));
    }

    @Override
    public void flush() {
        attempt(stream::flush);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) {
        if (failure == null) {
            try {
                attempt.run();
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
