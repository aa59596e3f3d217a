package io.weft.http.server;

import com.google.gson.JsonObject;
import io.weft.http.client.FetchError;
import io.weft.http.client.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Carries the requests, event streams and WebSockets of one shown page to its server, as messages, where the browser cannot reach it.
///
/// The page numbers what it begins (`talk`), and says what to `do`: `fetch`, `socket`, `go` (another page in its place); then, within one
/// of these, `ack` (so many messages have come), `send`, `end`. It is told what is `on`: `head`, `data`, `end` or `failed` of an
/// answer; `open`, `message` or `closed` of a socket; `page`. `here` says only that the page is still shown.
public final class PageTunnel implements AutoCloseable {

    /// A page says that it is there three times a minute, or once where its browser saves power.
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final JsonObject CLOSE = new JsonObject();

    private final PageServer server;
    private final Consumer<JsonObject> toPage;
    private final LinkedBlockingQueue<JsonObject> inbox = new LinkedBlockingQueue<>();
    /// The tunnel's thread only.
    private final Map<Integer, Tunnelled> talks = new HashMap<>();

    private PageTunnel(PageServer server, Consumer<JsonObject> toPage) {
        this.server = server;
        this.toPage = toPage;
    }

    static PageTunnel open(PageServer server, Consumer<JsonObject> toPage, Runnable ended) {
        var tunnel = new PageTunnel(server, toPage);
        Thread.ofVirtual().name("weft page").start(() -> {
            try {
                tunnel.carry();
            } finally {
                ended.run();
            }
        });
        return tunnel;
    }

    /// Takes what the page says. Does not block; without effect on a tunnel that is closed. Any thread.
    ///
    /// @param message as its script sent it
    public void received(JsonObject message) {
        inbox.add(message);
    }

    /// Ends all that the page had begun. Does not wait for that. Any thread.
    @Override
    public void close() {
        inbox.add(CLOSE);
    }

    private void carry() {
        try (var web = server.session()) {
            for (var message = next(); message != null; message = next()) {
                handle(message, web);
            }
            talks.values().forEach(Tunnelled::end);
        }
    }

    private JsonObject next() {
        try {
            var message = inbox.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
            return message == CLOSE ? null : message;
        } catch (InterruptedException _) {
            return null;
        }
    }

    private void handle(JsonObject message, Session web) {
        int talk = message.has("talk") ? message.get("talk").getAsInt() : 0;
        var on = new TunnelledOut(talk, toPage);
        try {
            switch (text(message, "do")) {
                case "fetch" -> talks.put(talk, TunnelledFetch.start(server, web, message, on));
                case "socket" -> talks.put(talk, TunnelledSocket.open(server, text(message, "path"), on));
                case "go" -> go(web, message, on);
                case "end" -> {
                    var known = talks.remove(talk);
                    if (known != null) {
                        known.said(message);
                        known.end();
                    }
                }
                case "ack", "send" -> {
                    var known = talks.get(talk);
                    if (known != null) {
                        known.said(message);
                    }
                }
                default -> {
                    // It is still there.
                }
            }
        } catch (IllegalArgumentException e) {
            on.failed(e);
        }
    }

    /// Beside the thread, since the page goes on talking until the next one is there.
    private void go(Session web, JsonObject message, TunnelledOut on) {
        Thread.ofVirtual().name("weft page turned").start(() -> {
            try {
                var request = TunnelledFetch.request(server, web, message);
                var page = new PageFetch(web, server.at(text(message, "path")).toString(), server).fetch(request);
                on.say("page", "html", page.talking().html());
            } catch (FetchError | IllegalArgumentException e) {
                on.failed(e);
            }
        });
    }

    static String text(JsonObject message, String name) {
        return message.has(name) && !message.get(name).isJsonNull() ? message.get(name).getAsString() : "";
    }
}
