package dev.chainrule.cli;

import dev.chainrule.emit.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes generated files below a folder: all or none, never over a file that is not ours, never outside. */
final class OutputFiles {

    private final Path folder;

    OutputFiles(Path folder) {
        this.folder = folder;
    }

    /** The files whose text is not on disk yet. */
    List<Path> changed(List<GeneratedFile> files) {
        List<Path> changed = new ArrayList<>();
        for (GeneratedFile file : files) {
            Path path = place(file);
            if (!Files.exists(path) || !text(path).equals(file.text())) {
                changed.add(path);
            }
        }
        return changed;
    }

    /** @throws EnvironmentException if a file is not ours or can't be written; then nothing has changed */
    void write(List<GeneratedFile> files) {
        refuseCollisions(files);
        for (GeneratedFile file : files) {
            Path path = place(file);
            if (Files.exists(path) && !text(path).startsWith("// " + GeneratedFile.HEADER)) {
                throw new EnvironmentException("[NN801] " + path
                        + " was not made by Chainrule and is left as it is; choose another folder with -o, or move it");
            }
        }
        Map<Path, Path> ready = new LinkedHashMap<>();
        try {
            for (GeneratedFile file : files) {
                Path path = place(file);
                if (Files.exists(path) && text(path).equals(file.text())) {
                    continue; // an unchanged file keeps its time, so that javac has nothing to do
                }
                Files.createDirectories(path.toAbsolutePath().getParent());
                Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
                ready.put(temporary, path);
                Files.writeString(temporary, file.text(), StandardCharsets.UTF_8);
            }
            for (Map.Entry<Path, Path> move : ready.entrySet()) {
                Files.move(
                        move.getKey(),
                        move.getValue(),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            ready.keySet().forEach(OutputFiles::discard);
            throw new EnvironmentException("[NN803] " + folder + " can't be written: " + reason(e));
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // it stays behind under a name that says what it is
        }
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return kind.equals("AccessDenied") ? "access is denied to " + e.getMessage() : kind + ": " + e.getMessage();
    }

    private void refuseCollisions(List<GeneratedFile> files) {
        Map<String, String> known = new LinkedHashMap<>();
        for (GeneratedFile file : files) {
            String other = known.put(file.path().toLowerCase(Locale.ROOT), file.path());
            if (other != null) {
                throw new EnvironmentException("[NN306] two models would be written to " + other + " and " + file.path()
                        + ", which some file systems take for one; give one of them another name or package");
            }
        }
    }

    private Path place(GeneratedFile file) {
        Path path = folder.resolve(file.path()).normalize();
        if (!path.toAbsolutePath().startsWith(folder.toAbsolutePath().normalize())) {
            throw new EnvironmentException("[NN802] " + file.path() + " lies outside of " + folder);
        }
        return path;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // not text: not ours
        }
    }
}
