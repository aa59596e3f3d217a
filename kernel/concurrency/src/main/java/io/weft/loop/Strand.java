package io.weft.loop;

import java.util.concurrent.Executor;

/// What the JDK takes for the scheduler of one task's virtual thread, and its body, to spare an object. One for each task, so that a continuation says
/// whose it is; virtual threads that the task starts inherit it and so are known to belong to the task.
final class Strand implements Executor, Runnable {

    final Task<?> task;
    /// The task's own continuation, the first to come; others are virtual threads that the task started. Written before any of those exist.
    Runnable own;
    /// A task that is to begin as soon as this one's thread lets go; only the task's thread and its carrier.
    private Strand begins;

    Strand(Task<?> task) {
        this.task = task;
    }

    @Override
    public void run() {
        task.run();
    }

    boolean isOwn(Runnable continuation) {
        return continuation == own;
    }

    /// Says, before the start, that [#begin(Strand)] puts the task into the queue.
    void waitForBegin() {
        begins = this;
    }

    /// Lets a task that was started so run up to its first wait, then goes on with this one, which calls.
    void begin(Strand started) {
        started.begins = null;
        begins = started;
        Thread.yield();
        if (begins != null) {
            // The thread could not let go.
            begins = null;
            task.loop().enqueue(started.own, started);
        }
    }

    @Override
    public void execute(Runnable continuation) {
        if (own == null) {
            own = continuation;
        }
        var first = continuation == own ? begins : null;
        if (first == null) {
            task.loop().enqueue(continuation, this);
        } else if (first != this) {
            begins = null;
            task.loop().enqueueFirst(first, continuation, this);
        }
    }
}
