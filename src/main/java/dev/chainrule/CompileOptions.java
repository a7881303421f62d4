package dev.chainrule;

import dev.chainrule.equation.Model;
import dev.chainrule.loop.Lowering;
import dev.chainrule.parse.FileParser;
import dev.chainrule.parse.Imports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a compilation may be told. Immutable.
 *
 * @param dims lengths of fixed dims that replace those in the file
 * @param packageName of files without a {@code package} statement
 * @param precision instead of the file's
 * @param switchedOff which of {@link Compiler#switches} are not made
 * @param largestMethod the most bytecodes of a generated method
 * @param checked whether the class checks each read and each value while it computes
 * @param marked whether classes bear an annotation that coverage tools know generated code by
 * @param limits how large a file may be, and how many there may be
 * @param imports finds the files that others import
 * @param verify whether the invariants of each stage are checked between the passes
 */
public record CompileOptions(
        Map<String, Integer> dims,
        Optional<String> packageName,
        Optional<Model.Precision> precision,
        Set<String> switchedOff,
        int largestMethod,
        boolean checked,
        boolean marked,
        FileParser.Limits limits,
        Imports imports,
        boolean verify) {

    public static final CompileOptions STANDARD = new CompileOptions(
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Lowering.METHOD,
            false,
            false,
            FileParser.Limits.STANDARD,
            Imports.NONE,
            false);

    public CompileOptions {
        dims = new LinkedHashMap<>(dims);
        switchedOff = Set.copyOf(switchedOff);
    }

    /** This with a dim's length replaced. */
    public CompileOptions withDim(String name, int length) {
        Map<String, Integer> more = new LinkedHashMap<>(dims);
        more.put(name, length);
        return new CompileOptions(
                more, packageName, precision, switchedOff, largestMethod, checked, marked, limits, imports, verify);
    }

    /** This with another precision. */
    public CompileOptions withPrecision(Model.Precision wanted) {
        return new CompileOptions(
                dims,
                packageName,
                Optional.of(wanted),
                switchedOff,
                largestMethod,
                checked,
                marked,
                limits,
                imports,
                verify);
    }

    /** This with other limits. */
    public CompileOptions withLimits(FileParser.Limits allowed) {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, largestMethod, checked, marked, allowed, imports, verify);
    }

    /** This without some rewrites and optimisations, by their names. */
    public CompileOptions without(Set<String> names) {
        return new CompileOptions(
                dims, packageName, precision, names, largestMethod, checked, marked, limits, imports, verify);
    }

    /** This with methods of at most so many bytecodes. */
    public CompileOptions withLargestMethod(int bytes) {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, bytes, checked, marked, limits, imports, verify);
    }

    /** This with a package for files that name none. */
    public CompileOptions withPackage(String name) {
        return new CompileOptions(
                dims,
                Optional.of(name),
                precision,
                switchedOff,
                largestMethod,
                checked,
                marked,
                limits,
                imports,
                verify);
    }

    /** This with files to import. */
    public CompileOptions withImports(Imports files) {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, largestMethod, checked, marked, limits, files, verify);
    }

    /** This with a class that checks itself. */
    public CompileOptions withChecks() {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, largestMethod, true, marked, limits, imports, verify);
    }

    /** This with classes that are marked as generated. */
    public CompileOptions withMark() {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, largestMethod, checked, true, limits, imports, verify);
    }

    /** This with the invariants of each stage checked. */
    public CompileOptions verified() {
        return new CompileOptions(
                dims, packageName, precision, switchedOff, largestMethod, checked, marked, limits, imports, true);
    }
}
