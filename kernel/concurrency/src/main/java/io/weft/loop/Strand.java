package io.weft.loop;

import java.util.concurrent.Executor;

/// What the JDK takes for the scheduler of one task's virtual thread. One for each task, so that a continuation says
/// whose it is; virtual threads that the task starts inherit it and so are known to belong to the task.
final class Strand implements Executor {

    final Task<?> task;
    /// The task's own continuation, the first to come; others are virtual threads that the task started. Written before any of those exist.
    Runnable own;

    Strand(Task<?> task) {
        this.task = task;
    }

    boolean isOwn(Runnable continuation) {
        return continuation == own;
    }

    @Override
    public void execute(Runnable continuation) {
        if (own == null) {
            own = continuation;
        }
        task.loop().enqueue(continuation, this);
    }
}
