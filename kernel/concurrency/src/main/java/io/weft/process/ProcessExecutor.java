package io.weft.process;

import io.weft.exec.PoolEnd;
import io.weft.exec.WorkersExecutor;
import io.weft.loop.Task;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;

/// A pool of processes as `java.util.concurrent` wants it.
final class ProcessExecutor extends WorkersExecutor {

    private final ProcessWorkers workers;

    ProcessExecutor(ProcessWorkers workers, PoolEnd end) {
        super(workers, end);
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
}
