package io.weft.http.client;

import io.weft.http.Json;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An answer with its whole body in memory.
public final class Response {

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int FIRST_ERROR = 400;
    private static final int SHOWN = 200;

    private final Head head;
    private final byte[] body;
    private final Duration elapsed;

    Response(Head head, byte[] body, Duration elapsed) {
        this.head = head;
        this.body = body;
        this.elapsed = elapsed;
    }

    /// {@return the status, for example 200}
    public int status() {
        return head.status();
    }

    /// {@return the words that came with the status; may be empty}
    public String reason() {
        return head.reason();
    }

    /// {@return where the body came from: the address after redirects}
    public URI url() {
        return head.url();
    }

    /// {@return whether the status is 200 to 299}
    public boolean isOk() {
        return status() >= OK && status() < REDIRECTION;
    }

    /// {@return this answer, if its status is below 400}
    ///
    /// @throws BadStatus if it is not
    public Response orFail() {
        if (status() >= FIRST_ERROR) {
            var start = text().strip();
            throw new BadStatus(this, head.method() + " " + url() + " was answered with " + status()
                    + (reason().isBlank() ? "" : " " + reason())
                    + (start.isEmpty()
                            ? "."
                            : ": " + (start.length() > SHOWN
                                    ? start.substring(0, SHOWN) + "..."
                                    : start)));
        }
        return this;
    }

    /// {@return the headers, by their names in small letters, each with its values in order}
    public Map<String, List<String>> headers() {
        return head.headers();
    }

    /// {@return the first value of a header, or null}
    ///
    /// @param name in any case
    public String header(String name) {
        var values = headers().get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.getFirst();
    }

    /// {@return how long it took, retries and redirects included}
    public Duration elapsed() {
        return elapsed;
    }

    /// {@return the body, decompressed} Not a copy: do not write to it.
    public byte[] bytes() {
        return body;
    }

    /// {@return the body as text, by the encoding that the server names, else UTF-8}
    public String text() {
        return text(head.charset());
    }

    /// {@return the body as text}
    ///
    /// @param charset how it is encoded
    public String text(Charset charset) {
        return new String(body, charset);
    }

    /// {@return what the body's JSON says: maps, lists, texts, `Long` or `Double`, booleans or null}
    ///
    /// @throws BadAnswer if it is no JSON
    public Object json() {
        return json(Object.class);
    }

    /// {@return the value that the body's JSON says}
    ///
    /// @param type of the value, for example a record
    /// @param <T>  the type
    /// @throws BadAnswer if it is no JSON, or none of that type
    public <T> T json(Class<T> type) {
        try {
            return Json.read(text(), type);
        } catch (IllegalArgumentException e) {
            throw new BadAnswer(url(), e.getMessage(), e);
        }
    }

    /// {@return the values that the body's JSON array has}
    ///
    /// @param type of each value
    /// @param <T>  the type
    /// @throws BadAnswer if it is no JSON array, or one of other values
    public <T> List<T> jsonList(Class<T> type) {
        try {
            return Json.readList(text(), type);
        } catch (IllegalArgumentException e) {
            throw new BadAnswer(url(), e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return head.method() + " " + url() + ": " + status() + (reason().isBlank() ? "" : " " + reason()) + ", "
                + body.length + " bytes";
    }
}
