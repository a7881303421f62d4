package dev.chainrule.parse;

import dev.chainrule.source.SourceText;

/** Finds the files that a file imports. The compiler touches none itself: whoever calls it says what there is. */
@FunctionalInterface
public interface Imports {

    /** There are no other files. */
    Imports NONE = (importer, path) -> new Refused("there are no other files here");

    /**
     * @param importer whose {@code import} it is
     * @param path as it is written there
     */
    Answer find(SourceText importer, String path);

    /** What became of it. */
    sealed interface Answer {}

    /** @param text whose name is the same for the same file, by whatever path it is imported */
    record Found(SourceText text) implements Answer {}

    /** @param reason why there is no text, in lower case, without a full stop */
    record Refused(String reason) implements Answer {}
}
