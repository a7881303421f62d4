package dev.chainrule.derivatives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.diagnostic.Diagnostic;
import dev.chainrule.source.SourceText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A generated class, called by the names of its {@code .nn} file; of a network, one object. */
final class Generated {

    private final Class<?> type;
    private final Object object;

    private Generated(Class<?> type) {
        this.type = type;
        try {
            this.object =
                    type.getConstructors().length > 0 ? type.getConstructor().newInstance() : type;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompileResult result(String text) {
        return Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD.verified());
    }

    /** The classes of all models of a text, by name: one run of javac for all. */
    static Map<String, Generated> all(String text) {
        CompileResult result = result(text);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        try {
            CompiledClasses classes = CompiledClasses.compile(result.files());
            Map<String, Generated> all = new LinkedHashMap<>();
            result.models()
                    .forEach(model -> all.put(model.elaborated().name(), new Generated(classes.of(model.file()))));
            return all;
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The Java of the only model of a text. */
    static String java(String text) {
        CompileResult result = result(text);
        assertThat(result.diagnostics()).isEmpty();
        return result.files().get(0).text();
    }

    /** The titles of what is wrong with a text. */
    static List<String> mistakes(String text) {
        return result(text).diagnostics().stream().map(Diagnostic::title).toList();
    }

    List<String> methods() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .sorted()
                .toList();
    }

    Object call(String method, Object... arguments) {
        Method found = Arrays.stream(type.getMethods())
                .filter(one -> one.getName().equals(method) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no method " + method));
        try {
            return found.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    double number(String method, Object... arguments) {
        return ((Number) call(method, arguments)).doubleValue();
    }

    /** What a method puts into an array of this length, its last argument. */
    double[] array(int length, String method, Object... arguments) {
        double[] out = new double[length];
        Arrays.fill(out, Double.NaN); // every element is to be written
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = out;
        call(method, all);
        return out;
    }

    Generated with(double... parameters) {
        double[] live = (double[]) call("parameters");
        assertThat(live).hasSameSizeAs(parameters);
        System.arraycopy(parameters, 0, live, 0, parameters.length);
        return this;
    }
}
