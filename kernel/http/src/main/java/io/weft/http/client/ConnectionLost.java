package io.weft.http.client;

import java.net.URI;

/// The connection ended before the answer did: reset, closed, or shorter than announced.
public final class ConnectionLost extends FetchError {

    private static final long serialVersionUID = 1L;

    ConnectionLost(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
