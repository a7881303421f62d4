package dev.chainrule.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a file as a whole or not at all: into a temporary file of the same folder, which then takes the name. Whoever
 * reads the name at any time finds the old bytes or the new ones; after a failure the old file is as it was.
 */
public final class AtomicFile {

    private static final int MOST_ATTEMPTS = 100;
    private static final List<String> FULL = List.of("no space left", "not enough space", "disk quota", "disk full");

    /** What a file is to have in it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Writes bytes. */
    public static void write(Path file, byte[] bytes) throws DataException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Finds out before long work whether its result could be written to {@code file}. What is there stays as it is; folders
     * on the way are made.
     */
    public static void check(Path file) throws DataException {
        if (!Files.exists(file) || Files.isDirectory(file) || Files.isRegularFile(file)) {
            attempt(file, target -> {
                Folder folder = folder(file, target);
                Files.delete(temporary(folder.path(), folder.name()));
            });
        }
    }

    /** Writes what {@code content} gives; folders on the way are made. */
    public static void write(Path file, Content content) throws DataException {
        attempt(file, target -> {
            if (Files.exists(target) && !Files.isRegularFile(target)) { // a pipe or a device is not to be replaced
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
                    content.writeTo(out);
                }
            } else {
                replace(folder(file, target), target, content);
            }
        });
    }

    /** Writes several files: all are complete beside their names before the first takes its name. */
    public static void writeAll(Map<Path, byte[]> files) throws DataException {
        Map<Path, Path> ready = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                attempt(
                        file.getKey(),
                        target -> ready.put(
                                prepared(folder(file.getKey(), target), out -> out.write(file.getValue())), target));
            }
            for (Path temporary : List.copyOf(ready.keySet())) {
                attempt(ready.get(temporary), target -> move(temporary, target));
                ready.remove(temporary); // from now on the name may be another writer's
            }
        } finally {
            ready.keySet().forEach(AtomicFile::discard);
        }
    }

    /** Something done to a file, or to that which it is a link to. */
    private interface Attempt {
        void on(Path target) throws IOException, DataException;
    }

    private static void attempt(Path file, Attempt attempt) throws DataException {
        try {
            if (Files.isDirectory(file)) {
                throw unwritable(file, "there is a folder of this name").exception();
            }
            attempt.on(Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file);
        } catch (IOException failure) {
            throw failed(file, failure);
        } catch (ReadOnlyFileSystemException failure) {
            throw unwritable(file, "its file system is read-only").exception();
        }
    }

    private record Folder(Path path, String name) {}

    /** The folder that {@code target} is in, which now exists. */
    private static Folder folder(Path named, Path target) throws IOException, DataException {
        Path folder = target.toAbsolutePath().getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw unwritable(named, "this is not the name of a file").exception();
        }
        Files.createDirectories(folder);
        return new Folder(folder, name.toString());
    }

    private static void replace(Folder folder, Path file, Content content) throws IOException {
        Path temporary = prepared(folder, content);
        try {
            move(temporary, file);
        } catch (IOException failure) {
            discard(temporary); // only then: once moved, the name may be another writer's
            throw failure;
        }
    }

    /** A temporary file that is complete and on the disk. */
    private static Path prepared(Folder folder, Content content) throws IOException {
        Path temporary = temporary(folder.path(), folder.name());
        boolean complete = false;
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
            complete = true;
        } finally {
            if (!complete) {
                discard(temporary);
            }
        }
        return temporary;
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // it stays behind under a name that says what it is
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A new, empty file with the permissions that a new file has here; those of createTempFile are the owner's alone. */
    private static Path temporary(Path folder, String name) throws IOException {
        long process = ProcessHandle.current().pid();
        for (int attempt = 0; ; attempt++) {
            Path temporary = folder.resolve("." + name + "." + process + "-" + attempt + ".tmp");
            try {
                return Files.createFile(temporary);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static DataException failed(Path file, IOException failure) {
        String reason = failure instanceof FileSystemException at && at.getReason() != null
                ? at.getReason()
                : String.valueOf(failure.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(lower::contains)) {
            return DataProblem.of(DataCode.DISK_FULL, file.toString(), "no space is left to write this file")
                    .hint("make room, or name another folder; what was there before is as it was")
                    .exception();
        }
        if (failure instanceof AccessDeniedException) {
            return unwritable(file, "writing to its folder is not permitted").exception();
        }
        if (failure instanceof NoSuchFileException) {
            return unwritable(file, "its folder cannot be made").exception();
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return unwritable(file, "a part of its path is a file, not a folder")
                    .exception();
        }
        return unwritable(file, reason).exception();
    }

    private static DataProblem unwritable(Path file, String why) {
        return DataProblem.of(DataCode.UNWRITABLE, file.toString(), "this file cannot be written: " + why)
                .hint("name another folder, or change its permissions; what was there before is as it was");
    }
}
