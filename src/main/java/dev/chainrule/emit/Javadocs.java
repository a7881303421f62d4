package dev.chainrule.emit;

/** Text of strangers inside Java comments: it can end no comment, escape no character and form no tag. */
final class Javadocs {

    private Javadocs() {}

    /** Safe inside of a documentation comment; lines are kept. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> out.append(out.length() > 0 && out.charAt(out.length() - 1) == '/' ? "&#42;" : "*");
                case '/' -> out.append(out.length() > 0 && out.charAt(out.length() - 1) == '*' ? "&#47;" : "/");
                case '\\' -> out.append("&#92;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '@' -> out.append("&#64;");
                default -> {
                    if (c == '\n' || c >= ' ' && c != 0x7F) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    /** Safe behind {@code //}: one line, no escapes. */
    static String line(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(c < ' ' || c == '\\' ? '?' : c));
        return out.toString();
    }
}
