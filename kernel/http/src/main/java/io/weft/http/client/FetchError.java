package io.weft.http.client;

import java.net.URI;

/// A request that got no usable answer. Which kind says what to do about it; the cause is what the library below reported.
public abstract sealed class FetchError extends RuntimeException
        permits HostNotFound, NotConnected, ConnectionLost, TlsFailed, FetchTimedOut, BadStatus, BadAnswer,
        BodyTooLarge {

    private static final long serialVersionUID = 1L;

    /// Where the request went.
    private final URI url;

    FetchError(URI url, String message, Throwable cause) {
        super(message, cause);
        this.url = url;
    }

    /// {@return where the request went}
    public URI url() {
        return url;
    }
}
