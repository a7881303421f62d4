package dev.chainrule.describe;

import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.schedule.Schedule;
import dev.chainrule.syntax.CompilationUnit;
import dev.chainrule.syntax.Printer;
import java.util.List;

/** Each stage of a compilation as text, every line ended by a line feed. Equal stages give equal texts. */
public final class Description {

    private Description() {}

    /** What was parsed, in canonical layout: parsing it gives the same tree. */
    public static String syntax(CompilationUnit unit) {
        return Printer.print(unit);
    }

    /** What is given, and the equations, each after those that it reads, under the {@code .nn} line it comes from. */
    public static String equations(Model model) {
        EquationText text = new EquationText(model, "equations");
        text.given();
        text.forward();
        text.update();
        return text.toString();
    }

    /**
     * The equations after simplification, and how they came about.
     *
     * @param rewrites one line for each rewrite that was made, in their order
     */
    public static String simplified(Model model, List<String> rewrites) {
        EquationText text = new EquationText(model, "simplified");
        text.given();
        text.rewrites(rewrites);
        text.forward();
        text.update();
        return text.toString();
    }

    /** The equations with those of the gradient, which say what they are the adjoint of and where gradients add. */
    public static String gradient(Model model) {
        EquationText text = new EquationText(model, "gradient");
        text.given();
        text.forward();
        text.gradient();
        text.derivatives();
        text.update();
        return text.toString();
    }

    /** What runs in which order for each method of the class, and where each tensor is kept meanwhile. */
    public static String schedule(Schedule schedule) {
        return ScheduleText.of(schedule);
    }

    /** The methods of the class with their statements and sizes. */
    public static String loops(ClassPlan plan) {
        return LoopText.of(plan);
    }
}
