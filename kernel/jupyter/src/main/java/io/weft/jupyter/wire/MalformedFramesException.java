package io.weft.jupyter.wire;

/// These frames are no message, or not one of a client that knows the key.
final class MalformedFramesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFramesException(String message) {
        super(message);
    }
}
