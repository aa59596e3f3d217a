package io.weft.http.server;

import io.weft.http.Json;

/// Server-sent events on their way to one client, a browser's `EventSource` for example. Each is sent at once.
public final class EventStream {

    private final BodyStream out;

    EventStream(BodyStream out) {
        this.out = out;
    }

    /// Sends an event without a name.
    ///
    /// @param data a text, or anything else as JSON
    public void send(Object data) {
        out.print(data(data) + "\n");
    }

    /// Sends an event.
    ///
    /// @param event its name, by which the client listens
    /// @param data  a text, or anything else as JSON
    public void send(String event, Object data) {
        out.print("event: " + oneLine(event, "name") + "\n" + data(data) + "\n");
    }

    /// Sends an event with an id, which the client repeats as `Last-Event-ID` when it connects again.
    ///
    /// @param event its name, by which the client listens
    /// @param data  a text, or anything else as JSON
    /// @param id    the id
    public void send(String event, Object data, String id) {
        out.print("id: " + oneLine(id, "id") + "\nevent: " + oneLine(event, "name") + "\n" + data(data) + "\n");
    }

    /// Sends a line that clients do not see, to keep proxies from closing the connection.
    public void keepAlive() {
        out.print(":\n\n");
    }

    private static String data(Object data) {
        var text = data instanceof CharSequence ? data.toString() : Json.write(data);
        return text.lines()
                .collect(StringBuilder::new, (all, line) -> all.append("data: ").append(line).append('\n'),
                        StringBuilder::append)
                .toString();
    }

    private static String oneLine(String text, String what) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("The " + what + " of an event has more than one line: give one line.");
        }
        return text;
    }
}
