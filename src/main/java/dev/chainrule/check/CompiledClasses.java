package dev.chainrule.check;

import dev.chainrule.emit.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated sources in memory and loads the classes. */
public final class CompiledClasses extends ClassLoader {

    /** The Java in use has no compiler. */
    public static final class NoCompilerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoCompilerException() {
            super("this Java has no compiler; run with a JDK, not a JRE");
        }
    }

    private final Map<String, byte[]> classes;

    private CompiledClasses(Map<String, byte[]> classes) {
        super(CompiledClasses.class.getClassLoader());
        this.classes = Map.copyOf(classes);
    }

    /**
     * @throws NoCompilerException on a JRE
     * @throws IllegalStateException if a source does not compile without warnings, which is a bug of Chainrule
     */
    public static CompiledClasses compile(List<GeneratedFile> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new NoCompilerException();
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Memory memory = new Memory(compiler.getStandardFileManager(problems, Locale.ROOT, null));
        List<Source> sources = files.stream().map(Source::new).toList();
        List<String> options = List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "17");
        boolean compiled =
                compiler.getTask(null, memory, problems, options, null, sources).call();
        if (!compiled) {
            StringBuilder text = new StringBuilder("the generated Java does not compile:");
            for (Diagnostic<?> problem : problems.getDiagnostics()) {
                text.append('\n').append(problem);
            }
            throw new IllegalStateException(text.toString());
        }
        Map<String, byte[]> classes = new HashMap<>();
        memory.outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new CompiledClasses(classes);
    }

    /** The class of a generated file. */
    public Class<?> of(GeneratedFile file) {
        try {
            return loadClass(file.className());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class " + file.className(), e);
        }
    }

    /** What was compiled here goes before a class of the same name that happens to be on the class path. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : classes.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(GeneratedFile file) {
            super(URI.create("memory:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

        private Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            outputs.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }

    /** The names of all classes. */
    public List<String> names() {
        return new ArrayList<>(classes.keySet());
    }
}
