package dev.chainrule.loop;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Model;
import dev.chainrule.equation.Tensor;
import java.util.List;
import java.util.Map;

/**
 * All that is printed of one model.
 *
 * <p>A network's class is an object: its public methods are instance methods, and what outlives a call is in fields. A
 * function's class has static methods only, and no fields.
 *
 * @param model names, documentation, dims, inputs, parameters
 * @param entries the methods that compute, in order of the model's entries
 * @param kernels private static methods that entries and kernels call
 * @param workspaces arrays that grow with the open dims and live as long as the object; empty for a function
 * @param fields the variables of given tensors that live in the object: the flat parameter array, hypers, the step,
 *     the optimiser's arrays
 */
public record ClassPlan(
        Model model,
        List<EntryMethod> entries,
        List<Method> kernels,
        List<Workspace> workspaces,
        Map<Tensor, Variable> fields) {

    /**
     * A method of the class for one entry. Its parameters are the inputs that it reads, in order of declaration, then
     * the open dims that occur in those inputs' shapes or are needed otherwise, in order of declaration, then, where
     * results go to the caller's array, that array. Arguments are checked by the printer's boundary code before the
     * body runs; computed dims are locals that the body defines.
     *
     * @param dims the open dims among the parameters
     * @param inputs the inputs among the parameters
     * @param out the last parameter, if results go to the caller's array
     */
    public record EntryMethod(
            Entry entry,
            Method method,
            Map<Dim, Variable> dims,
            Map<Tensor, Variable> inputs,
            java.util.Optional<Variable> out) {}

    /**
     * An array kept between calls. It grows, never shrinks.
     *
     * @param field its variable
     * @param extents one for an array, two for rows; expressions over the entry's open dims, which {@code reserve}
     *     gets as parameters, and fixed sizes
     */
    public record Workspace(Variable field, List<Expression> extents) {}

    public ClassPlan {
        entries = List.copyOf(entries);
        kernels = List.copyOf(kernels);
        workspaces = List.copyOf(workspaces);
    }
}
