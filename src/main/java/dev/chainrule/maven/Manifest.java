package dev.chainrule.maven;

import java.util.List;
import java.util.Optional;

/**
 * What the last successful run of an execution was made of, and what it made. Paths are relative and have {@code /}, so that
 * a checkout elsewhere has the same manifest.
 *
 * @param tool the version of the plugin
 * @param options the fingerprint of all that the run was told
 * @param sources what was compiled
 * @param outputs what was written
 */
record Manifest(String tool, String options, List<Source> sources, List<Output> outputs) {

    /** There was no run. */
    static final Manifest NONE = new Manifest("", "", List.of(), List.of());

    /**
     * A {@code .nn} file.
     *
     * @param path below the source directory
     * @param sha256 of its bytes
     * @param imports where its imports, and theirs, were looked for
     */
    record Source(String path, String sha256, List<Import> imports) {
        Source {
            imports = List.copyOf(imports);
        }
    }

    /**
     * A place where an import was looked for.
     *
     * @param path seen from the source directory
     * @param sha256 of what was there; empty if nothing was
     */
    record Import(String path, Optional<String> sha256) {}

    /**
     * A generated file.
     *
     * @param path below the output directory
     * @param sha256 of its bytes
     * @param source the path of the {@code .nn} file that it came from; empty for what came from all of them
     */
    record Output(String path, String sha256, String source) {}

    Manifest {
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
    }

    Optional<Source> source(String path) {
        return sources.stream().filter(source -> source.path().equals(path)).findFirst();
    }

    List<Output> outputsOf(String source) {
        return outputs.stream().filter(output -> output.source().equals(source)).toList();
    }
}
