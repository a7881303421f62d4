package dev.chainrule.elaborate;

import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.diagnostic.MeaningCodes;
import dev.chainrule.source.Span;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Whether the names of packages and classes are ones that Java and every file system can bear. */
final class ClassNames {

    /** Words that name no class although they are no keywords. */
    private static final Set<String> RESTRICTED = Set.of("var", "yield", "record", "sealed", "permits");

    /** Classes that the emitted code calls by their short names. */
    private static final Set<String> CALLED =
            Set.of("Math", "Double", "Float", "Integer", "String", "System", "Object");

    /** Files that Windows cannot have, whatever their ending. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private ClassNames() {}

    /**
     * What is wrong with the names of a file.
     *
     * @param given the package of a file without a {@code package} statement
     */
    static List<Diagnostic> mistakes(CompilationUnit unit, Optional<String> given) {
        List<Diagnostic> mistakes = new ArrayList<>();
        if (unit.packageName().isEmpty() && !unit.declarations().isEmpty()) {
            given.flatMap(name -> givenPackage(name, unit.declarations().get(0)))
                    .ifPresent(mistakes::add);
        }
        unit.packageName().ifPresent(name -> packageName(name).ifPresent(mistakes::add));
        Map<String, Name> classes = new HashMap<>();
        for (Declaration declaration : unit.declarations()) {
            mistakes.addAll(outputs(declaration));
            if (declaration instanceof Declaration.Function || declaration instanceof Declaration.Network) {
                Name name = declaration.name();
                className(name).ifPresent(mistakes::add);
                Name other = classes.putIfAbsent(name.text().toLowerCase(Locale.ROOT), name);
                if (other != null && !other.text().equals(name.text())) {
                    mistakes.add(Diagnostic.of(
                                    MeaningCodes.CASE,
                                    name.span(),
                                    name + " and " + other + " differ in capitals only, and many file systems"
                                            + " can't tell their files apart")
                            .with(other.span(), "the other one"));
                }
            }
        }
        return mistakes;
    }

    /** Outputs are methods. */
    private static List<Diagnostic> outputs(Declaration declaration) {
        List<Diagnostic> mistakes = new ArrayList<>();
        if (declaration instanceof Declaration.Network network) {
            for (Item item : network.items()) {
                if (item instanceof Item.Equation equation
                        && equation.output()
                        && SourceVersion.isKeyword(equation.name().text())) {
                    mistakes.add(Diagnostic.of(
                                    MeaningCodes.JAVA_NAME,
                                    equation.name().span(),
                                    equation.name() + " can't be the name of an output, which is a method: it is a word"
                                            + " of Java")
                            .hint("choose another name"));
                }
            }
        }
        return mistakes;
    }

    private static Optional<Diagnostic> packageName(Name name) {
        int at = name.span().start();
        for (String segment : name.text().split("\\.")) {
            Span span = new Span(name.span().source(), at, at + segment.length());
            Optional<String> reason = refused(segment);
            if (reason.isPresent()) {
                return Optional.of(Diagnostic.of(
                                MeaningCodes.JAVA_NAME,
                                span,
                                segment + " can't be a part of a package's name: " + reason.get())
                        .hint("choose another name"));
            }
            at += segment.length() + 1;
        }
        return Optional.empty();
    }

    /** A package that nobody wrote here: it comes from a folder or an option, and a statement is what would replace it. */
    private static Optional<Diagnostic> givenPackage(String name, Declaration first) {
        for (String segment : name.split("\\.", -1)) {
            Optional<String> reason =
                    SourceVersion.isIdentifier(segment) ? refused(segment) : Optional.of("it is no identifier of Java");
            if (reason.isPresent()) {
                Span start = new Span(first.name().span().source(), 0, 0);
                return Optional.of(Diagnostic.of(
                                MeaningCodes.JAVA_NAME,
                                start,
                                "the package of this file would be " + name + ", and '" + segment
                                        + "' can't be a part of a package's name: " + reason.get())
                        .hint("begin the file with a package statement, or rename the folder"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnostic> className(Name name) {
        Optional<String> reason = refused(name.text()).or(() -> refusedClass(name.text()));
        return reason.map(text -> Diagnostic.of(
                        MeaningCodes.JAVA_NAME, name.span(), name + " can't be the name of a class: " + text)
                .hint("choose another name"));
    }

    private static Optional<String> refused(String name) {
        if (SourceVersion.isKeyword(name) || name.equals("_")) {
            return Optional.of("it is a word of Java");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean device = DEVICES.contains(lower) || lower.matches("(com|lpt)[0-9]");
        return device ? Optional.of("Windows has no such files") : Optional.empty();
    }

    private static Optional<String> refusedClass(String name) {
        if (RESTRICTED.contains(name)) {
            return Optional.of("it is a word of Java");
        }
        return CALLED.contains(name) ? Optional.of("the emitted code calls java.lang." + name) : Optional.empty();
    }
}
