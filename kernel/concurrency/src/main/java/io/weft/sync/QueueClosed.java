package io.weft.sync;

/// A queue or channel is closed: nothing more can be put, or nothing is left to get.
public final class QueueClosed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    QueueClosed(String message) {
        super(message);
    }
}
