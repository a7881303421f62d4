package dev.chainrule.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles, in memory, one class with a method for each spelling: the pattern in a method of the operands' types, and
 * the helpers that it needs. Any warning is an error.
 */
final class SpellingCompiler {

    private final String real;
    private final Set<String> helpers = new LinkedHashSet<>();
    private final StringBuilder methods = new StringBuilder();

    /** @param real {@code double} or {@code float} */
    SpellingCompiler(String real) {
        this.real = real;
    }

    /** Adds {@code public static R name(operands)}. */
    void add(String name, ScalarFunction row, Spelling spelling) {
        spelling.helper().ifPresent(helper -> helper.withNeeds().forEach(each -> helpers.add(each.source())));
        StringBuilder parameters = new StringBuilder();
        String expression = spelling.pattern().replace("$R", real);
        for (int i = 0; i < row.arity(); i++) {
            parameters
                    .append(i == 0 ? "" : ", ")
                    .append(javaType(row.operandTypes().get(i)))
                    .append(" x")
                    .append(i + 1);
            expression = expression.replace("$" + (i + 1), "x" + (i + 1));
        }
        String cast = spelling.doubleOnly() && real.equals("float") ? "(float) " : "";
        methods.append("public static %s %s(%s) {\n    return %s%s;\n}\n"
                .formatted(javaType(row.resultType()), name, parameters, cast, expression));
    }

    private String javaType(Type type) {
        return switch (type) {
            case REAL -> real;
            case INTEGER -> "int";
            case BOOLEAN -> "boolean";
        };
    }

    /** The class, loaded. */
    Class<?> compile() throws Exception {
        String text =
                "package dev.chainrule.scalar;\nfinal class Spellings {\n" + String.join("", helpers) + methods + "}\n";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        try (Files files = new Files(compiler.getStandardFileManager(null, null, null), classes)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-Xlint:all", "-Werror", "-proc:none"),
                            null,
                            List.of(source(text)))
                    .call();
            assertThat(compiled).as("%s\n%s", messages, text).isTrue();
        }
        byte[] code = classes.get("dev.chainrule.scalar.Spellings").toByteArray();
        return MethodHandles.lookup().defineHiddenClass(code, true).lookupClass();
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("memory:///Spellings.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class Files extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Files(StandardJavaFileManager manager, Map<String, ByteArrayOutputStream> classes) {
            super(manager);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject near) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
