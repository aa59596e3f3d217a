package io.weft.http.client;

/// The server answered, and the status says that it did not do what was asked.
public final class BadStatus extends FetchError {

    private static final long serialVersionUID = 1L;

    /// The answer.
    private final transient Response response;

    BadStatus(Response response, String message) {
        super(response.url(), message, null);
        this.response = response;
    }

    /// {@return the answer, with its body}
    public Response response() {
        return response;
    }

    /// {@return the status, 400 to 599}
    public int status() {
        return response.status();
    }
}
