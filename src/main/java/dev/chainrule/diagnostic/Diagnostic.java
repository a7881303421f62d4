package dev.chainrule.diagnostic;

import dev.chainrule.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message for the author of a {@code .nn} file. A value: {@link HumanRenderer} and others turn it into text.
 *
 * @param code its kind
 * @param at where
 * @param title what is wrong: lower case, no full stop
 * @param label what to say under the caret; may be empty
 * @param labels further places that matter
 * @param notes facts that explain it
 * @param hint what to type instead
 */
public record Diagnostic(
        Code code, Span at, String title, String label, List<Label> labels, List<String> notes, Optional<String> hint) {

    /** A further place and what to say about it. */
    public record Label(Span at, String text) {}

    public Diagnostic {
        labels = List.copyOf(labels);
        notes = List.copyOf(notes);
    }

    public static Diagnostic of(Code code, Span at, String title) {
        return new Diagnostic(code, at, title, "", List.of(), List.of(), Optional.empty());
    }

    /** This with a text under the caret. */
    public Diagnostic labelled(String text) {
        return new Diagnostic(code, at, title, text, labels, notes, hint);
    }

    /** This with a further place. */
    public Diagnostic with(Span place, String text) {
        List<Label> more = new ArrayList<>(labels);
        more.add(new Label(place, text));
        return new Diagnostic(code, at, title, label, more, notes, hint);
    }

    /** This with a further fact. */
    public Diagnostic note(String text) {
        List<String> more = new ArrayList<>(notes);
        more.add(text);
        return new Diagnostic(code, at, title, label, labels, more, hint);
    }

    /** This with what to type instead. */
    public Diagnostic hint(String text) {
        return new Diagnostic(code, at, title, label, labels, notes, Optional.of(text));
    }

    /** This as something that stops the compilation, whatever its code says. */
    public Diagnostic asError() {
        return new Diagnostic(
                new Code(code.id(), Code.Severity.ERROR, code.explanation()), at, title, label, labels, notes, hint);
    }
}
