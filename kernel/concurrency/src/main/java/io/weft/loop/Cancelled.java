package io.weft.loop;

import java.util.concurrent.CancellationException;

/// Thrown at the wait in which a task is, or that it enters next, after somebody cancelled it. Let it pass: clean up
/// in `finally`. The message says why and by whom.
public final class Cancelled extends CancellationException {

    private static final long serialVersionUID = 1L;

    /// What was cancelled: the task, a deadline or a scope. Compared by identity by the block that set it.
    private final transient Object target;

    Cancelled(String message, Object target) {
        this(message, target, null);
    }

    Cancelled(String message, Object target, Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
        this.target = target;
    }

    Object target() {
        return target;
    }
}
