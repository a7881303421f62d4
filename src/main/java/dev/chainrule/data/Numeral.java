package dev.chainrule.data;

/** A number as data files write it: decimal, with a point, perhaps with an exponent; nothing that only Java reads. */
final class Numeral {

    private Numeral() {}

    /** Whether {@code text} is {@code [+-] digits [. digits] [e [+-] digits]}, with a digit before or after the point. */
    static boolean isOne(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int count = whole - at;
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            count += fraction - at - 1;
            at = fraction;
        }
        if (count == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int from = sign(text, at + 1);
            at = digits(text, from);
            if (at == from) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
