package io.weft.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.common.socket.PeerInfo;
import io.weft.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A request to the server, as its handler sees it. It belongs to that handler's task.
public final class Request {

    private final HttpPrologue prologue;
    private final ServerRequestHeaders headers;
    private final Supplier<InputStream> content;
    private final Supplier<PeerInfo> peer;
    private final boolean secure;
    private final Map<String, String> values;
    /// Null until the first is set; the handler's task only.
    private Map<String, Object> attributes;
    /// Null until it is read; the handler's task only.
    private byte[] body;

    Request(HttpPrologue prologue, ServerRequestHeaders headers, Supplier<InputStream> content, Supplier<PeerInfo> peer,
            boolean secure, Map<String, String> values) {
        this.prologue = prologue;
        this.headers = headers;
        this.content = content;
        this.peer = peer;
        this.secure = secure;
        this.values = values;
    }

    /// {@return the method, such as `GET`}
    public String method() {
        return prologue.method().text();
    }

    /// {@return the whole path, decoded}
    public String path() {
        return prologue.uriPath().path();
    }

    /// {@return what a name in the route's pattern stands for}
    ///
    /// @param name in the pattern, without braces; `*` for the rest
    /// @throws IllegalArgumentException if the pattern has no such name
    public String path(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route of " + path() + " has no {" + name + "}"
                    + (values.isEmpty() ? "." : ", but " + values.keySet() + "."));
        }
        return value;
    }

    /// {@return the first value of a parameter of the query}
    ///
    /// @param name of the parameter
    /// @throws HttpError with status 400, if there is none
    public String query(String name) {
        return prologue.query()
                .first(name)
                .orElseThrow(
                        () -> new HttpError(400,
                                "The query has no '" + name + "': ask for " + path() + "?" + name + "=..."));
    }

    /// {@return the first value of a parameter of the query, else another}
    ///
    /// @param name  of the parameter
    /// @param other what to give if there is none
    public String query(String name, String other) {
        return prologue.query().first(name).orElse(other);
    }

    /// {@return all values of a parameter of the query; none if there is none}
    ///
    /// @param name of the parameter
    public List<String> queryAll(String name) {
        return prologue.query().contains(name) ? prologue.query().all(name) : List.of();
    }

    /// {@return the query as a whole, undecoded}
    public String queryText() {
        return prologue.query().rawValue();
    }

    /// {@return the first value of a header; null if there is none}
    ///
    /// @param name in any case
    public String header(String name) {
        return headers.first(HeaderNames.create(name)).orElse(null);
    }

    /// {@return the headers, the values of each}
    public Map<String, List<String>> headers() {
        var all = new LinkedHashMap<String, List<String>>();
        for (Header header : headers) {
            all.put(header.name(), header.allValues());
        }
        return all;
    }

    /// {@return the value of a cookie; null if there is none}
    ///
    /// @param name of the cookie
    public String cookie(String name) {
        var cookies = headers.cookies();
        return cookies.contains(name) ? cookies.get(name) : null;
    }

    /// {@return the address of the client}
    public String client() {
        return peer.get().host();
    }

    /// {@return whether it came over TLS}
    public boolean isSecure() {
        return secure;
    }

    /// {@return the body as a stream, to be read once} Reading waits for the client; meanwhile other tasks run.
    public InputStream body() {
        return body == null ? content.get() : new java.io.ByteArrayInputStream(body);
    }

    /// {@return the body, of which the server's limit holds} Waits for the client; meanwhile other tasks run.
    public byte[] bytes() {
        if (body == null) {
            try (var in = body()) {
                body = in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return body;
    }

    /// {@return the body as text} See [#bytes()].
    public String text() {
        var charset = headers.contentType().flatMap(type -> type.charset()).orElse("UTF-8");
        try {
            return new String(bytes(), charset);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new HttpError(415, "The body is said to be text in '" + charset + "', which is not known here.", e);
        }
    }

    /// {@return what the JSON of the body says: maps, lists, texts, numbers, booleans} See [#bytes()].
    ///
    /// @throws HttpError with status 400, if it is no JSON
    public Object json() {
        return json(Object.class);
    }

    /// {@return the value that the JSON of the body says} See [#bytes()].
    ///
    /// @param type of the value, a record for example
    /// @param <T>  the type
    /// @throws HttpError with status 400, if it is no JSON of that type
    public <T> T json(Class<T> type) {
        try {
            var value = Json.read(text(), type);
            if (value == null) {
                throw new HttpError(400, "The body is empty: send JSON.");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, e.getMessage(), e);
        }
    }

    /// {@return the values of the JSON array in the body} See [#bytes()].
    ///
    /// @param type of each value
    /// @param <T>  the type
    /// @throws HttpError with status 400, if it is no JSON array of that type
    public <T> List<T> jsonList(Class<T> type) {
        try {
            return Json.readList(text(), type);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, e.getMessage(), e);
        }
    }

    /// {@return the parts of the form in the body, files among them} See [#bytes()].
    ///
    /// @throws HttpError with status 415, if the body is no form in parts, or 400, if it is broken
    public List<FormPart> parts() {
        return Parts.of(header("Content-Type"), bytes());
    }

    /// {@return the first part of a name of the form in the body} See [#parts()].
    ///
    /// @param name of the field
    /// @throws HttpError with status 400, if there is none
    public FormPart part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HttpError(400, "The form has no part '" + name + "'."));
    }

    /// {@return the fields of the form in the body, the last value of each, without files} See [#bytes()].
    ///
    /// @throws HttpError with status 400, if it is no form
    public Map<String, String> form() {
        var fields = new LinkedHashMap<String, String>();
        if (Parts.isForm(header("Content-Type"))) {
            parts().stream()
                    .filter(part -> part.fileName() == null)
                    .forEach(part -> fields.put(part.name(), part.text()));
            return fields;
        }
        for (var field : text().split("&")) {
            int equals = field.indexOf('=');
            if (!field.isEmpty()) {
                fields.put(decoded(equals < 0 ? field : field.substring(0, equals)),
                        equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "The form has a '%' that is no encoding of a character.", e);
        }
    }

    /// {@return what was set for this request, by middleware for example; null if nothing was}
    ///
    /// @param name under which
    public Object attribute(String name) {
        return attributes == null ? null : attributes.get(name);
    }

    /// Sets something for whoever handles this request later.
    ///
    /// @param name  under which
    /// @param value what
    public void attribute(String name, Object value) {
        if (attributes == null) {
            attributes = new HashMap<>();
        }
        attributes.put(name, value);
    }

    /// Whether the client rather sees a page than JSON.
    boolean wantsHtml() {
        var accept = header("Accept");
        return accept != null && accept.contains("text/html");
    }

    @Override
    public String toString() {
        return method() + " " + path();
    }
}
