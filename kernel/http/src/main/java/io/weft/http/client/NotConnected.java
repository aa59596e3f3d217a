package io.weft.http.client;

import java.net.URI;

/// The host did not take the connection: refused, or not reachable.
public final class NotConnected extends FetchError {

    private static final long serialVersionUID = 1L;

    NotConnected(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
