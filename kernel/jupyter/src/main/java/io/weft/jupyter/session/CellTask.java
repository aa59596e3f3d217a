package io.weft.jupyter.session;

import io.weft.jupyter.cell.SnippetRunner;
import io.weft.loop.Loop;
import io.weft.loop.OutsideWait;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import io.weft.loop.Cancelled;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The one task in which all snippets of a cell run, in turn. The thread that compiles hands them over and waits.
///
/// While the next snippet compiles, what the cell has started is held, so that its tasks interleave as if the cell were one
/// block, however long the compiler takes; tasks of other cells run on.
final class CellTask implements SnippetRunner {

    private final Cell cell;
    private final Loop loop;
    private final ClassLoader session;
    private final Task<Void> task;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    // Guarded by this.
    private Job next;
    private Waiter idle;
    private boolean over;
    /// Open while no snippet runs, so that a virtual clock does not jump meanwhile; only the task.
    private OutsideWait compiling;

    /// A snippet, and what becomes of it.
    private record Job(Callable<Object> snippet, CompletableFuture<Result> result) {}

    /// What a snippet returned or threw. Not the future's own failure, which would change a `CancellationException`.
    private record Result(Object value, Throwable thrown) {}

    CellTask(Cell cell, Loop loop, ClassLoader session) {
        this.cell = cell;
        this.loop = loop;
        this.session = session;
        this.task = loop.spawn(cell.name(), cell.owner(), this::runSnippets);
    }

    /// The loop's task.
    Task<Void> task() {
        return task;
    }

    /// Runs a snippet in the task. Called by the thread that compiles.
    @Override
    public Object call(Callable<Object> snippet) throws Exception {
        var job = new Job(snippet, new CompletableFuture<>());
        synchronized (this) {
            if (cell.interrupted() || over) {
                throw new CellInterrupted();
            }
            next = job;
            wake();
        }
        var result = job.result.join();
        return switch (result.thrown) {
            case null -> result.value;
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new UndeclaredThrowableException(e);
        };
    }

    /// The compiler need not go on for a cell that was interrupted.
    @Override
    public void beforePart() {
        if (cell.interrupted()) {
            throw new CellInterrupted();
        }
    }

    /// Where the snippet that runs is right now; empty when none runs.
    StackTraceElement[] place() {
        synchronized (this) {
            if (next == null) {
                return new StackTraceElement[0];
            }
        }
        return task.thread().getStackTrace();
    }

    /// Waits until the snippet that runs has ended, or the task if none runs; false if it still goes on after this time.
    boolean awaitSnippet(Duration time) {
        Job running;
        synchronized (this) {
            running = next;
        }
        try {
            (running == null ? ended : running.result).get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException _) {
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// No snippet follows: what the cell has started runs to its first wait, so that its output comes before the reply, and the
    /// task ends. Returns when it has.
    void end() {
        synchronized (this) {
            over = true;
            wake();
        }
        ended.join();
    }

    /// Gives up on the snippet that runs: its caller gets the exception, and when it ends its result is dropped.
    void abandon(Exception why) {
        Job running;
        synchronized (this) {
            over = true;
            running = next;
            wake();
        }
        cell.owner().release();
        if (running != null) {
            running.result.complete(new Result(null, why));
        }
        ended.complete(null);
    }

    private Void runSnippets() {
        Cells.enter(cell, session);
        compiling = loop.awaitOutside("the compiler, for " + cell.name());
        for (var job = awaitJob(); job != null; job = awaitJob()) {
            cell.owner().release();
            compiling.close();
            var result = run(job.snippet);
            cell.owner().hold();
            compiling = loop.awaitOutside("the compiler, for " + cell.name());
            synchronized (this) {
                next = null;
            }
            job.result.complete(result);
        }
        cell.owner().release();
        compiling.close();
        if (!cell.interrupted()) {
            Thread.yield();
        }
        ended.complete(null);
        return null;
    }

    private static Result run(Callable<Object> snippet) {
        try {
            return new Result(snippet.call(), null);
        } catch (Throwable t) {
            return new Result(null, t);
        }
    }

    /// The next snippet, or null when the cell has ended. A cancel that comes in between is for the snippet that has ended.
    private Job awaitJob() {
        while (true) {
            Waiter waiter;
            synchronized (this) {
                if (next != null || over) {
                    return over ? null : next;
                }
                waiter = Waiter.here();
                idle = waiter;
            }
            try {
                waiter.await("the next snippet of " + cell.name());
            } catch (Cancelled _) {
                Thread.interrupted();
            }
        }
    }

    private void wake() {
        if (idle != null) {
            idle.signal();
            idle = null;
        }
    }
}
