package dev.chainrule.project;

import dev.chainrule.data.AtomicFile;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.emit.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Generated files below a folder: written all or none, never over a file that is not ours, never outside. */
public final class OutputFiles {

    private final Path folder;
    private final Map<Path, byte[]> files = new LinkedHashMap<>();

    /**
     * @param folder that they belong below
     * @param generated whose paths are relative to it
     * @param option the name under which the user chooses the folder
     * @throws DataException if they can't all be there: two of one name, a place outside, a file that is not ours
     */
    public OutputFiles(Path folder, List<GeneratedFile> generated, String option) throws DataException {
        this.folder = folder;
        DataProblems problems = new DataProblems();
        Map<String, String> known = new LinkedHashMap<>();
        for (GeneratedFile file : generated) {
            String other = known.put(file.path().toLowerCase(Locale.ROOT), file.path());
            Path path = folder.resolve(file.path()).normalize();
            files.put(path, file.text().getBytes(StandardCharsets.UTF_8));
            if (other != null) {
                problems.add(clash(other, file.path()));
            } else if (!isInside(path)) {
                problems.add(
                        DataProblem.of(DataCode.OUTSIDE, path.toString(), "this file would lie outside of " + folder)
                                .hint("choose another folder with " + option + ", or remove the link"));
            } else if (isForeign(path)) {
                problems.add(DataProblem.of(
                                DataCode.FOREIGN,
                                path.toString(),
                                "this file was not made by Chainrule and is left as it is")
                        .hint("choose another folder with " + option + ", or move it"));
            }
        }
        problems.throwIfAny();
    }

    private static DataProblem clash(String one, String other) {
        String files = one.equals(other) ? other : one + " and " + other + ", which some file systems take for one";
        return DataProblem.of(DataCode.CLASH, "", "two models would be written to " + files)
                .hint("give one of them another name or package");
    }

    /** Links on the way included: what is there of the path lies below the folder. */
    private boolean isInside(Path path) {
        Path absolute = path.toAbsolutePath();
        if (!absolute.startsWith(folder.toAbsolutePath().normalize())) {
            return false;
        }
        Path parent = absolute.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        try {
            Path target = Files.isSymbolicLink(absolute) && Files.exists(absolute) ? absolute : parent;
            return !Files.exists(folder)
                    || target == null
                    || target.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true; // writing will say why
        }
    }

    /** Whether something is there that Chainrule did not make: a file without its header, or a folder. */
    public static boolean isForeign(Path path) {
        byte[] header = ("// " + GeneratedFile.HEADER).getBytes(StandardCharsets.UTF_8);
        return Files.exists(path) && !Arrays.equals(header, start(path, header.length));
    }

    private static byte[] start(Path path, int length) {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            return new byte[0]; // a folder, or nothing that we may read: not ours
        }
    }

    /** The files whose text is not on disk yet. */
    public List<Path> changed() {
        List<Path> changed = new ArrayList<>();
        files.forEach((path, bytes) -> {
            if (!Files.exists(path) || !Arrays.equals(start(path, bytes.length + 1), bytes)) {
                changed.add(path);
            }
        });
        return changed;
    }

    /** Writes those; an unchanged file keeps its time, so that javac has nothing to do. */
    public void write() throws DataException {
        Map<Path, byte[]> news = new LinkedHashMap<>();
        changed().forEach(path -> news.put(path, files.get(path)));
        AtomicFile.writeAll(news);
    }
}
