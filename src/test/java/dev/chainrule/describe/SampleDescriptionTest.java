package dev.chainrule.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.equation.Notation;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample can be described at every stage, and is described alike each time. */
class SampleDescriptionTest {

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("generated-samples/models"))) {
            return files.filter(file -> file.toString().endsWith(".nn"))
                    .sorted()
                    .toList();
        }
    }

    private static CompileResult compile(Path sample) throws IOException {
        SourceText source = SourceText.of(sample.getFileName().toString(), Files.readString(sample));
        CompileResult result = dev.chainrule.Compiler.compile(source, CompileOptions.STANDARD);
        assertThat(result.diagnostics()).isEmpty();
        return result;
    }

    private static List<String> texts(CompileResult result) {
        List<String> texts = new ArrayList<>();
        result.unit().map(Description::syntax).ifPresent(texts::add);
        for (CompileResult.Stages stages : result.models()) {
            texts.add(Description.equations(stages.elaborated()));
            texts.add(Description.simplified(stages.simplified(), List.of()));
            texts.add(Description.gradient(stages.resimplified()));
            texts.add(Description.schedule(stages.schedule()));
            texts.add(Description.loops(stages.plan()));
            texts.add(Graph.dot(stages.elaborated()));
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void textsAreTheSameEachTime(Path sample) throws IOException {
        List<String> texts = texts(compile(sample));
        assertThat(texts).hasSizeGreaterThanOrEqualTo(7).isEqualTo(texts(compile(sample)));
        assertThat(texts)
                .allSatisfy(text -> assertThat(text)
                        .endsWith("\n")
                        .doesNotEndWith("\n\n")
                        .doesNotContain("\t", "null", "Optional")
                        .doesNotContainPattern("(?m)[ ]+$"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingIsLeftOut(Path sample) throws IOException {
        for (CompileResult.Stages stages : compile(sample).models()) {
            assertThat(Description.equations(stages.elaborated()).lines().map(String::strip))
                    .containsAll(Notation.of(stages.elaborated().system()));
            assertThat(Description.gradient(stages.resimplified()).lines().map(String::strip))
                    .containsAll(Notation.of(stages.resimplified().system()));
            String loops = Description.loops(stages.plan());
            for (ClassPlan.EntryMethod entry : stages.plan().entries()) {
                assertThat(loops).contains("\n" + entry.method().name() + "(");
            }
            assertThat(loops.lines().filter(line -> line.endsWith(" bytes")))
                    .hasSize(stages.plan().entries().size()
                            + stages.plan().kernels().size());
        }
    }
}
