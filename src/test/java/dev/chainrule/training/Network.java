package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object of a generated class, called by the names of its {@code .nn} file. */
final class Network {

    private final Class<?> type;
    private final Object object;

    private Network(Class<?> type) {
        this.type = type;
        try {
            this.object = type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object of each network of a text, by name. */
    static Map<String, Network> all(String text) {
        CompileResult result = Compiler.compile(SourceText.of("test.nn", text), CompileOptions.STANDARD.verified());
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        try {
            CompiledClasses classes = CompiledClasses.compile(result.files());
            Map<String, Network> networks = new LinkedHashMap<>();
            result.models()
                    .forEach(model -> networks.put(model.elaborated().name(), new Network(classes.of(model.file()))));
            return networks;
        } catch (CompiledClasses.NoCompilerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object of the only network of a text. */
    static Network of(String text) {
        return all(text).values().iterator().next();
    }

    /** Another object of the same class. */
    Network fresh() {
        return new Network(type);
    }

    boolean has(String method) {
        return Arrays.stream(type.getMethods()).anyMatch(one -> one.getName().equals(method));
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

    /** How many numbers its arrays hold. */
    long numbers() {
        long numbers = 0;
        for (Field field : type.getDeclaredFields()) {
            if (field.getType().isArray() && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                try {
                    numbers += numbers(field.get(object));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return numbers;
    }

    private static long numbers(Object array) {
        if (!array.getClass().getComponentType().isArray()) {
            return Array.getLength(array);
        }
        return Arrays.stream((Object[]) array).mapToLong(Network::numbers).sum();
    }

    /** The live parameters of a network in double. */
    double[] parameters() {
        return (double[]) call("parameters");
    }

    Network with(double... parameters) {
        assertThat(parameters()).hasSameSizeAs(parameters);
        System.arraycopy(parameters, 0, parameters(), 0, parameters.length);
        return this;
    }

    byte[] written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        call("write", (OutputStream) out);
        return out.toByteArray();
    }

    void read(byte[] saved) {
        call("read", (InputStream) new ByteArrayInputStream(saved));
    }
}
