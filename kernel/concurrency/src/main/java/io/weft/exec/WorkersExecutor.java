package io.weft.exec;

import io.weft.loop.Cancelled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A pool as `java.util.concurrent` wants it.
public class WorkersExecutor extends AbstractExecutorService {

    private final Workers workers;
    private final BooleanSupplier ended;
    private final Predicate<Duration> awaitEnd;

    /// Creates one for a pool.
    ///
    /// @param workers  the pool
    /// @param ended    whether it was shut down and nothing of it runs any more
    /// @param awaitEnd waits for that, for a time at most; false if the time was over first
    public WorkersExecutor(Workers workers, BooleanSupplier ended, Predicate<Duration> awaitEnd) {
        this.workers = workers;
        this.ended = ended;
        this.awaitEnd = awaitEnd;
    }

    @Override
    public void execute(Runnable command) {
        workers.submit(command::run);
    }

    @Override
    public void shutdown() {
        workers.shutdown();
    }

    /// Gives an empty list: jobs that have not begun count as cancelled, see [Workers#terminate()].
    @Override
    public List<Runnable> shutdownNow() {
        workers.terminate();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return workers.isClosed();
    }

    @Override
    public boolean isTerminated() {
        return ended.getAsBoolean();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return awaitEnd.test(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
        } catch (Cancelled e) {
            if (Jobs.loopHere() == null) {
                throw new InterruptedException(e.getMessage());
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return workers.toString();
    }
}
