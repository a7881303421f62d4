package dev.chainrule.maven;

import dev.chainrule.CompileOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code .nn} files that a goal works on, and how they are compiled.
 *
 * @param directory absolute; its sub-folders are packages
 * @param files below it, with {@code /}, sorted
 * @param imports absolute folders to look for imported files in, besides that of the importing file
 * @param packageName of all files without a {@code package} statement, instead of that of their folders
 * @param options the rest
 * @param strict whether warnings are errors
 */
record SourceSet(
        Path directory,
        List<String> files,
        List<Path> imports,
        Optional<String> packageName,
        CompileOptions options,
        boolean strict) {

    SourceSet {
        files = List.copyOf(files);
        imports = List.copyOf(imports);
    }

    Path path(String file) {
        return directory.resolve(file);
    }

    /** The package of a file without a {@code package} statement. */
    Optional<String> packageOf(String file) {
        int end = file.lastIndexOf('/');
        return packageName.or(() -> Optional.of(file.substring(0, Math.max(0, end)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> folder.replace('/', '.')));
    }

    /** {@code path} seen from the source directory, with {@code /}; on another drive, as it is. */
    String relative(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path shown =
                Objects.equals(absolute.getRoot(), directory.getRoot()) ? directory.relativize(absolute) : absolute;
        return slashed(shown);
    }

    /** All that decides what comes out, as a text. */
    String description() {
        return String.join(
                "\n",
                "imports " + imports.stream().map(this::relative).toList(),
                "package " + packageName,
                "dims " + options.dims(),
                "precision " + options.precision(),
                "checked " + options.checked(),
                "marked " + options.marked(),
                "limits " + options.limits(),
                "strict " + strict);
    }

    static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
