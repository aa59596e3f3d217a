package io.weft.http.client;

import java.net.URI;

/// A part of the request took longer than it may.
public final class FetchTimedOut extends FetchError {

    /// What was waited for.
    public enum Part {
        /// The connection, its TLS handshake included.
        CONNECT,
        /// A free connection of the session.
        POOL,
        /// The next bytes of the answer.
        RESPONSE,
        /// The whole request.
        TOTAL
    }

    private static final long serialVersionUID = 1L;

    /// What was waited for.
    private final Part part;

    FetchTimedOut(URI url, Part part, String message, Throwable cause) {
        super(url, message, cause);
        this.part = part;
    }

    /// {@return what was waited for}
    public Part part() {
        return part;
    }
}
