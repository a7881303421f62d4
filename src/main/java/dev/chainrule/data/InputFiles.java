package dev.chainrule.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a file could not be read. */
final class InputFiles {

    private InputFiles() {}

    /** Refuses what is not there and what is a folder, which some systems open and then fail to read. */
    static void check(Path file) throws DataException {
        if (Files.isDirectory(file)) {
            throw problem(file, "this is a folder, not a file").exception();
        }
        if (!Files.exists(file)) {
            throw problem(file, "there is no such file").exception();
        }
    }

    static DataException unreadable(Path file, IOException failure) {
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
