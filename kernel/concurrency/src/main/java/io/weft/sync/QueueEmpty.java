package io.weft.sync;

/// A queue has no item for one who would not wait.
public final class QueueEmpty extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    QueueEmpty(String message) {
        super(message);
    }
}
