package io.weft.http.server;

import io.weft.http.Json;
import io.weft.view.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a request is answered with. Immutable: what changes it gives a new one.
public final class Answer {

    /// A line of the head.
    record Line(String name, String value) {}

    private static final String TYPE = "Content-Type";

    private final int status;
    private final List<Line> lines;
    private final Payload payload;

    private Answer(int status, List<Line> lines, Payload payload) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("An answer with status " + status + ": give one from 200 to 599.");
        }
        this.status = status;
        this.lines = lines;
        this.payload = payload;
    }

    private Answer(int status, String type, Payload payload) {
        this(status, List.of(new Line(TYPE, type)), payload);
    }

    /// {@return the answer that a handler's value stands for}
    ///
    /// @param value see [Handler#handle(Request)]
    public static Answer of(Object value) {
        return value instanceof Answer answer ? answer : of(value == null ? 204 : 200, value);
    }

    /// {@return an answer with a status}
    ///
    /// @param status from 200 to 599
    /// @param body   see [Handler#handle(Request)]; of an answer its body and headers are taken
    public static Answer of(int status, Object body) {
        return switch (body) {
            case null -> new Answer(status, List.of(), new Payload.None());
            case Answer answer -> new Answer(status, answer.lines, answer.payload);
            case View view -> new Answer(status, view.mimeType() + "; charset=utf-8", utf8(view.text()));
            case CharSequence text -> new Answer(status, "text/plain; charset=utf-8", utf8(text.toString()));
            case byte[] bytes -> bytes(status, "application/octet-stream", bytes);
            case Path file -> new Answer(status, FileTypes.of(file), new Payload.FileBody(file));
            default -> new Answer(status, "application/json", utf8(Json.write(body)));
        };
    }

    /// {@return an answer of bytes}
    ///
    /// @param status from 200 to 599
    /// @param type   what they are, such as `image/png`
    /// @param bytes  the body
    public static Answer bytes(int status, String type, byte[] bytes) {
        return new Answer(status, type, new Payload.Bytes(bytes));
    }

    /// {@return an answer whose body is written piece by piece}
    ///
    /// @param type   what it is, such as `text/plain`
    /// @param writer writes it, in the handler's task
    public static Answer written(String type, BodyWriter writer) {
        return new Answer(200, type, new Payload.Written(writer));
    }

    /// {@return an answer of server-sent events}
    ///
    /// @param writer sends them, in the handler's task
    public static Answer events(EventWriter writer) {
        return written("text/event-stream", body -> {
            var events = new EventStream(body);
            events.keepAlive();
            writer.write(events);
        }).header("Cache-Control", "no-cache");
    }

    private static Payload utf8(String text) {
        return new Payload.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the status}
    public int status() {
        return status;
    }

    /// {@return the value of a header; null if there is none}
    ///
    /// @param name in any case
    public String header(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .findFirst()
                .orElse(null);
    }

    /// {@return this answer with a header in place of those of that name}
    ///
    /// @param name  of the header
    /// @param value its value
    public Answer header(String name, Object value) {
        var more = new ArrayList<>(lines);
        more.removeIf(line -> line.name().equalsIgnoreCase(name));
        more.add(line(name, value));
        return new Answer(status, List.copyOf(more), payload);
    }

    /// {@return this answer as another type, such as `text/csv`}
    ///
    /// @param type its MIME type
    public Answer type(String type) {
        return header(TYPE, type);
    }

    /// {@return this answer with a cookie for all paths, which scripts do not see and other sites do not send, until the browser ends}
    ///
    /// @param name  of the cookie
    /// @param value its value
    public Answer cookie(String name, String value) {
        return addCookie(name, value, "");
    }

    /// {@return this answer with a cookie that is kept for a time; zero deletes it}
    ///
    /// @param name  of the cookie
    /// @param value its value
    /// @param time  how long
    public Answer cookie(String name, String value, Duration time) {
        return addCookie(name, value, "; Max-Age=" + time.toSeconds());
    }

    private Answer addCookie(String name, String value, String age) {
        if (!name.matches("[\\w.-]+") || !value.matches("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*")) {
            throw new IllegalArgumentException("The cookie " + name + "=" + value
                    + " has characters that cookies may not have, such as spaces, commas or quotes: encode it first.");
        }
        var more = new ArrayList<>(lines);
        more.add(line("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + age));
        return new Answer(status, List.copyOf(more), payload);
    }

    private static Line line(String name, Object value) {
        var text = String.valueOf(value);
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("The header '" + name + ": " + text.strip()
                    + "' cannot be sent: its name must be a word and its value one line.");
        }
        return new Line(name, text);
    }

    List<Line> lines() {
        return lines;
    }

    Payload payload() {
        return payload;
    }

    @Override
    public String toString() {
        return status + " " + lines;
    }
}
