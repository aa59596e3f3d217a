package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.loop.Cancelled;
import io.weft.loop.Task;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/// A pool of processes as `java.util.concurrent` wants it.
final class ProcessExecutor extends AbstractExecutorService {

    private final ProcessWorkers workers;

    ProcessExecutor(ProcessWorkers workers) {
        this.workers = workers;
    }

    /// A runnable as a job.
    private record RunnableCall<T>(Runnable body, T value) implements Callable<T>, Serializable {
        @Override
        public T call() {
            body.run();
            return value;
        }
    }

    /// Here it is the future, there the callable runs.
    private static final class Remote<T> extends FutureTask<T> {

        private final Callable<T> body;
        private volatile Task<T> task;

        Remote(Callable<T> body) {
            super(body);
            this.body = body;
        }

        void follow(Task<T> followed) {
            task = followed.observe();
            if (isCancelled()) {
                followed.cancel(true);
            }
            followed.onDone(ended -> {
                if (ended.isCancelled()) {
                    cancel(false);
                } else if (ended.isSuccessful()) {
                    set(ended.value());
                } else {
                    setException(ended.exception());
                }
            });
        }

        @Override
        protected void done() {
            var followed = task;
            if (isCancelled() && followed != null) {
                followed.cancel(true);
            }
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new Remote<>(callable);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return new Remote<>(new RunnableCall<>(runnable, value));
    }

    @Override
    public void execute(Runnable command) {
        if (command instanceof Remote<?> remote) {
            begin(remote);
        } else {
            workers.submit(new RunnableCall<Void>(command, null));
        }
    }

    private <T> void begin(Remote<T> remote) {
        remote.follow(workers.submit(remote.body));
    }

    @Override
    public void shutdown() {
        workers.shutdown();
    }

    /// Gives an empty list: jobs that have not begun count as cancelled, see [ProcessWorkers#terminate()].
    @Override
    public List<Runnable> shutdownNow() {
        workers.terminate();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return workers.snapshot().closed();
    }

    @Override
    public boolean isTerminated() {
        var now = workers.snapshot();
        return now.closed() && now.processes() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return workers.awaitEnd(Duration.ofNanos(Math.max(0, unit.toNanos(timeout))));
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
