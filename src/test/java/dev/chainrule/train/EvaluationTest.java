package dev.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.check.CompiledClasses;
import dev.chainrule.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    @TempDir
    Path folder;

    /** With everything dropped, training sees the loss of zeros; a network that predicts drops nothing. */
    @Test
    void rowsAreJudgedAsTheyArePredicted() throws Exception {
        CompileResult result = Compiler.compile(SourceText.of("Dropping.nn", """
                        network Dropping {
                          dim rows; dim two = 2;
                          input x[rows, two];
                          input t[rows];
                          param w[two] = ones();
                          y = dropout(x, 1) @ w;
                          loss = mean((y - t)^2);
                          output guess = y;
                          train loss with sgd(rate = 0);
                        }
                        """), CompileOptions.STANDARD.verified());
        assertThat(result.diagnostics()).isEmpty();
        CompileResult.Stages stages = result.models().get(0);
        NetworkDescription network = Descriptions.of(stages.plan());
        CompiledModel model = new CompiledModel(
                network, CompiledClasses.compile(result.files()).of(stages.file()));
        model.initialize(1);
        Path file = Files.writeString(folder.resolve("rows.csv"), "u,v,t\n1,2,4\n3,4,5\n5,6,7\n");
        RowData rows = DataSource.parse(List.of(file.toString()), ',')
                .read(network, Map.of("x", "u,v"), Optional.empty(), Map.of());
        Dataset data = new Dataset(network, "rows", rows, Map.of());
        int[] order = {0, 1, 2};

        assertThat(model.step(data.batch(order, 0, 3))).isCloseTo((16 + 25 + 49) / 3.0, within(1e-12));
        assertThat(model.loss(data.batch(order, 0, 3))).isCloseTo((16 + 25 + 49) / 3.0, within(1e-12));
        // 3, 7 and 11 instead of 4, 5 and 7
        assertThat(Evaluation.of(model, data, order, Optional.empty()).loss())
                .isCloseTo((1 + 4 + 16) / 3.0, within(1e-12));
    }
}
