package dev.chainrule.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The conventions that a reviewer would otherwise have to remember. */
class ConventionsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : Production.CLASSES) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();

        Set<Path> silent = new TreeSet<>();
        for (Path folder : foldersOfSources()) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).startsWith("/**")) {
                silent.add(folder);
            }
        }
        assertThat(silent).isEmpty();
    }

    /** A default method would let a new case slip past a pass that does not know it. */
    @Test
    void visitorsHaveNoDefaultMethods() {
        List<JavaClass> visitors = Production.CLASSES.stream()
                .filter(type -> isWrittenByHand(type) && type.isInterface())
                .filter(type -> type.getSimpleName().endsWith("Visitor"))
                .toList();
        assertThat(visitors).isNotEmpty();
        assertThat(visitors.stream()
                        .flatMap(visitor -> visitor.getMethods().stream())
                        .filter(ConventionsTest::isDefault)
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    @Test
    void nothingStaticChanges() {
        assertThat(Production.CLASSES.stream()
                        .filter(ConventionsTest::isWrittenByHand)
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.FINAL))
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(Production.CLASSES.stream()
                        .filter(ConventionsTest::isWrittenByHand)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> name.startsWith("Abstract")
                                || name.endsWith("Impl")
                                || name.endsWith("Manager")
                                || name.endsWith("Utils")
                                || name.endsWith("Helper") && !name.equals("Helper")))
                .isEmpty();
    }

    @Test
    void importsNameOneTypeEach() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("(?m)^import (static )?[a-zA-Z.]+\\.\\*;");
            }
        }
    }

    @Test
    void packagesAreInLowerCase() {
        assertThat(Production.CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean isDefault(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return !modifiers.contains(JavaModifier.ABSTRACT)
                && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    /** ANTLR's output keeps other conventions. */
    private static boolean isWrittenByHand(JavaClass type) {
        return !type.getPackageName().equals("dev.chainrule.parse")
                || !type.getName().startsWith("dev.chainrule.parse.Nn");
    }

    private static List<Path> foldersOfSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
