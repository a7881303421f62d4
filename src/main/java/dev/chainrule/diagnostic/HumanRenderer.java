package dev.chainrule.diagnostic;

import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import java.util.Optional;

/**
 * The form for people: a headline, the place, the line with a caret below it, further places, notes, a hint.
 *
 * <pre>
 * error[NN204]: these operands do not line up: [batch] and [hidden]
 *   --> outer.nn:6:7
 *    |
 *  6 |   h = a + b;
 *    |       ^^^^^ neither has all the dimensions of the other
 * </pre>
 */
public final class HumanRenderer implements DiagnosticRenderer {

    private static final int NARROWEST_MARGIN = 2;

    /** How a piece of a message is painted, where there is colour. */
    private enum Paint {
        ERROR("\u001b[1;31m"),
        WARNING("\u001b[1;33m"),
        TITLE("\u001b[1m"),
        FRAME("\u001b[1;34m"),
        HINT("\u001b[1;36m");

        private final String on;

        Paint(String on) {
            this.on = on;
        }
    }

    private final boolean colour;

    private HumanRenderer(boolean colour) {
        this.colour = colour;
    }

    public static HumanRenderer plain() {
        return new HumanRenderer(false);
    }

    /** With ANSI colours. */
    public static HumanRenderer coloured() {
        return new HumanRenderer(true);
    }

    /** The message, with an empty line behind it. */
    @Override
    public String render(Diagnostic diagnostic) {
        return message(diagnostic) + "\n";
    }

    @Override
    public String footer(Tally tally) {
        String consequence = tally.errors() > 0 ? "; nothing was written" : "";
        String more = tally.first()
                .map(code -> ". More: chainrule explain " + code.id())
                .orElse("");
        return tally.words() + consequence + more + "\n";
    }

    private String message(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        Paint grave = diagnostic.code().isError() ? Paint.ERROR : Paint.WARNING;
        String kind = diagnostic.code().isError() ? "error" : "warning";
        out.append(paint(grave, kind + "[" + diagnostic.code().id() + "]"))
                .append(paint(Paint.TITLE, ": " + Visible.of(diagnostic.title())))
                .append('\n');
        body(diagnostic, out);
        return out.toString();
    }

    /** All that stands below the headline, which is for whoever has one of another form. */
    public String details(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        body(diagnostic, out);
        return out.toString();
    }

    private void body(Diagnostic diagnostic, StringBuilder out) {
        Paint grave = diagnostic.code().isError() ? Paint.ERROR : Paint.WARNING;
        int margin = margin(diagnostic);
        Span at = diagnostic.at();
        place(out, margin, "-->", at);
        snippet(out, margin, at, '^', diagnostic.label(), grave);
        Span shown = at;
        for (Diagnostic.Label label : diagnostic.labels()) {
            if (sharesLine(shown, label.at())) {
                underlined(out, margin, display(label.at(), '-'), label.text(), Paint.FRAME);
                continue;
            }
            if (label.at().source() == shown.source()) {
                frame(out, margin, "", "");
            } else {
                place(out, margin, ":::", label.at());
            }
            shown = label.at();
            snippet(out, margin, label.at(), '-', label.text(), Paint.FRAME);
        }
        if (!diagnostic.notes().isEmpty() || diagnostic.hint().isPresent()) {
            frame(out, margin, "", "");
        }
        diagnostic.notes().forEach(note -> remark(out, margin, "note: ", Paint.TITLE, note));
        Optional<String> hint = diagnostic.hint();
        hint.ifPresent(text -> remark(out, margin, "hint: ", Paint.HINT, text));
    }

    private static int margin(Diagnostic diagnostic) {
        int line = lastLine(diagnostic.at());
        for (Diagnostic.Label label : diagnostic.labels()) {
            line = Math.max(line, lastLine(label.at()));
        }
        return Math.max(NARROWEST_MARGIN, String.valueOf(line).length());
    }

    private static int lastLine(Span span) {
        return span.source().line(Math.max(span.start(), span.end() - 1));
    }

    private void place(StringBuilder out, int margin, String arrow, Span at) {
        out.append(paint(Paint.FRAME, " ".repeat(margin) + arrow))
                .append(' ')
                .append(Visible.of(at.toString()))
                .append('\n');
        if (hasText(at)) {
            frame(out, margin, "", "");
        }
    }

    /** A place in no text at all, or behind the part that could be read, has no line to show. */
    private static boolean hasText(Span at) {
        return !at.source().text().isEmpty();
    }

    private void snippet(StringBuilder out, int margin, Span at, char caret, String label, Paint paint) {
        if (!hasText(at)) {
            return;
        }
        int first = at.line();
        int last = Math.max(first, lastLine(at));
        if (first == last) {
            marked(out, margin, first, display(at, caret), label, paint);
            return;
        }
        SourceText source = at.source();
        String text = source.lineText(first);
        int from = at.start() - source.lineStart(first);
        marked(out, margin, first, new DisplayLine(text, from, text.length(), caret), "", paint);
        if (last > first + 1) {
            out.append("...\n");
        }
        String end = source.lineText(last);
        int indent = end.length() - end.stripLeading().length();
        int to = Math.min(at.end() - source.lineStart(last), end.length());
        marked(out, margin, last, new DisplayLine(end, Math.min(indent, to), to, caret), label, paint);
    }

    /** The one line of a span. */
    private static DisplayLine display(Span at, char caret) {
        String text = at.source().lineText(at.line());
        int start = at.source().lineStart(at.line());
        int from = Math.min(at.start() - start, text.length());
        return new DisplayLine(text, from, Math.min(at.end() - start, text.length()), caret);
    }

    /** Whether both lie in the same line, which is short enough to be shown whole: once is enough then. */
    private static boolean sharesLine(Span shown, Span next) {
        return hasText(next)
                && shown.source() == next.source()
                && shown.line() == next.line()
                && lastLine(shown) == shown.line()
                && lastLine(next) == next.line()
                && display(shown, '^').isWhole();
    }

    private void marked(StringBuilder out, int margin, int line, DisplayLine shown, String label, Paint paint) {
        frame(out, margin, String.valueOf(line), shown.text());
        underlined(out, margin, shown, label, paint);
    }

    private void underlined(StringBuilder out, int margin, DisplayLine shown, String label, Paint paint) {
        String under = label.isEmpty() ? shown.carets() : shown.carets() + " " + Visible.of(label);
        int indent = under.length() - under.stripLeading().length();
        frame(out, margin, "", under.substring(0, indent) + paint(paint, under.substring(indent)));
    }

    private void frame(StringBuilder out, int margin, String number, String text) {
        out.append(paint(Paint.FRAME, " ".repeat(margin - number.length()) + number + " |"));
        out.append(text.isEmpty() ? "" : " " + text).append('\n');
    }

    private void remark(StringBuilder out, int margin, String kind, Paint paint, String text) {
        String indent = " ".repeat(margin + 1 + "= ".length() + kind.length());
        out.append(paint(Paint.FRAME, " ".repeat(margin) + " = "))
                .append(paint(paint, kind.strip()))
                .append(' ')
                .append(Visible.lines(text).replace("\n", "\n" + indent))
                .append('\n');
    }

    private String paint(Paint paint, String text) {
        return colour && !text.isEmpty() ? paint.on + text + "\u001b[0m" : text;
    }
}
