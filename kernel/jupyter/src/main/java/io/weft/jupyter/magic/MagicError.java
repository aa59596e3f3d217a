package io.weft.jupyter.magic;

/// A magic could not do what it was asked for; the message says why and what would help.
public final class MagicError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MagicError(String message) {
        super(message);
    }

    public MagicError(String message, Throwable cause) {
        super(message, cause);
    }
}
