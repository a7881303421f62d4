package dev.chainrule.samples;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.emit.GeneratedFile;
import dev.chainrule.source.SourceText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The class that a program of one function or network becomes, compiled in memory and called by name. */
final class Generated {

    private final GeneratedFile file;
    private final Class<?> type;
    private final Object object;

    private Generated(GeneratedFile file, Class<?> type, Object object) {
        this.file = file;
        this.type = type;
        this.object = object;
    }

    static Generated from(String program) throws ReflectiveOperationException {
        return from(program, CompileOptions.STANDARD);
    }

    static Generated from(String program, CompileOptions options) throws ReflectiveOperationException {
        List<Generated> all = each(program, options);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " classes");
        }
        return all.get(0);
    }

    /** One for each function and network of the program, in order; compiled together, which takes a fraction of the time. */
    static List<Generated> each(String program) throws ReflectiveOperationException {
        return each(program, CompileOptions.STANDARD);
    }

    static List<Generated> each(String program, CompileOptions options) throws ReflectiveOperationException {
        CompileResult result = Compiler.compile(SourceText.of("Test.nn", program), options.verified());
        if (result.hasErrors()) {
            throw new AssertionError(result.diagnostics().toString());
        }
        try {
            CompiledClasses classes = CompiledClasses.compile(result.files());
            List<Generated> all = new ArrayList<>();
            for (GeneratedFile file : result.files()) {
                Class<?> type = classes.of(file);
                boolean network = Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals("parameters"));
                all.add(new Generated(
                        file, type, network ? type.getConstructor().newInstance() : type));
            }
            return all;
        } catch (CompiledClasses.NoCompilerException e) {
            throw new AssertionError(e);
        }
    }

    /** The Java text. */
    String java() {
        return file.text();
    }

    long lines() {
        return file.text().lines().count();
    }

    double[] parameters() throws ReflectiveOperationException {
        return (double[]) call("parameters");
    }

    /** Calls the method of this name that takes as many arguments. */
    Object call(String name, Object... arguments) throws ReflectiveOperationException {
        Method method = Arrays.stream(type.getMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    double number(String name, Object... arguments) throws ReflectiveOperationException {
        return ((Number) call(name, arguments)).doubleValue();
    }
}
