package io.weft.loop;

/// Carries a checked exception of a task to the one who joined it. An unchecked one arrives as itself.
public final class TaskFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaskFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
