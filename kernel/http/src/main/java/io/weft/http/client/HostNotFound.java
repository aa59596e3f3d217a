package io.weft.http.client;

import java.net.URI;

/// The name of the host has no address.
public final class HostNotFound extends FetchError {

    private static final long serialVersionUID = 1L;

    HostNotFound(URI url, String message, Throwable cause) {
        super(url, message, cause);
    }
}
