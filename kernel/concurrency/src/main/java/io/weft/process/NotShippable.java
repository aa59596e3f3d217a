package io.weft.process;

/// A task, a value or a result cannot go to another process; the message names what, and why.
public final class NotShippable extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NotShippable(String message, Throwable cause) {
        super(message, cause);
    }
}
