package io.weft.loop;

/// A request to end a task, or a block of it, that was not yet delivered.
final class CancelRequest {

    /// The task itself, or the deadline or scope whose block is to end.
    final Object target;
    /// 0 for the task, else how many blocks lie around the target's: the outermost request is delivered first.
    final int depth;
    final String message;
    /// What the requester wants the task to end with, or null.
    final Throwable cause;
    /// Set after the requester interrupted the thread, so that the interrupt cannot arrive after the delivery.
    volatile boolean interrupted;
    /// Older requests; guarded by the task's cancellation guard.
    CancelRequest next;

    CancelRequest(Object target, int depth, String message) {
        this(target, depth, message, null);
    }

    CancelRequest(Object target, int depth, String message, Throwable cause) {
        this.cause = cause;
        this.target = target;
        this.depth = depth;
        this.message = message;
    }
}
