package dev.chainrule.fuzz;

import dev.chainrule.source.Span;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import dev.chainrule.syntax.Printer;
import dev.chainrule.syntax.SyntaxWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a program that fails smaller, as long as it fails in the same way: drops declarations, statements, arguments and
 * operands, puts parts and numbers in the place of expressions, shortens dims. (Zeller and Hildebrandt, Simplifying and
 * Isolating Failure-Inducing Input, 2002, on the syntax tree.)
 */
final class Shrinker {

    private final Predicate<String> fails;
    private int left;
    private CompilationUnit best;

    private Shrinker(String program, Predicate<String> fails, int attempts) {
        this.best = Programs.parsed(program);
        this.fails = fails;
        this.left = attempts;
    }

    /** The failure of the smallest program that was found to fail in the same way. */
    static Failure shrunk(Failure failure, int attempts) {
        Program program = failure.program();
        List<Failure> last = new ArrayList<>(List.of(failure));
        String text = shrunk(
                program.text(),
                smaller -> {
                    Optional<Failure> same =
                            Judge.judge(List.of(new Program(program.seed(), smaller))).failures().stream()
                                    .filter(one -> one.kind().equals(failure.kind()))
                                    .findFirst();
                    same.ifPresent(last::add);
                    return same.isPresent();
                },
                attempts);
        return last.stream()
                .filter(one -> one.program().text().equals(text))
                .reduce((first, second) -> second)
                .orElse(failure);
    }

    /** The smallest text that was found to fail. */
    static String shrunk(String program, Predicate<String> fails, int attempts) {
        return new Shrinker(program, fails, attempts).run();
    }

    private String run() {
        boolean smaller = true;
        while (smaller && left > 0) {
            smaller = dropDeclarations() | dropItems() | dropParameters() | simplifyExpressions() | shortenDims();
        }
        return Printer.print(best);
    }

    private boolean take(CompilationUnit candidate) {
        if (left <= 0) {
            return false;
        }
        String text = Printer.print(candidate);
        if (text.equals(Printer.print(best))) {
            return false;
        }
        left--;
        if (!fails.test(text)) {
            return false;
        }
        best = candidate;
        return true;
    }

    private static CompilationUnit with(CompilationUnit unit, List<Declaration> declarations) {
        return new CompilationUnit(unit.span(), unit.packageName(), unit.imports(), declarations);
    }

    private static <T> List<T> without(List<T> list, int from, int count) {
        List<T> rest = new ArrayList<>(list.subList(0, from));
        rest.addAll(list.subList(Math.min(list.size(), from + count), list.size()));
        return rest;
    }

    private static <T> List<T> replaced(List<T> list, int at, T element) {
        List<T> changed = new ArrayList<>(list);
        changed.set(at, element);
        return changed;
    }

    private boolean dropDeclarations() {
        boolean any = false;
        for (int i = best.declarations().size() - 1;
                i >= 0 && best.declarations().size() > 1;
                i--) {
            any |= take(with(best, without(best.declarations(), i, 1)));
        }
        return any;
    }

    /** Whole runs of statements first, then shorter ones, then each. What reads them is replaced by numbers later. */
    private boolean dropItems() {
        boolean any = false;
        for (int d = best.declarations().size() - 1; d >= 0; d--) {
            int size = Programs.items(best.declarations().get(d)).size();
            for (int run = Integer.highestOneBit(Math.max(1, size)); run >= 1; run /= 2) {
                for (int at = Programs.items(best.declarations().get(d)).size() - run; at >= 0; at--) {
                    Declaration declaration = best.declarations().get(d);
                    List<Item> items = Programs.items(declaration);
                    if (at + run <= items.size()) {
                        any |= take(with(d, Programs.withItems(declaration, without(items, at, run))));
                    }
                }
            }
        }
        return any;
    }

    private CompilationUnit with(int position, Declaration declaration) {
        return with(best, replaced(best.declarations(), position, declaration));
    }

    private boolean dropParameters() {
        boolean any = false;
        for (int d = 0; d < best.declarations().size(); d++) {
            if (best.declarations().get(d) instanceof Declaration.Function function) {
                for (int i = function.parameters().size() - 1; i >= 0; i--) {
                    function = (Declaration.Function) best.declarations().get(d);
                    any |= take(with(d, function(function, function.dims(), without(function.parameters(), i, 1))));
                }
                function = (Declaration.Function) best.declarations().get(d);
                for (int i = function.dims().size() - 1; i >= 0; i--) {
                    function = (Declaration.Function) best.declarations().get(d);
                    any |= take(with(d, function(function, without(function.dims(), i, 1), function.parameters())));
                }
            }
        }
        return any;
    }

    private static Declaration function(
            Declaration.Function f, List<Name> dims, List<Declaration.Parameter> parameters) {
        return new Declaration.Function(f.span(), f.doc(), f.name(), dims, parameters, f.items());
    }

    private boolean simplifyExpressions() {
        boolean any = false;
        int position = 0;
        while (position < Edit.expressions(best).size() && left > 0) {
            boolean changed = false;
            for (Expression candidate : simpler(Edit.expressions(best).get(position))) {
                if (take(Edit.changed(best, position, before -> candidate))) {
                    changed = true;
                    break;
                }
            }
            any |= changed;
            position += changed ? 0 : 1;
        }
        return any;
    }

    /** What might take the place of an expression, the smallest first. */
    private static List<Expression> simpler(Expression expression) {
        List<Expression> simpler = new ArrayList<>();
        if (expression instanceof Expression.Number number) {
            if (number.value() != 1 && number.value() != 0) {
                simpler.add(number(number.span(), 1));
            }
            return simpler;
        }
        simpler.add(number(expression.span(), 1));
        simpler.add(number(expression.span(), 0));
        List<Expression> parts = new ArrayList<>(SyntaxWalk.parts(expression));
        if (expression instanceof Expression.Choice choice) {
            parts = new ArrayList<>(List.of(choice.then(), choice.otherwise()));
        }
        simpler.addAll(parts);
        for (int i = 0; i < parts.size() && parts.size() > 2; i++) {
            List<Expression> fewer = without(parts, i, 1);
            if (expression instanceof Expression.Sum sum) {
                simpler.add(new Expression.Sum(sum.span(), fewer, first(without(sum.minus(), i, 1))));
            } else if (expression instanceof Expression.Product product) {
                simpler.add(new Expression.Product(product.span(), fewer, first(without(product.divides(), i, 1))));
            } else if (expression instanceof Expression.Logic logic) {
                simpler.add(new Expression.Logic(logic.span(), logic.and(), fewer));
            }
        }
        if (expression instanceof Expression.Call call && call.where().isPresent()) {
            simpler.add(new Expression.Call(
                    call.span(), call.function(), call.bindings(), Optional.empty(), call.arguments()));
        }
        if (expression instanceof Expression.Call call && call.bindings().size() > 1) {
            for (int i = 0; i < call.bindings().size(); i++) {
                simpler.add(new Expression.Call(
                        call.span(), call.function(), without(call.bindings(), i, 1), call.where(), call.arguments()));
            }
        }
        return simpler;
    }

    /** The first operand has no sign. */
    private static List<Boolean> first(List<Boolean> signs) {
        return replaced(signs, 0, false);
    }

    private static Expression number(Span span, int value) {
        return new Expression.Number(span, String.valueOf(value), value, true);
    }

    private boolean shortenDims() {
        boolean any = false;
        for (int d = 0; d < best.declarations().size(); d++) {
            List<Item> items = Programs.items(best.declarations().get(d));
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Item.Dim dim && dim.length().isPresent()) {
                    for (int length = 1; length <= 3; length++) {
                        Expression shorter = number(dim.span(), length);
                        if (dim.length().get() instanceof Expression.Number number && number.value() <= length) {
                            break;
                        }
                        Item.Dim changed = new Item.Dim(dim.span(), dim.doc(), dim.name(), Optional.of(shorter));
                        Declaration declaration = best.declarations().get(d);
                        if (take(with(
                                d,
                                Programs.withItems(declaration, replaced(Programs.items(declaration), i, changed))))) {
                            any = true;
                            break;
                        }
                    }
                }
            }
        }
        return any;
    }
}
