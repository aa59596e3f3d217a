package io.weft.http.server;

/// Ends the handling of a request with a status and a message for the client.
public final class HttpError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /// Creates it.
    ///
    /// @param status  from 400 to 599
    /// @param message for the client
    public HttpError(int status, String message) {
        this(status, message, null);
    }

    /// Creates it with a cause, which the client does not see.
    ///
    /// @param status  from 400 to 599
    /// @param message for the client
    /// @param cause   what led to it, or null
    public HttpError(int status, String message, Throwable cause) {
        super(message, cause);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("An HttpError with status " + status
                    + ": errors have 400 to 599; return status(" + status + ", body) for others.");
        }
        this.status = status;
    }

    /// {@return the status}
    public int status() {
        return status;
    }
}
