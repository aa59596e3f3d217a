package io.weft.http.client;

import java.net.URI;

/// The body is longer than what the session keeps in memory; stream it or download it to a file.
public final class BodyTooLarge extends FetchError {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
