package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.differentiate.Differentiator;
import dev.chainrule.emit.Emitter;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.EquationSystem;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Loops;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.schedule.Scheduler;
import dev.chainrule.simplify.Simplifier;
import dev.chainrule.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The compiler with one mistake: the passes in their order, with something done to what one of them leaves.
 *
 * @param meaning done before everything, so that all who compute by rows share it
 * @param value a rewrite of the value's equations
 * @param gradient a rewrite of all equations after differentiation
 * @param java done to the text
 */
record BrokenCompiler(Rewrite meaning, Rewrite value, Rewrite gradient, UnaryOperator<String> java) {

    static final BrokenCompiler SOUND = new BrokenCompiler(
            (node, e) -> Optional.empty(),
            (node, e) -> Optional.empty(),
            (node, e) -> Optional.empty(),
            UnaryOperator.identity());

    private static final GradientCheck.Settings SETTINGS = new GradientCheck.Settings(7, 1, 2_000, 1e-6);

    /** What becomes of a call; empty if it stays. */
    @FunctionalInterface
    interface Rewrite {
        Optional<Scalar> of(Call call, Scalars scalars);
    }

    static BrokenCompiler withMeaning(Rewrite rewrite) {
        return new BrokenCompiler(rewrite, SOUND.value, SOUND.gradient, SOUND.java);
    }

    static BrokenCompiler withValue(Rewrite rewrite) {
        return new BrokenCompiler(SOUND.meaning, rewrite, SOUND.gradient, SOUND.java);
    }

    static BrokenCompiler withGradient(Rewrite rewrite) {
        return new BrokenCompiler(SOUND.meaning, SOUND.value, rewrite, SOUND.java);
    }

    static BrokenCompiler withJava(UnaryOperator<String> change) {
        return new BrokenCompiler(SOUND.meaning, SOUND.value, SOUND.gradient, change);
    }

    private Model elaborated(String text) {
        CompileResult result = Compiler.compile(SourceText.of("net.nn", text), CompileOptions.STANDARD);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return rewritten(result.models().get(0).elaborated(), meaning);
    }

    /** Of the derivatives beyond the gradient. */
    List<CheckReport> checkDerivatives(String text) {
        Model elaborated = elaborated(text);
        return DerivativeCheck.of(elaborated, Differentiator.differentiate(elaborated), subject(elaborated), SETTINGS);
    }

    CheckReport check(String text) {
        Model elaborated = elaborated(text);
        return new GradientCheck(
                        elaborated,
                        Differentiator.differentiate(elaborated),
                        subject(elaborated),
                        SETTINGS,
                        probed -> Optional.of(subject(probed)))
                .run();
    }

    private Subject subject(Model elaborated) {
        Model simplified = rewritten(Simplifier.simplify(elaborated, Set.of(), any -> {}), value);
        Model differentiated = Differentiator.differentiate(simplified);
        Model again = rewritten(Simplifier.simplify(differentiated, Set.of(), any -> {}), gradient);
        ClassPlan plan = Loops.lower(Scheduler.schedule(again));
        GeneratedFile right = Emitter.emit(plan);
        GeneratedFile file = new GeneratedFile(right.path(), java.apply(right.text()));
        try {
            return new Subject(plan, CompiledClasses.compile(List.of(file)).of(file));
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Model rewritten(Model model, Rewrite rewrite) {
        EquationSystem.Builder builder = model.system().restart();
        for (Equation equation : model.system().equations()) {
            builder.keep(equation.withBody(rewritten(equation.body(), builder.scalars(), rewrite)));
        }
        return model.with(builder.build());
    }

    private static Scalar rewritten(Scalar root, Scalars scalars, Rewrite rewrite) {
        Map<Scalar, Scalar> now = new HashMap<>();
        for (Scalar node : Traversal.operandsFirst(List.of(root))) {
            if (node instanceof Call call) {
                Scalar same = scalars.call(
                        call.function(), call.operands().stream().map(now::get).toArray(Scalar[]::new));
                now.put(node, rewrite.of((Call) same, scalars).orElse(same));
            } else {
                now.put(node, node);
            }
        }
        return now.get(root);
    }
}
