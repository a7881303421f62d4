package dev.chainrule.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, the console, the clock and other people's libraries are touched in the rooms that are meant for it, and only there. */
class OutsideWorldTest {
    /** These meet the world; all the others are pure functions. */
    private static final Set<String> SHELLS = Set.of("cli", "maven", "project", "data", "train");

    /** What is compiled in memory has to be loaded and called, which takes reflection. */
    private static final Set<String> LOADERS = Set.of("check", "train", "cli");

    @Test
    void filesAndNetworkBelongToTheShells() {
        noClasses()
                .that(areOutside(SHELLS))
                .should()
                .dependOnClassesThat(describe("touch files or the network", OutsideWorldTest::touchesTheWorld))
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheFacadeReadsResources() {
        noClasses()
                .that(areOutside(Set.of("", "cli", "maven")))
                .should()
                .callCodeUnitWhere(describe(
                        "reads a resource", call -> call.getTarget().getName().startsWith("getResource")))
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheCommandUsesTheConsole() {
        noClasses()
                .that(areOutside(Set.of("cli")))
                .should()
                .accessTargetWhere(describe("is a stream of the process", OutsideWorldTest::isConsole))
                .check(Production.CLASSES);
    }

    @Test
    void resultsDependOnNothingButTheInput() {
        noClasses()
                .that(areOutside(Set.of("cli", "maven", "train", "check")))
                .should()
                .callMethodWhere(describe("reads the clock or the environment", OutsideWorldTest::readsSurroundings))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(Production.CLASSES);
    }

    @Test
    void reflectionServesWhatWasCompiledInMemory() {
        noClasses()
                .that(areOutside(LOADERS))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..", "javax.tools..")
                .check(Production.CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.antlr.., parse",
        "com.palantir.javapoet.., emit",
        "picocli.., cli",
        "de.siegmar.fastcsv.., data",
        "me.tongfei.progressbar.., train cli",
        "org.apache.maven.., maven",
        "org.codehaus.plexus.., maven",
        "com.google.gson.., diagnostic data check train cli maven"
    })
    void aLibraryHasOneHome(String library, String homes) {
        noClasses()
                .that(areOutside(Set.copyOf(Arrays.asList(homes.split(" ")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(Production.CLASSES);
    }

    @Test
    void thereIsSomethingToLookAt() {
        assertThat(Production.CLASSES).hasSizeGreaterThan(200);
    }

    private static DescribedPredicate<JavaClass> areOutside(Set<String> rooms) {
        return describe("are outside of " + rooms, type -> !rooms.contains(Production.room(type)));
    }

    private static boolean touchesTheWorld(JavaClass type) {
        String name = type.getName();
        return name.startsWith("java.nio.file.")
                || name.startsWith("java.nio.channels.")
                || name.startsWith("java.net.") && !name.equals("java.net.URI")
                || name.startsWith("java.io.File")
                || name.equals("java.io.RandomAccessFile")
                || name.equals("java.io.Console")
                || name.equals("java.util.Scanner");
    }

    private static boolean isConsole(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("in", "out", "err", "console", "exit").contains(access.getName());
    }

    private static boolean readsSurroundings(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        if (target.getOwner().isEquivalentTo(System.class)) {
            return Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty", "identityHashCode", "lineSeparator")
                    .contains(target.getName());
        }
        return target.getOwner().isEquivalentTo(java.util.Locale.class)
                && target.getName().equals("getDefault");
    }
}
