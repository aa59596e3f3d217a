package io.weft.http.client;

import io.weft.http.Json;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/// A request as it is put together; [#send()], [#open()] or [#download(Path)] make it. Used by one task at a time; each of these may
/// be called again.
///
/// ```java
/// web.request("POST", "/items").query("dry", true).json(new Item("tea")).send().orFail()
/// ```
public final class FetchRequest {

    private final Session session;
    private final String method;
    private final URI target;
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private Supplier<HttpEntity> body;
    private boolean repeatable = true;
    private Boolean retried;
    private SessionOptions options;

    FetchRequest(Session session, String method, URI target, SessionOptions options) {
        this.session = session;
        this.method = method;
        this.target = target;
        this.options = options;
    }

    /// Adds a parameter to the address, encoded.
    ///
    /// @param name  of the parameter; may be added several times
    /// @param value its text is sent
    /// @return this request
    public FetchRequest query(String name, Object value) {
        query.add(Map.entry(name, String.valueOf(value)));
        return this;
    }

    /// Adds a header.
    ///
    /// @param name  of the header
    /// @param value of the header
    /// @return this request
    public FetchRequest header(String name, Object value) {
        headers.add(Map.entry(name, String.valueOf(value)));
        return this;
    }

    /// Sends a value as JSON.
    ///
    /// @param value a record, collection, map, text, number...
    /// @return this request
    public FetchRequest json(Object value) {
        return body(Json.write(value).getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /// Sends the fields of a form.
    ///
    /// @param fields by name; the texts of the values are sent
    /// @return this request
    public FetchRequest form(Map<String, ?> fields) {
        var pairs = new ArrayList<Map.Entry<String, String>>();
        fields.forEach((name, value) -> pairs.add(Map.entry(name, String.valueOf(value))));
        return body(Urls.form(pairs).getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
    }

    /// Sends fields and files as `multipart/form-data`.
    ///
    /// @param parts by name: a [Path] is a file, a `byte[]` are its bytes, of anything else the text is sent
    /// @return this request
    public FetchRequest multipart(Map<String, ?> parts) {
        var copy = new java.util.LinkedHashMap<String, Object>(parts);
        body = () -> Multipart.entity(copy);
        return this;
    }

    /// Sends a text in UTF-8.
    ///
    /// @param text the text
    /// @return this request
    public FetchRequest text(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /// Sends bytes.
    ///
    /// @param bytes the body
    /// @param type  its media type, for example `application/octet-stream`
    /// @return this request
    public FetchRequest body(byte[] bytes, String type) {
        var parsed = ContentType.parse(type);
        body = () -> new ByteArrayEntity(bytes, parsed);
        return this;
    }

    /// Sends a file, as it is when it is sent.
    ///
    /// @param file which one
    /// @param type its media type
    /// @return this request
    public FetchRequest body(Path file, String type) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("The file " + file + " cannot be read, so it cannot be sent.");
        }
        var parsed = ContentType.parse(type);
        body = () -> new FileEntity(file.toFile(), parsed);
        return this;
    }

    /// Sends what a stream gives, in chunks as it comes. Such a request is not retried, as the stream is read once.
    ///
    /// @param stream read to its end
    /// @param type   the media type
    /// @return this request
    public FetchRequest body(InputStream stream, String type) {
        var parsed = ContentType.parse(type);
        body = () -> new InputStreamEntity(stream, parsed);
        repeatable = false;
        return this;
    }

    /// Gives this request its own longest time, in all.
    ///
    /// @param longest the time
    /// @return this request
    public FetchRequest total(Duration longest) {
        options = options.total(longest);
        return this;
    }

    /// Gives this request its own longest time without a byte.
    ///
    /// @param longest the time
    /// @return this request
    public FetchRequest response(Duration longest) {
        options = options.response(longest);
        return this;
    }

    /// Gives this request its own number of redirects.
    ///
    /// @param most how many are followed; zero for none
    /// @return this request
    public FetchRequest redirects(int most) {
        options = options.redirects(most);
        return this;
    }

    /// Says that doing it twice is like doing it once, so that it may be tried again though its method (POST, PATCH) does not say so.
    ///
    /// @param times how often at most
    /// @return this request
    public FetchRequest retries(int times) {
        options = options.retries(times);
        retried = times > 0;
        return this;
    }

    /// Makes the request and reads the whole answer. Tasks of the loop go on meanwhile.
    ///
    /// @return the answer, whatever its status; see [Response#orFail()]
    /// @throws FetchError              if there is no usable one
    /// @throws SessionClosed           if the session is closed
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled; the connection is then closed
    public Response send() {
        return session.exchange(this).send();
    }

    /// Makes the request and gives the answer as soon as its head is there; the total time ends with that.
    ///
    /// @return the answer, to be closed
    /// @throws FetchError              if there is no usable one
    /// @throws SessionClosed           if the session is closed
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled; the connection is then closed
    public StreamedResponse open() {
        return session.exchange(this).open();
    }

    /// Makes the request and writes the body to a file, which appears only when it is whole; what an earlier try left beside it, as
    /// `name.part`, is continued if the server allows it and the content is the same. Disk writes happen beside the loop.
    ///
    /// @param file where to; one that is there is replaced
    /// @return the file
    /// @throws BadStatus               if the status is 400 or more
    /// @throws FetchError              if the body does not come whole; what came is kept for the next try
    /// @throws SessionClosed           if the session is closed
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled; the connection is then closed
    public Path download(Path file) {
        return new Download(this, file).get();
    }

    String method() {
        return method;
    }

    URI uri() {
        return Urls.withQuery(target, query);
    }

    SessionOptions options() {
        return options;
    }

    boolean mayRetry() {
        return repeatable && (retried == null ? Retry.isIdempotent(method) : retried);
    }

    /// A copy for another attempt with more headers.
    FetchRequest with(Map<String, String> more) {
        var copy = new FetchRequest(session, method, target, options);
        copy.query.addAll(query);
        copy.headers.addAll(headers);
        more.forEach(copy::header);
        copy.body = body;
        copy.repeatable = repeatable;
        copy.retried = retried;
        return copy;
    }

    HttpUriRequestBase attempt() {
        var attempt = new HttpUriRequestBase(method, uri());
        options.headers().forEach(attempt::setHeader);
        headers.forEach(header -> attempt.addHeader(header.getKey(), header.getValue()));
        if (body != null) {
            attempt.setEntity(body.get());
        }
        return attempt;
    }
}
