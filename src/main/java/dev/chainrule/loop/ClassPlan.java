package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is printed of one model.
 *
 * <p>A network's class is an object: its public methods are instance methods, and what outlives a call is in fields. A
 * function's class has static methods only, and no fields. Kernels are static in both.
 *
 * <p>One variable stands for one thing in the whole class: a dim, an input, a field. A method that has the variable among
 * its parameters means that parameter; an entry that does not, means the field.
 *
 * @param model names, documentation, dims, inputs, parameters
 * @param entries the methods that compute, in order of the model's entries
 * @param kernels private static methods that entries and kernels call
 * @param parameters the field with the live, flat parameter array, in a network's class
 * @param fields the fields for hypers, the step, the optimiser's arrays and the flat gradient that a step uses
 * @param workspaces array fields that {@link Statement.Allocate} makes or makes longer; empty for a function
 * @param marked whether the classes bear an annotation that tells coverage tools that nobody wrote them
 */
public record ClassPlan(
        Model model,
        List<EntryMethod> entries,
        List<Method> kernels,
        Optional<Variable> parameters,
        Map<Tensor, Variable> fields,
        List<Variable> workspaces,
        boolean marked) {

    /**
     * A method of the class for one entry. Its parameters are the inputs that it reads, in order of declaration, then
     * the open dims of those inputs' shapes, in order of declaration, then a vector that the entry asks for, then, where
     * results go to the caller's array, that array ({@code gradient} or {@code out}). Arguments are checked by the printer's boundary code before the body runs;
     * computed dims are locals that the body defines.
     *
     * @param entry what it delivers
     * @param method its parameters and body
     * @param inputs the inputs among the parameters
     * @param dims the open dims among the parameters
     * @param vector the array with the entry's vector
     * @param out the last parameter, if results go to the caller's array
     * @param outLength how long the caller's array must be
     */
    public record EntryMethod(
            Entry entry,
            Method method,
            Map<Tensor, Variable> inputs,
            Map<Dim, Variable> dims,
            Optional<Variable> vector,
            Optional<Variable> out,
            Optional<Expression> outLength) {}

    public ClassPlan {
        entries = List.copyOf(entries);
        kernels = List.copyOf(kernels);
        workspaces = List.copyOf(workspaces);
    }

    /** The first method that a class file has no room for. */
    public Optional<Method> tooLarge() {
        return Stream.concat(entries.stream().map(EntryMethod::method), kernels.stream())
                .filter(method -> !method.fitsClassFile())
                .findFirst();
    }

    /** This with or without the annotation. */
    public ClassPlan marked(boolean wanted) {
        return new ClassPlan(model, entries, kernels, parameters, fields, workspaces, wanted);
    }
}
