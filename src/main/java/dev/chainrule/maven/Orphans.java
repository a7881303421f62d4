package dev.chainrule.maven;

import dev.chainrule.project.OutputFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files that were generated once and that nothing makes any more. Only what the manifest lists is deleted, only below the
 * output directory, and only with our header.
 */
final class Orphans {

    private final Path folder;
    private final List<Manifest.Output> before;
    private final Set<String> now;

    Orphans(Path folder, List<Manifest.Output> before, List<Manifest.Output> now) {
        this.folder = folder;
        this.before = before;
        this.now = now.stream() // some file systems take two spellings for one file
                .map(output -> output.path().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Those that are gone now, with the folders that they leave empty. */
    List<Path> delete() {
        List<Path> deleted = new ArrayList<>();
        for (Manifest.Output output : before) {
            Path file = folder.resolve(output.path()).normalize();
            if (!now.contains(output.path().toLowerCase(Locale.ROOT)) && isOurs(file) && deleted(file)) {
                deleted.add(file);
                deleteEmptyFolders(file.getParent());
            }
        }
        return deleted;
    }

    private boolean isOurs(Path file) {
        try {
            return Files.isRegularFile(file)
                    && file.toRealPath().startsWith(folder.toRealPath())
                    && !OutputFiles.isForeign(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** A file that can't be deleted stays; the next build tries no more, and javac will say what is wrong with it. */
    private static boolean deleted(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    private void deleteEmptyFolders(@Nullable Path from) {
        try {
            for (Path empty = from; empty != null && !empty.equals(folder); empty = empty.getParent()) {
                Files.delete(empty);
            }
        } catch (DirectoryNotEmptyException e) {
            // as far as it goes
        } catch (IOException e) {
            // an empty folder does no harm
        }
    }
}
