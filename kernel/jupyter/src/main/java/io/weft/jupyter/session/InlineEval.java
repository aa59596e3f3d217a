package io.weft.jupyter.session;

import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.CellSource;
import io.weft.jupyter.cell.JavaSession;
import io.weft.jupyter.cell.SnippetRunner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// An evaluation from inside a cell. Its snippets run in the calling task; the compiler works on a thread of its own meanwhile, so that
/// it does not hold up the loop.
final class InlineEval {

    private final LinkedBlockingQueue<FutureTask<Object>> snippets = new LinkedBlockingQueue<>();
    /// Comes after the last snippet.
    private final FutureTask<Object> end = new FutureTask<>(() -> null);
    /// Set by the caller when it was interrupted: nobody runs snippets any more.
    private volatile boolean abandoned;

    private InlineEval() {}

    /// @param around runs each snippet, in the calling task
    /// @throws CellInterrupted if the caller is interrupted while the compiler works
    static CellOutcome eval(JavaSession java, CellSource source, SnippetRunner around) {
        var eval = new InlineEval();
        var outcome = new FutureTask<>(() -> java.eval(source, snippet -> eval.hand(() -> around.call(snippet))));
        Thread.ofPlatform().daemon().name("weft compiler").start(() -> {
            outcome.run();
            eval.snippets.add(eval.end);
        });
        try {
            for (var next = eval.snippets.take(); next != eval.end; next = eval.snippets.take()) {
                next.run();
            }
            return outcome.get();
        } catch (InterruptedException _) {
            eval.abandoned = true;
            eval.snippets.forEach(snippet -> snippet.cancel(false));
            Thread.currentThread().interrupt();
            throw new CellInterrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The compiler failed: " + e.getCause(), e.getCause());
        }
    }

    /// Called by the compiler's thread.
    private Object hand(Callable<Object> snippet) throws Exception {
        var task = new FutureTask<>(snippet);
        snippets.add(task);
        if (abandoned) {
            throw new CellInterrupted();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException(cause);
            }
        }
    }
}
