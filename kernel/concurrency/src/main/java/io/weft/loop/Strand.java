package io.weft.loop;

import java.util.concurrent.Executor;

/// What the JDK takes for the scheduler of one task's virtual thread. One for each task, so that a continuation says
/// whose it is; virtual threads that the task starts inherit it and so are known to belong to the task.
final class Strand implements Executor {

    final Task<?> task;

    Strand(Task<?> task) {
        this.task = task;
    }

    @Override
    public void execute(Runnable continuation) {
        task.loop().enqueue(continuation, this);
    }
}
