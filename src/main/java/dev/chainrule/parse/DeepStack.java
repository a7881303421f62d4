package dev.chainrule.parse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Room for recursion. A parser calls itself some twenty times for each level of nesting, and more while it looks ahead:
 * the deepest text that is allowed does not fit into the stack that a thread usually has.
 */
final class DeepStack {

    /** Reserved, but used only as far as it is needed. */
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    /** Does the work on a thread of its own and waits for it. */
    static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(null, task, "chainrule-parser", BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the work ends soon: the caller hears of it afterwards
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
