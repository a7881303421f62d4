package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.source.SourceText;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Declaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The calls of functions that are being put into their callers. A mistake that shows inside of one is told where its author
 * can see it: in the library at the call, in a function of the user's own where it stands, with a call that leads there.
 */
final class CallStack {

    /** Where something is called or made of which the body is put in place. */
    record Call(Span at, Declaration function) {}

    private final Predicate<SourceText> isLibrary;
    private Deque<Call> calls = new ArrayDeque<>(); // the innermost first

    CallStack(Predicate<SourceText> isLibrary) {
        this.isLibrary = isLibrary;
    }

    /** The same calls, for messages that are forgotten. */
    CallStack rehearsal() {
        CallStack rehearsal = new CallStack(isLibrary);
        rehearsal.calls.addAll(calls);
        return rehearsal;
    }

    void enter(Span at, Declaration function) {
        calls.push(new Call(at, function));
    }

    void leave() {
        calls.pop();
    }

    /** The calls that have been entered and not left, the innermost first. */
    List<Call> standing() {
        return List.copyOf(calls);
    }

    /** Does something as if it stood where some calls had led. */
    void during(List<Call> standing, Runnable action) {
        Deque<Call> before = calls;
        calls = new ArrayDeque<>(standing);
        action.run();
        calls = before;
    }

    int depth() {
        return calls.size();
    }

    /** The function that the author of the file has called, if anything is being put in place. */
    Optional<String> shown() {
        return calls.isEmpty()
                ? Optional.empty()
                : Optional.of(byAuthor().function().name().text());
    }

    /** Where the author of the file can see it: the place itself, or the call that leads to it. */
    Span seen(Span at) {
        return calls.isEmpty() || !isLibrary.test(at.source()) ? at : byAuthor().at();
    }

    /** The innermost call that stands in the author's own text. */
    private Call byAuthor() {
        return calls.stream()
                .filter(one -> !isLibrary.test(one.at().source()))
                .findFirst()
                .orElse(calls.getLast());
    }

    /** The names of the functions from the outermost call of {@code function} on, if it is being called already. */
    List<String> circle(Declaration.Inline function) {
        List<String> names = new ArrayList<>();
        for (Call call : calls) {
            names.add(0, call.function().name().text());
            if (call.function() == function) {
                return names;
            }
        }
        return List.of();
    }

    /** The message as it is to be told. */
    Diagnostic told(Diagnostic diagnostic) {
        if (calls.isEmpty()) {
            return diagnostic;
        }
        Call outermost = calls.getLast();
        return isLibrary.test(diagnostic.at().source())
                ? atTheCall(diagnostic)
                : diagnostic.with(outermost.at(), label(outermost));
    }

    private static String label(Call call) {
        String name = call.function().name().text();
        return call.function() instanceof Declaration.Module ? name + " is made here" : "in this call of " + name;
    }

    private Diagnostic atTheCall(Diagnostic inside) {
        Call call = byAuthor();
        List<Diagnostic.Label> labels = new ArrayList<>();
        labels.add(new Diagnostic.Label(inside.at(), inside.label().isEmpty() ? "here" : inside.label()));
        labels.addAll(inside.labels());
        return new Diagnostic(
                inside.code(), call.at(), inside.title(), label(call), labels, inside.notes(), inside.hint());
    }
}
