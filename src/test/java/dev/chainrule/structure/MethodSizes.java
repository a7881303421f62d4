package dev.chainrule.structure;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from a class file how many bytes of code each method has: what HotSpot looks at, not what a plan believed. */
final class MethodSizes {
    private static final int MAGIC = 0xCAFEBABE;

    private final DataInputStream in;
    private final Map<Integer, String> texts = new LinkedHashMap<>();

    private MethodSizes(DataInputStream in) {
        this.in = in;
    }

    /** The size in bytes of the code of each method, by name and descriptor, in the order of the file. */
    static Map<String, Integer> of(InputStream classFile) throws IOException {
        return new MethodSizes(new DataInputStream(classFile)).read();
    }

    private Map<String, Integer> read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("this is not a class file");
        }
        in.readInt(); // version
        readConstants();
        in.skipNBytes(6); // access, this class, its parent
        in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
        readMembers(); // fields have no code
        return readMembers();
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long or a double takes two places
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("there is no constant with tag " + tag);
            }
        }
    }

    private Map<String, Integer> readMembers() throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        int members = in.readUnsignedShort();
        for (int i = 0; i < members; i++) {
            in.skipNBytes(2); // access
            String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                String attribute = texts.get(in.readUnsignedShort());
                long length = Integer.toUnsignedLong(in.readInt());
                if ("Code".equals(attribute)) {
                    in.skipNBytes(4); // stack, locals
                    sizes.put(name, in.readInt());
                    in.skipNBytes(length - 8);
                } else {
                    in.skipNBytes(length);
                }
            }
        }
        return sizes;
    }
}
