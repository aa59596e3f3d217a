package io.weft.jupyter.wire;

/// The kernel cannot listen where its connection file says. The message names the channel and the endpoint.
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
