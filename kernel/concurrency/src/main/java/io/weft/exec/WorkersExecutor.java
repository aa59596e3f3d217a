package io.weft.exec;

import io.weft.loop.Cancelled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/// A pool as `java.util.concurrent` wants it.
public class WorkersExecutor extends AbstractExecutorService {

    private final Workers workers;
    private final PoolEnd end;

    /// Creates one for a pool.
    ///
    /// @param workers the pool
    /// @param end     of the pool
    public WorkersExecutor(Workers workers, PoolEnd end) {
        this.workers = workers;
        this.end = end;
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
        return end.isReached();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return end.await(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
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
