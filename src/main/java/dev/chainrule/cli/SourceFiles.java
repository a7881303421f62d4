package dev.chainrule.cli;

import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.InputFiles;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.project.SourceReader;
import dev.chainrule.source.SourceText;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code .nn} files that a command line names, folders with what is in them; each file once. */
final class SourceFiles {

    private static final String STANDARD_INPUT = "-";

    /**
     * A file.
     *
     * @param name in messages
     * @param folder how the name begins, up to the file or what was found in a folder; may be empty
     */
    record SourceFile(String name, String folder) {}

    private final Map<Object, SourceFile> found = new LinkedHashMap<>();

    private SourceFiles() {}

    static List<SourceFile> named(List<String> names) throws DataException {
        SourceFiles files = new SourceFiles();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                files.found.putIfAbsent(STANDARD_INPUT, new SourceFile(STANDARD_INPUT, ""));
            } else if (Files.isDirectory(InputFiles.named(name))) {
                files.addFolder(Path.of(name));
            } else {
                files.add(
                        name,
                        name.substring(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)) + 1));
            }
        }
        return List.copyOf(files.found.values());
    }

    private void add(String name, String folder) throws DataException {
        Path path = Path.of(name);
        InputFiles.check(path);
        try {
            found.putIfAbsent(path.toRealPath(), new SourceFile(name, folder));
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
    }

    private void addFolder(Path folder) throws DataException {
        List<String> inside = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> path.toString().endsWith(".nn") && !Files.isDirectory(path))
                    .map(path -> path.toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .forEach(inside::add);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        if (inside.isEmpty()) {
            throw DataProblem.of(DataCode.UNREADABLE, folder.toString(), "this folder has no .nn files")
                    .exception();
        }
        String start = folder.toString().replace(File.separatorChar, '/') + "/";
        for (String name : inside) {
            add(name, name.startsWith(start) ? start : "");
        }
    }

    private static DataException unreadable(Path folder, IOException failure) {
        return failure instanceof AccessDeniedException denied
                ? DataProblem.of(DataCode.UNREADABLE, denied.getFile(), "reading this folder is not permitted")
                        .exception()
                : InputFiles.unreadable(folder, failure);
    }

    /** The text, or nothing if it is none; that is reported. */
    static Optional<SourceText> read(SourceFile file, List<Diagnostic> diagnostics) throws DataException {
        String shown = file.name().equals(STANDARD_INPUT) ? "<stdin>" : file.name();
        return SourceReader.decode(shown, bytes(file.name()), diagnostics);
    }

    private static byte[] bytes(String name) throws DataException {
        if (!name.equals(STANDARD_INPUT)) {
            return SourceReader.bytes(Path.of(name));
        }
        try {
            return System.in.readNBytes(SourceReader.ENOUGH_BYTES);
        } catch (IOException e) {
            throw DataProblem.of(DataCode.UNREADABLE, "", "standard input cannot be read: " + e.getMessage())
                    .exception();
        }
    }
}
