package dev.chainrule.cli;

import dev.chainrule.train.Epoch;
import dev.chainrule.train.TrainingListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how training gets on: a bar for each epoch on a terminal, a line for each elsewhere. */
final class Progress implements TrainingListener, AutoCloseable {

    private final PrintWriter out;
    private final int epochs;
    private final boolean terminal = isTerminal(System.console()) && System.getenv("CI") == null;
    private @Nullable ProgressBar bar;

    Progress(PrintWriter out, int epochs) {
        this.out = out;
        this.epochs = epochs;
    }

    /** From JDK 22 on there is a console even where nobody looks at it, and it says so; before, there was none then. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // an older JDK
        }
    }

    @Override
    public void begins(int number, int steps) {
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(String.format(Locale.ROOT, "epoch %d/%d", number, epochs))
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void stepped(int steps, double loss) {
        if (bar != null) {
            bar.stepTo(steps);
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss));
        }
    }

    @Override
    public void ended(Epoch epoch) {
        close();
        out.println(epoch);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
