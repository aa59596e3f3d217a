package io.weft.sync;

/// A queue has no room for an item that was to be put without waiting.
public final class QueueFull extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    QueueFull(String message) {
        super(message);
    }
}
