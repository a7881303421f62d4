package dev.chainrule.fuzz;

import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Declaration;
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
        return new CompilationUnit(unit.span(), unit.packageName(), unit.imports(), declarations);
    }

    private static List<Item> permuted(List<Item> items, Chance chance) {
        List<Item> equations =
                items.stream().filter(item -> item instanceof Item.Equation).toList();
        List<Item> shuffled = new ArrayList<>(chance.shuffled(equations));
        return items.stream()
                .map(item -> item instanceof Item.Equation ? shuffled.remove(0) : item)
                .toList();
    }

    /** Other names for dims, tensors and indices. */
    static Variant renamed(String program, Chance chance) {
        TreeSet<String> names = new TreeSet<>();
        NAME.matcher(program).results().map(MatchResult::group).forEach(names::add);
        List<String> left = new ArrayList<>(chance.shuffled(HOSTILE));
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String name : names) {
            boolean hostile = !left.isEmpty() && !name.startsWith("o") && chance.one(3); // an output is a method
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

    /** The same with fast arithmetic. */
    static String fast(String program) {
        return program.replaceFirst("(?m)^((function|network) .*\\{)$", "$1\n  math fast;");
    }
}
