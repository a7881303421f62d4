package dev.chainrule.diagnostic;

import java.util.List;

/** Text, tokens, syntax: NN1xx; limits: NN7xx. */
public final class SyntaxCodes {

    private SyntaxCodes() {}

    public static final Code SYNTAX = Code.error(
            "NN101",
            "The text does not follow the grammar. The message names what was found and what could stand there instead.");
    public static final Code ENCODING =
            Code.error("NN102", "A .nn file is UTF-8. The byte named is not; save the file as UTF-8.");
    public static final Code HIDDEN_CHARACTER = Code.error(
            "NN103",
            "A character that cannot be seen, or that changes the direction of text, stands in the file, where it could"
                    + " make a program look like another. Remove it.");
    public static final Code NUMBER =
            Code.error("NN104", "A number is too large to be represented, or is written with too many digits.");
    public static final Code CHARACTER =
            Code.error("NN105", "A character that has no meaning in .nn stands outside of a comment.");
    public static final Code CHAINED_COMPARISON = Code.error(
            "NN106", "Comparisons do not chain: write a < b && b < c for what mathematics writes a < b < c.");
    public static final Code IDENTIFIER_LENGTH = Code.error("NN107", "A name has at most 128 characters.");
    public static final Code NESTING = Code.error(
            "NN701",
            "Parentheses, brackets, signs and powers may be nested 256 deep. Give parts of the expression names.");
    public static final Code TOO_LARGE =
            Code.error("NN702", "A .nn file has at most 4 MiB of text and a million tokens.");

    public static final Code TOO_MANY_FILES =
            Code.error("NN705", "A compilation reads at most 1,000 files, imports and all.");
    public static final Code TOO_MANY_NODES = Code.error(
            "NN706",
            "The equations of a file, with all functions put into them, and their derivatives have at most 2,000,000 nodes"
                    + " together.");

    public static final Code CLASS_FILE = Code.error(
            "NN707",
            "A class file of Java has room for 255 slots of arguments of a method and for some 20,000 different numbers.");

    static final List<Code> ALL = List.of(
            SYNTAX,
            ENCODING,
            HIDDEN_CHARACTER,
            NUMBER,
            CHARACTER,
            CHAINED_COMPARISON,
            IDENTIFIER_LENGTH,
            NESTING,
            TOO_LARGE,
            TOO_MANY_FILES,
            TOO_MANY_NODES,
            CLASS_FILE);
}
