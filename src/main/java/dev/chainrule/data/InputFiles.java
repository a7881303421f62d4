package dev.chainrule.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds files, and says in words why one could not be read. */
public final class InputFiles {

    private InputFiles() {}

    /** The path that a text names; some characters name none. */
    public static Path named(String text) throws DataException {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw DataProblem.option(DataProblem.quoted(text) + " is not the name of a file")
                .exception();
    }

    /** The bytes of a file, at most {@code limit} of them: a device may never end. */
    public static byte[] read(Path file, int limit) throws DataException {
        check(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Refuses what is not there and what is a folder, which some systems open and then fail to read. */
    public static void check(Path file) throws DataException {
        if (Files.isDirectory(file)) {
            throw problem(file, "this is a folder, not a file").exception();
        }
        if (Files.notExists(file)) {
            throw problem(file, "there is no such file").exception();
        }
        if (!Files.exists(file)) { // nobody knows, since a folder on the way may not be looked into
            throw problem(file, "reading this file is not permitted").exception();
        }
    }

    /** Why reading failed. */
    public static DataException unreadable(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return problem(file, "there is no such file").exception();
        }
        if (failure instanceof AccessDeniedException) {
            return problem(file, "reading this file is not permitted").exception();
        }
        String reason = failure.getMessage();
        return problem(file, "this file cannot be read" + (reason == null ? "" : ": " + reason))
                .exception();
    }

    private static DataProblem problem(Path file, String message) {
        return DataProblem.of(DataCode.UNREADABLE, file.toString(), message);
    }
}
