package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels of a class. Entries that run the same loops over the same places share one method. */
final class KernelTable {

    /**
     * A kernel as its callers see it.
     *
     * @param method what is called
     * @param results scalars that the call leaves behind, in locals of the caller
     * @param before what the caller must have allocated
     * @param after what the caller does with scalars that came back in an array
     */
    record Kernel(Method method, List<Variable> results, List<Statement> before, List<Statement> after) {}

    private final Map<Object, Kernel> kernels = new HashMap<>();
    private final List<Method> methods = new ArrayList<>();

    Kernel get(Object key, java.util.function.Supplier<Kernel> maker) {
        Kernel known = kernels.get(key);
        if (known != null) {
            return known;
        }
        Kernel made = maker.get();
        kernels.put(key, made);
        return made;
    }

    void add(Method method) {
        methods.add(method);
    }

    void addAll(List<Method> more) {
        methods.addAll(more);
    }

    List<Method> methods() {
        return methods;
    }
}
