package io.weft.http.client;

import java.net.URI;

/// What came is not what it should be: no HTTP, an unknown encoding, or not the JSON that was asked for.
public final class BadAnswer extends FetchError {

    private static final long serialVersionUID = 1L;

    BadAnswer(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
