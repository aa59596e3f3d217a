package io.weft.loop;

/// Somebody who wants to know that a task has ended: a link of the task's chain.
abstract class Completion {

    /// The one registered before; owned by the chain.
    Completion next;

    /// Runs once, in the thread that ended the task (or at registration, when it had ended). Must not block.
    abstract void completed(Task<?> task);

    /// Whether it takes note of a failure, so that the failure is not lost.
    boolean observes() {
        return true;
    }
}
