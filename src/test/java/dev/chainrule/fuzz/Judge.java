package dev.chainrule.fuzz;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CheckCode;
import dev.chainrule.check.CheckReport;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.check.DerivativeCheck;
import dev.chainrule.check.GradientCheck;
import dev.chainrule.check.InnerDerivativeCheck;
import dev.chainrule.check.Points;
import dev.chainrule.check.Subject;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Model;
import dev.chainrule.source.SourceText;
import dev.chainrule.syntax.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Compiles programs, each in several variants, all in one call of javac; then holds the class against the interpreter and
 * differences, and each variant against the class.
 */
final class Judge {

    private static final double DIFFERENCES = 1e-5;
    private static final int POINTS = 1;
    private static final int ELEMENTS = 4;

    private final BiFunction<Long, String, List<Variant>> variants;
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private int judged;
    private int unclear;

    /** A program and its classes: as it is usually compiled, and its variants. */
    private record Candidate(
            Program program, CompileResult.Stages standard, Map<Variant, CompileResult.Stages> others) {}

    private Judge(BiFunction<Long, String, List<Variant>> variants) {
        this.variants = variants;
    }

    /** With the variants that the seeds choose. */
    static Verdict judge(List<Program> programs) {
        return new Judge(Variant::of).run(programs);
    }

    /** With all variants there are. */
    static Verdict judgeInAllVariants(List<Program> programs) {
        return new Judge(Variant::all).run(programs);
    }

    private Verdict run(List<Program> programs) {
        List<Candidate> candidates = new ArrayList<>();
        for (Program program : programs) {
            try {
                compiled(program, candidates.size()).ifPresent(candidates::add);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                failures.add(Failure.crash(program, "compiler", e));
            }
        }
        if (!candidates.isEmpty()) {
            run(candidates, true);
        }
        return new Verdict(judged, refused, unclear, failures);
    }

    private Optional<Candidate> compiled(Program program, int number) {
        String printed = Printer.print(Programs.parsed(program.text()));
        if (!printed.equals(program.text())) {
            failures.add(new Failure(program, "printing", "printed and parsed again it is\n" + printed));
        }
        CompileOptions options = CompileOptions.STANDARD.verified().withPackage("fuzz.p" + number + ".standard");
        CompileResult standard = compiled(program.text(), options);
        if (standard.models().isEmpty()) {
            refused.merge(standard.hasErrors() ? code(standard) : "nothing", 1, Integer::sum);
            return Optional.empty();
        }
        again(program, options, standard);
        Map<Variant, CompileResult.Stages> others = new LinkedHashMap<>();
        for (Variant variant : variants.apply(program.seed(), program.text())) {
            CompileOptions own = variant.options().apply(options.withPackage("fuzz.p" + number + ".v" + others.size()));
            try {
                CompileResult other = compiled(variant.text().apply(program.text()), own);
                if (other.hasErrors()) {
                    failures.add(new Failure(
                            program,
                            variant.name() + ": refused",
                            other.diagnostics().toString()));
                } else {
                    others.put(variant, other.models().get(0));
                }
            } catch (RuntimeException | StackOverflowError e) {
                failures.add(Failure.crash(program, "compiler, " + variant.name(), e));
            }
        }
        return Optional.of(new Candidate(program, standard.models().get(0), others));
    }

    /** Compiled again, with what it declares for itself in a file of its own, it is the same Java. */
    private void again(Program program, CompileOptions options, CompileResult first) {
        Metamorphoses.Split split = Metamorphoses.split(program.text(), new Chance(program.seed()));
        CompileResult second = compiled(split.text(), options.withImports(split.imports()));
        if (second.hasErrors()) {
            failures.add(
                    new Failure(program, "split: refused", second.diagnostics().toString()));
        } else if (!text(second).equals(text(first))) {
            failures.add(new Failure(program, "bytes", "compiled twice it gives two texts; as\n" + split.text()));
        }
    }

    /** Comments tell the file in which an equation stands. */
    private static List<String> text(CompileResult result) {
        return result.files().stream()
                .map(file -> file.text().replace(Metamorphoses.IMPORTED + ":", "fuzz.nn:"))
                .toList();
    }

    private static CompileResult compiled(String text, CompileOptions options) {
        return Compiler.compile(SourceText.of("fuzz.nn", text), options);
    }

    private static String code(CompileResult result) {
        return result.diagnostics().stream()
                .map(Diagnostic::code)
                .filter(code -> code.isError())
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** If Java does not compile, the culprit is looked for one by one. */
    private void run(List<Candidate> candidates, boolean together) {
        List<GeneratedFile> files = new ArrayList<>();
        for (Candidate candidate : candidates) {
            files.add(candidate.standard().file());
            candidate.others().values().forEach(stages -> files.add(stages.file()));
        }
        CompiledClasses classes;
        try {
            classes = CompiledClasses.compile(files);
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        } catch (IllegalStateException e) {
            if (together && candidates.size() > 1) {
                candidates.forEach(candidate -> run(List.of(candidate), false));
            } else {
                failures.add(new Failure(candidates.get(0).program(), "javac", String.valueOf(e.getMessage())));
            }
            return;
        }
        candidates.forEach(candidate -> {
            try {
                check(candidate, classes);
                judged++;
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                failures.add(Failure.crash(candidate.program(), "run", e));
            }
        });
    }

    private void check(Candidate candidate, CompiledClasses classes) {
        Program program = candidate.program();
        CompileResult.Stages stages = candidate.standard();
        Subject subject = new Subject(stages.plan(), classes.of(stages.file()));
        Model unsimplified = Differentiator.differentiate(stages.elaborated());
        boolean finite = true;
        for (CheckReport report : reports(stages, unsimplified, subject, program)) {
            if (report.passed()) {
                continue;
            }
            String text = String.join("\n", report.lines());
            if (text.contains(CheckCode.MISMATCH.id()) || text.contains("WRONG")) {
                failures.add(new Failure(program, "check of " + subject(report), text));
            } else {
                finite = false;
            }
        }
        unclear += finite ? 0 : 1;
        StepCheck.of(
                        unsimplified,
                        new Subject(stages.plan(), classes.of(stages.file())),
                        new Points(stages.elaborated(), program.seed(), program.lengths()).next(0))
                .ifPresent(wrong -> failures.add(new Failure(program, "step", wrong)));
        new Comparison(program, stages.elaborated(), subject, failures)
                .with(candidate.others(), other -> new Subject(other.plan(), classes.of(other.file())));
    }

    /** {@code value}, {@code hvp}. */
    private static String subject(CheckReport report) {
        return report.subject().substring(report.subject().indexOf('.') + 1);
    }

    private static List<CheckReport> reports(
            CompileResult.Stages stages, Model unsimplified, Subject subject, Program program) {
        GradientCheck.Settings settings = new GradientCheck.Settings(program.seed(), POINTS, ELEMENTS, DIFFERENCES)
                .withLengths(program.lengths());
        List<CheckReport> reports = new ArrayList<>();
        reports.add(new GradientCheck(stages.elaborated(), unsimplified, subject, settings).run());
        InnerDerivativeCheck.of(stages.elaborated(), settings).ifPresent(reports::add);
        reports.addAll(DerivativeCheck.of(stages.elaborated(), unsimplified, subject, settings));
        return reports;
    }
}
