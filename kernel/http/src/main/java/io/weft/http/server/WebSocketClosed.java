package io.weft.http.server;

/// The WebSocket is closed, by either side.
public final class WebSocketClosed extends RuntimeException {

    private static final long serialVersionUID = 1;

    WebSocketClosed(String message, Throwable cause) {
        super(message, cause);
    }
}
