package dev.chainrule.elaborate;

import dev.chainrule.equation.Dim;
import dev.chainrule.scalar.Functions;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The indexed form of an expression that was written without indices, for hints. Only what reads element by element, and
 * contractions of two names, have one here.
 */
final class IndexedSpelling {

    private static final String LETTERS = "ijklmnpqrstuvw";

    private record Replacement(Span at, String text) {}

    private final Scope scope;
    private final Map<Dim, String> letters = new LinkedHashMap<>();
    private final List<Replacement> replacements = new ArrayList<>();
    private int next;

    private IndexedSpelling(Scope scope) {
        this.scope = scope;
    }

    /** {@code pairs[i: batch, j: hidden] = a[i] + b[j]}, if the expression has such a form under these dims. */
    static Optional<String> of(Expression expression, Span whole, List<Dim> dims, Scope scope) {
        if (hasComment(whole) || hasComment(closed(whole))) {
            return Optional.empty(); // parentheses in it belong to nothing, and in one line it would hide what follows
        }
        IndexedSpelling spelling = new IndexedSpelling(scope);
        List<String> left = new ArrayList<>();
        for (Dim dim : dims) {
            String letter = spelling.letter();
            left.add(letter + ": " + dim.name());
            if (spelling.letters.put(dim, letter) != null) {
                return Optional.empty(); // which of two equal axes is meant has to be said by a person
            }
        }
        return spelling.spell(expression)
                ? Optional.of("pairs[" + String.join(", ", left) + "] = " + spelling.applied(closed(whole)))
                : Optional.empty();
    }

    private static boolean hasComment(Span span) {
        String text = span.source().text().substring(span.start(), span.end());
        return text.contains("//") || text.contains("/*") || text.contains("*/");
    }

    /** The next letter that is no visible name. */
    private String letter() {
        while (next < LETTERS.length()
                && scope.find(LETTERS.substring(next, next + 1)).isPresent()) {
            next++;
        }
        String letter = next < LETTERS.length() ? LETTERS.substring(next, next + 1) : "i" + next;
        next++;
        return letter;
    }

    private String applied(Span whole) {
        StringBuilder text = new StringBuilder();
        int at = whole.start();
        for (Replacement replacement : replacements) {
            text.append(whole.source().text(), at, replacement.at().start()).append(replacement.text());
            at = replacement.at().end();
        }
        return text.append(whole.source().text(), at, whole.end()).toString().replaceAll("\\s+", " ");
    }

    /** With the parentheses around its first and last operand, which are no part of an expression's span. */
    private static Span closed(Span span) {
        String text = span.source().text();
        int start = span.start();
        int end = span.end();
        int open = 0;
        for (int at = span.start(); at < span.end(); at++) {
            open += text.charAt(at) == '(' ? 1 : 0;
            if (text.charAt(at) == ')' && --open < 0) {
                start = text.lastIndexOf('(', start - 1);
                open = 0;
            }
        }
        for (; open > 0; open--) {
            end = text.indexOf(')', end) + 1;
        }
        return new Span(span.source(), start, end);
    }

    /** Notes what is to be replaced, from left to right; false if there is no indexed form. */
    private boolean spell(Expression expression) {
        if (expression instanceof Expression.Number) {
            return true;
        }
        if (expression instanceof Expression.Reference reference) {
            return reference(reference);
        }
        if (expression instanceof Expression.MatMul contraction) {
            return contraction(contraction);
        }
        if (expression instanceof Expression.Negation negation) {
            return spell(negation.operand());
        }
        if (expression instanceof Expression.Sum sum) {
            return sum.operands().stream().allMatch(this::spell);
        }
        if (expression instanceof Expression.Product product) {
            return product.operands().stream().allMatch(this::spell);
        }
        if (expression instanceof Expression.Power power) {
            return spell(power.base()) && spell(power.exponent());
        }
        if (expression instanceof Expression.Comparison comparison) {
            return spell(comparison.left()) && spell(comparison.right());
        }
        if (expression instanceof Expression.Choice choice) {
            return spell(choice.condition()) && spell(choice.then()) && spell(choice.otherwise());
        }
        return expression instanceof Expression.Call call
                && call.bindings().isEmpty()
                && Functions.byNnName(call.function().text()).isPresent()
                && call.arguments().stream().allMatch(argument -> spell(argument.value()));
    }

    private Optional<List<Dim>> dims(String name) {
        Optional<Named> named = scope.find(name);
        if (named.isPresent() && named.get() instanceof Named.Array array) {
            List<Dim> dims = new ArrayList<>();
            for (int axis = 0; axis < array.tensor().rank(); axis++) {
                dims.add(array.tensor().dim(axis).orElseThrow());
            }
            return Optional.of(dims);
        }
        return named.isPresent() && named.get() instanceof Named.Bound ? Optional.of(List.of()) : Optional.empty();
    }

    private boolean reference(Expression.Reference reference) {
        Optional<List<Dim>> dims = dims(reference.name());
        if (dims.isEmpty() || !letters.keySet().containsAll(dims.get())) {
            return false;
        }
        if (!dims.get().isEmpty()) {
            replacements.add(new Replacement(reference.span(), read(reference.name(), dims.get(), letters)));
        }
        return true;
    }

    private static String read(String name, List<Dim> dims, Map<Dim, String> letters) {
        return name + "[" + String.join(", ", dims.stream().map(letters::get).toList()) + "]";
    }

    private boolean contraction(Expression.MatMul contraction) {
        if (contraction.operands().size() != 2
                || !(contraction.operands().get(0) instanceof Expression.Reference a)
                || !(contraction.operands().get(1) instanceof Expression.Reference b)) {
            return false;
        }
        Optional<List<Dim>> left = dims(a.name());
        Optional<List<Dim>> right = dims(b.name());
        if (left.isEmpty() || right.isEmpty() || left.get().isEmpty()) {
            return false;
        }
        Dim summed = left.get().get(left.get().size() - 1);
        String letter = letter();
        Map<Dim, String> inside = new LinkedHashMap<>(letters);
        inside.put(summed, letter); // whatever it is called outside
        if (!inside.keySet().containsAll(left.get()) || !inside.keySet().containsAll(right.get())) {
            return false;
        }
        replacements.add(new Replacement(
                contraction.span(),
                "sum[" + letter + ": " + summed.name() + "](" + read(a.name(), left.get(), inside) + " * "
                        + read(b.name(), right.get(), inside) + ")"));
        return true;
    }
}
