package dev.chainrule.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files, the format of MNIST, gzipped or not: two zero bytes, the type, the number of axes, the length of each as
 * a big-endian int, then the elements, and nothing after them. Memory grows with what is read, not with what the header
 * claims, and never beyond {@link #MOST_BYTES}.
 */
public final class IdxReader {

    /** As many bytes of elements are read: 1 GiB. */
    public static final int MOST_BYTES = 1 << 30;

    private static final int MOST_AXES = 8;

    private IdxReader() {}

    /** Whether a file begins as an IDX file does, or as a gzipped one. */
    public static boolean accepts(Path file) throws DataException {
        InputFiles.check(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return isGzip(start)
                    || start.length == 4
                            && start[0] == 0
                            && start[1] == 0
                            && type(start[2]).isPresent();
        } catch (IOException failure) {
            throw InputFiles.unreadable(file, failure);
        }
    }

    public static IdxArray read(Path file) throws DataException {
        InputFiles.check(file);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            boolean zipped = isGzip(raw.readNBytes(2));
            raw.reset();
            try (InputStream in = zipped ? new GZIPInputStream(raw, 1 << 16) : raw) {
                return read(file, in);
            }
        } catch (EOFException cut) {
            throw malformed(file, "this file is cut off: its gzip stream has no end");
        } catch (ZipException broken) {
            throw malformed(file, "the gzip stream of this file is damaged: " + broken.getMessage());
        } catch (IOException failure) {
            throw InputFiles.unreadable(file, failure);
        }
    }

    private static boolean isGzip(byte[] start) {
        return start.length >= 2 && start[0] == (byte) 0x1F && start[1] == (byte) 0x8B;
    }

    private static Optional<IdxArray.Type> type(byte mark) {
        for (IdxArray.Type type : IdxArray.Type.values()) {
            if (type.mark() == mark) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static IdxArray read(Path file, InputStream in) throws IOException, DataException {
        byte[] start = in.readNBytes(4);
        if (start.length < 4 || start[0] != 0 || start[1] != 0) {
            throw malformed(file, "this is not an IDX file: it does not begin with two zero bytes, a type and a rank");
        }
        IdxArray.Type type = type(start[2])
                .orElseThrow(() -> malformed(
                        file, "this is not an IDX file: its third byte, " + (start[2] & 0xFF) + ", is not a type"));
        int axes = start[3];
        if (axes < 1 || axes > MOST_AXES) {
            throw malformed(file, "this IDX file has " + (axes & 0xFF) + " axes; 1 to " + MOST_AXES + " can be read");
        }
        List<Integer> shape = shape(file, in, axes);
        long bytes = type.bytes();
        for (int length : shape) {
            bytes *= length; // at most MOST_BYTES times 2^31 here: no overflow
            if (bytes > MOST_BYTES) {
                throw malformed(file, "this IDX file is said to have the shape " + shape + "; that is more than 1 GiB");
            }
        }
        byte[] data = in.readNBytes((int) bytes);
        if (data.length < bytes) {
            throw malformed(
                    file,
                    "this file is cut off: the shape " + shape + " takes " + bytes + " bytes, " + data.length
                            + " are there");
        }
        if (in.read() >= 0) {
            throw malformed(file, "this file has more data than its shape " + shape + " says");
        }
        return new IdxArray(file.toString(), type, shape, data);
    }

    private static List<Integer> shape(Path file, InputStream in, int axes) throws IOException, DataException {
        byte[] bytes = in.readNBytes(4 * axes);
        if (bytes.length < 4 * axes) {
            throw malformed(file, "this file is cut off: its header has " + axes + " lengths");
        }
        ByteBuffer lengths = ByteBuffer.wrap(bytes);
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            int length = lengths.getInt();
            if (length < 0) {
                throw malformed(
                        file, "axis " + (i + 1) + " of this IDX file has a length that is negative or over 2^31");
            }
            shape.add(length);
        }
        return shape;
    }

    private static DataException malformed(Path file, String message) {
        return DataProblem.of(DataCode.MALFORMED, file.toString(), message).exception();
    }
}
