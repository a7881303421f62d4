package dev.chainrule.project;

import dev.chainrule.CompileResult;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.source.SourceText;
import java.util.List;

/**
 * A {@code .nn} file and what became of it.
 *
 * @param source the text, under the name that messages show
 * @param folder how that name begins, up to the file or to what was found in a folder; may be empty
 * @param result of compiling it
 */
public record TranslatedFile(SourceText source, String folder, CompileResult result) {

    /**
     * The generated files. Their headers name the {@code .nn} file below the folder it was found in, so that the same
     * text comes out wherever that folder lies.
     */
    public List<GeneratedFile> files() {
        String start = "// " + GeneratedFile.HEADER;
        return result.files().stream()
                .map(file -> file.text().startsWith(start + folder)
                        ? new GeneratedFile(
                                file.path(), start + file.text().substring(start.length() + folder.length()))
                        : file)
                .toList();
    }
}
