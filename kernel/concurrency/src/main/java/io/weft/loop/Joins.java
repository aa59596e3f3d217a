package io.weft.loop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/// How one waits for the end of a task, and what one then gets.
final class Joins {

    private Joins() {}

    /// Wakes the one who waits.
    private static final class Wake extends Completion {

        private final Waiter waiter;
        private final boolean observes;

        Wake(Waiter waiter, boolean observes) {
            this.waiter = waiter;
            this.observes = observes;
        }

        @Override
        void completed(Task<?> task) {
            waiter.signal();
        }

        @Override
        boolean observes() {
            return observes;
        }
    }

    /// Waits as one who takes note of a failure, or not; false if the time was over first.
    static boolean await(Task<?> task, long nanos, boolean observes) {
        if (task.isDone()) {
            if (observes) {
                task.observe();
            }
            return true;
        }
        var here = Task.currentOrNull();
        if (here == task) {
            throw new IllegalStateException(
                    task.name() + " awaits itself and would wait for ever: await it from another task.");
        }
        var waiter = Waiter.here();
        var wake = new Wake(waiter, observes);
        task.register(wake);
        boolean ended = false;
        try (var _ = here == null ? null : here.loop().awaitOutsideFor(task)) {
            ended = waiter.await(task, nanos);
        } finally {
            if (!ended) {
                task.unregister(wake);
            }
        }
        return ended;
    }

    /// Likewise with the exception that a platform thread expects of a future.
    static boolean awaitAsFuture(Task<?> task, long nanos) throws InterruptedException {
        try {
            return await(task, nanos, true);
        } catch (Cancelled e) {
            if (Task.currentOrNull() == null) {
                throw new InterruptedException(e.getMessage());
            }
            throw e;
        }
    }

    /// The value of a task that has ended, else the exception that one who joins gets.
    static <T> T value(Task<T> task) {
        return switch (task.outcome()) {
            case Outcome.Success<T>(T value) -> value;
            case Outcome.Failure<T>(RuntimeException cause) -> throw cause;
            case Outcome.Failure<T>(Error cause) -> throw cause;
            case Outcome.Failure<T>(Throwable cause) ->
                throw new TaskFailed(task.name() + " failed: " + cause, cause);
            case Outcome.Stopped<T>(Throwable how) -> throw cancellation(how);
        };
    }

    /// Likewise with the exceptions of a future.
    static <T> T futureValue(Task<T> task) throws ExecutionException {
        return switch (task.outcome()) {
            case Outcome.Success<T>(T value) -> value;
            case Outcome.Failure<T>(Throwable cause) -> throw new ExecutionException(cause);
            case Outcome.Stopped<T>(Throwable how) -> throw cancellation(how);
        };
    }

    /// Not a [Cancelled]: it is the awaited task that was cancelled, not the one who awaits it.
    private static CancellationException cancellation(Throwable how) {
        var exception = new CancellationException(how.getMessage());
        exception.initCause(how);
        return exception;
    }
}
