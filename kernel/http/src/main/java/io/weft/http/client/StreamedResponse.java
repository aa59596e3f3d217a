package io.weft.http.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/// An answer whose body is read as it comes: endless ones, too. Close it: an unread rest costs the connection.
///
/// ```java
/// try (var answer = web.get("/events").open()) {
///     for (var line : answer.lines()) println(line);
/// }
/// ```
public final class StreamedResponse implements AutoCloseable {

    private final Head head;
    private final ClassicHttpResponse response;
    private final InputStream body;

    StreamedResponse(Head head, ClassicHttpResponse response, FetchFailures failures) throws IOException {
        this.head = head;
        this.response = response;
        var entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : new BodyStream(entity.getContent(), failures);
    }

    /// {@return the status, for example 200}
    public int status() {
        return head.status();
    }

    /// {@return where the body comes from: the address after redirects}
    public URI url() {
        return head.url();
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

    /// {@return the body, decompressed} Reading waits without keeping the loop; it fails with a [FetchError].
    public InputStream body() {
        return body;
    }

    /// {@return the lines of the body, each as soon as it has come} To be iterated once.
    public Iterable<String> lines() {
        var reader = new BufferedReader(new InputStreamReader(body, head.charset()));
        return () -> new Lines(reader);
    }

    BadStatus refused(byte[] start) {
        try {
            new Response(head, start, Duration.ZERO).orFail();
        } catch (BadStatus e) {
            return e;
        }
        throw new IllegalStateException("The status " + status() + " is no failure.");
    }

    /// Gives the connection back if the body was read to its end, else closes it.
    @Override
    public void close() {
        try {
            response.close();
        } catch (IOException _) {
            // The connection is gone all the same, and nobody waits for anything from it.
        }
    }

    /// Reads a line ahead only when it is asked for.
    private static final class Lines implements Iterator<String> {

        private final BufferedReader reader;
        private String next;
        private boolean over;

        Lines(BufferedReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !over) {
                try {
                    next = reader.readLine();
                } catch (IOException e) {
                    throw new IllegalStateException("The body stream reports failures unchecked.", e);
                }
                over = next == null;
            }
            return next != null;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The body has no further line.");
            }
            var line = next;
            next = null;
            return line;
        }
    }
}
