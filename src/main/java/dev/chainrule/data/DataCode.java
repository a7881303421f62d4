package dev.chainrule.data;

import java.util.Optional;

/** The kinds of mistakes about files, data and their options. Codes are never reused. */
public enum DataCode {
    /** A file that is not ours to replace. */
    FOREIGN(
            "NN801",
            "Only files that Chainrule has made are written over: Java that begins with its header, and parameters as"
                    + " safetensors. The file named is another one and stays as it is. Move it, or name another place with"
                    + " -o."),
    /** A file outside of the output folder. */
    OUTSIDE(
            "NN802",
            "What is generated stays below the output folder. The package of the model, or a link on the way, leads out of"
                    + " it."),
    /** A folder or file that cannot be written. */
    UNWRITABLE(
            "NN803",
            "The file named cannot be written: its folder is not a folder, or writing there is not permitted. Results"
                    + " are written beside their final name first and moved when complete, so a file that was there before"
                    + " is as it was."),
    /** No space left. */
    DISK_FULL(
            "NN804",
            "There is no space left where the file named is to be written. Results are written beside their final name"
                    + " first and moved when complete, so a file that was there before is as it was."),
    /** A binary file that is not what it should be. */
    MALFORMED(
            "NN805",
            "A file of parameters (safetensors) or of data (IDX) does not follow its format: a header that is missing,"
                    + " too long or not understood, tensors that overlap or leave gaps, or a length that is not what the"
                    + " header says. Such a file is not read in part."),
    /** A file that cannot be opened or read. */
    UNREADABLE(
            "NN806",
            "The file named does not exist, is a folder where a file is needed, or may not be read; or a folder"
                    + " has no .nn files."),
    /** A CSV file with something wrong in it. */
    TABLE(
            "NN807",
            "A CSV file has a header with the names of its columns, then rows with as many cells as the header,"
                    + " separated by commas, in UTF-8. Every cell of a column that is used must have a number (or, in a"
                    + " column of labels, a label): no cell is guessed, skipped or filled in."),
    /** Data that do not fit the network. */
    MISFIT(
            "NN808",
            "The data do not fit the network: an input for which no column is found, a number of columns that is not"
                    + " the length of the input's dimension, or a label outside of its dimension. The message names the"
                    + " option that says what belongs to what."),
    /** An option whose text is not understood. */
    OPTION("NN809", "The value of an option is not understood, or does not go with the others."),
    /** A training run that came to nothing. */
    DIVERGED(
            "NN810",
            "The loss is not a finite number any more, so that training cannot go on. Mostly the learning rate is too"
                    + " high, or the columns of the data differ much in size and are not scaled. What was saved before is"
                    + " as it was."),
    /** Two results of one name. */
    CLASH(
            "NN811",
            "Two models would be written to the same file, or to two that differ in upper and lower case only, which some"
                    + " file systems take for one. Give one of them another name or package."),
    /** Java without a compiler. */
    NO_COMPILER(
            "NN812",
            "Checking and training compile the generated class in memory, which takes a JDK. The Java in use is a JRE: set"
                    + " JAVA_HOME to a JDK, 17 or newer."),
    /** No memory left. */
    MEMORY(
            "NN813",
            "Java has used all the memory that it may take. Nothing is written unless all of it is there, so files are as"
                    + " they were.");

    private final String id;
    private final String explanation;

    DataCode(String id, String explanation) {
        this.id = id;
        this.explanation = explanation;
    }

    /** {@code NN805}. */
    public String id() {
        return id;
    }

    /** A paragraph for {@code chainrule explain}. */
    public String explanation() {
        return explanation;
    }

    /** The kind with this id. */
    public static Optional<DataCode> byId(String id) {
        for (DataCode code : values()) {
            if (code.id.equalsIgnoreCase(id)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return id;
    }
}
