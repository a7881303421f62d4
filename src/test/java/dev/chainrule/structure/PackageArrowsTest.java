package dev.chainrule.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows between packages point one way, and none goes where the architecture draws none. */
class PackageArrowsTest {
    private final Arrows arrows = Arrows.ofTheArchitecture();

    @Test
    void everyPackageHasItsPlaceInTheArchitecture() {
        Set<String> rooms = new TreeSet<>();
        Production.CLASSES.forEach(type -> rooms.add(Production.room(type)));
        assertThat(rooms).isNotEmpty().isSubsetOf(arrows.rooms());
    }

    @Test
    void dependenciesFollowTheArrows() {
        List<String> wrong = new ArrayList<>();
        Set<String> followed = new LinkedHashSet<>();
        for (JavaClass type : Production.CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!Production.isOurs(target)) {
                    continue;
                }
                String from = Production.room(type);
                String to = Production.room(target);
                if (!arrows.allow(from, to)) {
                    wrong.add(dependency.getDescription());
                } else if (!from.equals(to)) {
                    followed.add(from + " -> " + to);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(followed).as("arrows that the code follows").hasSizeGreaterThan(10);
    }
}
