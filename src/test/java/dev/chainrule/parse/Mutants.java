package dev.chainrule.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages programs: in their letters, which few parsers survive, and in their words, which elaboration has to answer. */
final class Mutants {

    private static final String PIECES = "()[]{};:,=+-*/@^?!<>&|.\"0123456789abcxyz \n#π\u200B\uD800";
    private static final List<String> WORDS = List.of(
            "dim ",
            "input ",
            "param ",
            "output ",
            "train ",
            "with ",
            "return ",
            "else ",
            "where ",
            "new ",
            "times ",
            "network N {",
            "function F(",
            "fn f(",
            "/*",
            "*/",
            "/**",
            "//",
            "1e999",
            "@ @",
            "^-",
            "? :",
            "[i: n]");

    /** Statements, names, numbers and operators: what is replaced by another of its kind leaves a text that parses. */
    private static final List<Pattern> KINDS = List.of(
            Pattern.compile("(?<=[;{]\\s{0,9})[^;{}]+;"),
            Pattern.compile("\\b[A-Za-z_]\\w*"),
            Pattern.compile("\\b[A-Za-z_]\\w*"),
            Pattern.compile("\\b\\d[\\w.]*"),
            Pattern.compile("[-+*/@^]"),
            Pattern.compile("<=?|>=?|==|!=|&&|\\|\\|"),
            Pattern.compile("\\[[^\\[\\]]*]"),
            Pattern.compile("\\([^()]*\\)"));

    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "3", "7", "1e308", "1e-308", "0.5", "2147483647", "9007199254740993", "64");
    private static final List<String> CALLS =
            List.of("sum", "max", "mean", "argmax", "softmax", "log", "grad", "stop_gradient", "dropout", "size");

    private Mutants() {}

    /** One to four letters or pieces lost, added or repeated, or the end cut off. */
    static String damaged(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(out.length() + 1);
            int end = Math.min(out.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> out.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> out.insert(at, out.substring(random.nextInt(at + 1), at));
                default -> out.setLength(Math.max(1, at));
            }
        }
        return out.toString();
    }

    /** One to three words replaced by others of their kind, left out, repeated or put into parentheses. */
    static String reworded(String text, SplittableRandom random) {
        String out = text;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            out = reworded(out, KINDS.get(random.nextInt(KINDS.size())), random);
        }
        return out;
    }

    private static String reworded(String text, Pattern kind, SplittableRandom random) {
        List<MatchResult> places = new ArrayList<>(kind.matcher(text).results().toList());
        if (places.isEmpty()) {
            return text;
        }
        MatchResult at = places.get(random.nextInt(places.size()));
        String other = places.get(random.nextInt(places.size())).group();
        String word = at.group();
        String changed = switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> word + " " + other;
            case 2 -> CALLS.get(random.nextInt(CALLS.size())) + "(" + word + ")";
            case 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            default -> other;
        };
        return text.substring(0, at.start()) + changed + text.substring(at.end());
    }
}
