package dev.chainrule.equation;

/**
 * Where in a {@code .nn} file something was written. Kept beside the graph, never part of what makes two things equal.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in code points
 * @param text the line or expression as written, for comments in the output
 */
public record Origin(String file, int line, int column, String text) {

    /** Of what the compiler itself has made. */
    public static final Origin NONE = new Origin("", 1, 1, "");

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** The file without its folder: the same wherever the folder lies, so output may name it. */
    public String fileName() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }
}
