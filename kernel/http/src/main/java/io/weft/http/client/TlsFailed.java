package io.weft.http.client;

import java.net.URI;

/// The server could not be trusted, or does not speak TLS.
public final class TlsFailed extends FetchError {

    private static final long serialVersionUID = 1L;

    TlsFailed(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
