package dev.chainrule.fuzz;

import dev.chainrule.parse.Imports;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
import dev.chainrule.syntax.Expression;
import dev.chainrule.syntax.Item;
import dev.chainrule.syntax.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of a program that leave its meaning as it is. */
final class Metamorphoses {

    /** A name as the generator makes them. */
    private static final Pattern NAME = Pattern.compile("\\b[a-z]\\d+\\b");

    /** Names that Java, or what we emit, has its own use for. */
    private static final List<String> HOSTILE = List.of(
            "class",
            "int",
            "double",
            "out",
            "Math",
            "gradient",
            "value",
            "this",
            "length",
            "arguments",
            "System",
            "i",
            "n",
            "j",
            "k",
            "batch",
            "String",
            "var",
            "yield",
            "record",
            "static",
            "rows",
            "array",
            "parameters",
            "switch_",
            "default",
            "Object",
            "checkDim",
            "checkLength",
            "layout",
            "workspace",
            "total",
            "adjoint");

    /** The name of the file that a split program imports. */
    static final String IMPORTED = "parts.nn";

    private Metamorphoses() {}

    /** The equations of each body in another order. */
    static Variant permuted(Chance chance) {
        return new Variant(
                "permuted",
                Variant.Nearness.CLOSE,
                text -> Printer.print(permuted(Programs.parsed(text), chance)),
                options -> options,
                Map.of());
    }

    private static CompilationUnit permuted(CompilationUnit unit, Chance chance) {
        List<Declaration> declarations = unit.declarations().stream()
                .map(declaration -> Programs.withItems(declaration, permuted(Programs.items(declaration), chance)))
                .toList();
        return with(unit, declarations);
    }

    private static List<Item> permuted(List<Item> items, Chance chance) {
        List<Item> equations = items.stream().filter(Metamorphoses::moves).toList();
        List<Item> shuffled = new ArrayList<>(chance.shuffled(equations));
        return items.stream()
                .map(item -> moves(item) ? shuffled.remove(0) : item)
                .toList();
    }

    /** Instances of modules have parameters, whose order is that of the text. */
    private static boolean moves(Item item) {
        return item instanceof Item.Equation equation && !(equation.value() instanceof Expression.New);
    }

    /** Other names for dims, tensors and indices. */
    static Variant renamed(String program, Chance chance) {
        TreeSet<String> names = new TreeSet<>();
        NAME.matcher(program).results().map(MatchResult::group).forEach(names::add);
        List<String> left = new ArrayList<>(chance.shuffled(HOSTILE));
        left.removeIf(
                name -> Pattern.compile("\\b" + name + "\\b").matcher(program).find());
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String name : names) {
            boolean hostile = !left.isEmpty() && !isMethod(name, left.get(0)) && chance.one(3);
            renamed.put(name, hostile ? left.remove(0) : chance.of("a_", "q", "Z") + name);
        }
        return new Variant(
                "renamed",
                Variant.Nearness.SAME,
                text -> NAME.matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(renamed.getOrDefault(found.group(), found.group()))),
                options -> options,
                renamed);
    }

    /** An output is a method, and a hyper has a getter, which can't be {@code getClass}. */
    private static boolean isMethod(String name, String other) {
        return name.startsWith("o") || name.startsWith("h") && other.equals("class");
    }

    /** A text, and the file that it may import. */
    record Split(String text, Imports imports) {}

    /**
     * The first of what a program declares for itself in a file of its own, if it declares anything; the rest stays at its
     * lines, since these are told in the class.
     */
    static Split split(String program, Chance chance) {
        CompilationUnit unit = Programs.parsed(program);
        if (unit.declarations().size() < 2) {
            return new Split(program, Imports.NONE);
        }
        int cut = chance.between(1, unit.declarations().size() - 1);
        int line = unit.declarations().get(cut).span().line();
        List<String> lines = program.lines().toList();
        String imported = String.join("\n", lines.subList(0, line - 1));
        String rest = String.join("\n", lines.subList(line - 1, lines.size()));
        Imports.Answer file = new Imports.Found(SourceText.of(IMPORTED, imported));
        return new Split("import \"" + IMPORTED + "\";" + "\n".repeat(line - 1) + rest, (importer, path) -> file);
    }

    private static CompilationUnit with(CompilationUnit unit, List<Declaration> declarations) {
        return new CompilationUnit(unit.span(), unit.packageName(), unit.imports(), declarations);
    }

    /** Whether numbers are drawn, by places in the source that another order of the equations changes. */
    static boolean draws(String program) {
        return program.contains("noise") || program.contains("dropout");
    }

    /** All steps of a recurrence kept, instead of some. */
    static String withoutCheckpoints(String program) {
        return program.replaceAll(", checkpoint\\(every = \\d+\\)", "");
    }

    /** The same with fast arithmetic. */
    static String fast(String program) {
        return program.replaceFirst("(?m)^((function|network) .*\\{)$", "$1\n  math fast;");
    }
}
