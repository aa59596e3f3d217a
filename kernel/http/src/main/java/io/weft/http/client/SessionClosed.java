package io.weft.http.client;

/// A session was used after it was closed.
public final class SessionClosed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SessionClosed(String what) {
        super(what
                + " was closed and fetches no more: make the requests inside its try block, or open another session.");
    }
}
