package dev.chainrule.project;

import dev.chainrule.diagnostic.Diagnostics;
import dev.chainrule.parse.Decoding;
import dev.chainrule.parse.Imports;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports from files: relative to the importing file, else in the folders given. A file is read only
 * if it really lies, links followed, below one of those folders or below the folder of a file that is compiled.
 */
public final class FileImports implements Imports {

    private final List<Path> given;
    private final String option;
    private final List<Path> roots = new ArrayList<>();
    private final Map<Path, Boolean> lookedAt = new LinkedHashMap<>();

    /**
     * @param files that are compiled
     * @param given the folders to look in besides, in order
     * @param option the name under which the user gives those
     */
    public FileImports(List<String> files, List<Path> given, String option) {
        this.given = List.copyOf(given);
        this.option = option;
        for (String file : files) {
            roots.add(file.equals("-") ? Path.of("") : folder(Path.of(file)));
        }
        roots.addAll(given);
    }

    private static Path folder(Path file) {
        return Files.isDirectory(file)
                ? file
                : Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }

    @Override
    public Answer find(SourceText importer, String path) {
        List<Path> candidates = new ArrayList<>();
        try {
            candidates.add(folder(Path.of(importer.name())).resolve(path).normalize());
            given.forEach(folder -> candidates.add(folder.resolve(path).normalize()));
        } catch (InvalidPathException e) {
            return new Refused("this is no path of a file");
        }
        Optional<Path> found = candidates.stream().filter(this::isThere).findFirst();
        if (found.isEmpty()) {
            return new Refused("there is no file " + candidates.get(0));
        }
        try {
            return isBelowRoot(found.get())
                    ? read(found.get())
                    : new Refused("it lies outside of the folder that is compiled; give its folder with " + option);
        } catch (IOException e) {
            return new Refused("it can't be read: " + e.getMessage());
        }
    }

    private boolean isThere(Path file) {
        boolean there = Files.isRegularFile(file);
        lookedAt.put(file, there);
        return there;
    }

    /**
     * Where imports were looked for so far, each with whether a file was there: as long as no answer and no file changes,
     * neither do the imports.
     */
    public Map<Path, Boolean> lookedAt() {
        return Collections.unmodifiableMap(lookedAt);
    }

    private boolean isBelowRoot(Path file) throws IOException {
        Path real = file.toRealPath();
        for (Path root : roots) {
            if (Files.exists(root) && real.startsWith(root.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private static Answer read(Path file) throws IOException {
        Diagnostics mistakes = new Diagnostics();
        Optional<SourceText> text = Decoding.decode(file.toString(), Files.readAllBytes(file), mistakes);
        return text.<Answer>map(Found::new)
                .orElseGet(() -> new Refused(mistakes.all().get(0).title()));
    }
}
