package dev.chainrule.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a safetensors file that may have been made to harm: every number of the header is checked before it is used, the
 * tensors must fill the data without overlap or gap, and memory grows with what is read, not with what is claimed.
 */
final class SafetensorsReader {

    static final int LONGEST_HEADER = 1 << 20;

    private final String file;

    SafetensorsReader(String file) {
        this.file = file;
    }

    Safetensors read(InputStream in) throws IOException, DataException {
        byte[] length = in.readNBytes(8);
        if (length.length < 8) {
            throw malformed("this is not a safetensors file: it has fewer than 8 bytes");
        }
        long bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (bytes < 2 || bytes > LONGEST_HEADER) {
            throw malformed(
                    "this is not a safetensors file, or its header is longer than 1 MiB: its length is said to be "
                            + Long.toUnsignedString(bytes) + " bytes");
        }
        byte[] header = in.readNBytes((int) bytes);
        if (header.length < bytes) {
            throw malformed("this file is cut off: its header has " + header.length + " of " + bytes + " bytes");
        }
        SafetensorsHeader parsed = new SafetensorsHeader(file);
        try {
            parsed.parse(StrictText.decode(header));
        } catch (CharacterCodingException malformed) {
            throw malformed("the header of this file is not UTF-8");
        }
        return new Safetensors(tensors(in, parsed.entries()), parsed.metadata());
    }

    private List<SavedTensor> tensors(InputStream in, List<SafetensorsHeader.Entry> entries)
            throws IOException, DataException {
        long at = 0;
        for (SafetensorsHeader.Entry entry : entries) {
            if (entry.from() != at) {
                throw malformed("the data of " + DataProblem.quoted(entry.name()) + " begin at byte " + entry.from()
                        + ", where " + at + " was expected: data may neither overlap nor leave gaps");
            }
            at = entry.to();
        }
        List<SavedTensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Entry entry : entries) {
            long bytes = entry.to() - entry.from();
            byte[] data = in.readNBytes((int) bytes);
            if (data.length < bytes) {
                throw malformed("this file is cut off: " + DataProblem.quoted(entry.name()) + " has " + data.length
                        + " of " + bytes + " bytes");
            }
            tensors.add(new SavedTensor(entry.name(), entry.type(), entry.shape(), data));
        }
        if (in.read() >= 0) {
            throw malformed("this file has more data than its header says");
        }
        return tensors;
    }

    private DataException malformed(String message) {
        return DataProblem.of(DataCode.MALFORMED, file, message).exception();
    }
}
