package io.weft.http.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.weft.http.client.FetchError;
import io.weft.http.client.FetchRequest;
import io.weft.http.client.Session;
import io.weft.loop.Cancelled;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// A request of a shown page, whose answer is handed on piece by piece, as fast as the page takes it.
final class TunnelledFetch implements Tunnelled {

    private static final int PIECE = 32 * 1024;
    /// What the client and the browser see to themselves.
    private static final Set<String> NOT_ASKED = Set.of("host", "connection", "content-length", "accept-encoding");
    private static final Set<String> NOT_TOLD = Set.of("content-encoding", "content-length", "transfer-encoding",
            "connection", "set-cookie");

    private final FetchRequest request;
    private final TunnelledOut page;
    private final Semaphore window = new Semaphore(WINDOW);
    private final Thread thread = Thread.ofVirtual().name("weft page fetch").unstarted(this::fetch);

    private TunnelledFetch(FetchRequest request, TunnelledOut page) {
        this.request = request;
        this.page = page;
    }

    static Tunnelled start(PageServer server, Session web, JsonObject message, TunnelledOut page) {
        var fetch = new TunnelledFetch(request(server, web, message), page);
        fetch.thread.start();
        return fetch;
    }

    /// @throws IllegalArgumentException if the message is no request
    static FetchRequest request(PageServer server, Session web, JsonObject message) {
        var url = server.at(PageTunnel.text(message, "path"));
        var request = web.request(PageTunnel.text(message, "method"), url.toString());
        var type = "application/octet-stream";
        if (message.has("headers")) {
            for (var header : message.getAsJsonArray("headers")) {
                var name = header.getAsJsonArray().get(0).getAsString().toLowerCase(java.util.Locale.ROOT);
                var value = header.getAsJsonArray().get(1).getAsString();
                if (name.equals("content-type")) {
                    type = value;
                } else if (!NOT_ASKED.contains(name)) {
                    request.header(name, value);
                }
            }
        }
        var body = PageTunnel.text(message, "body");
        return body.isEmpty() ? request : request.body(Base64.getDecoder().decode(body), type);
    }

    private void fetch() {
        try (var answer = request.open()) {
            var head = page.message("head");
            head.addProperty("status", answer.status());
            head.add("headers", headers(answer.headers()));
            page.say(head);
            var piece = new byte[PIECE];
            for (int n = answer.body().read(piece); n >= 0; n = answer.body().read(piece)) {
                if (n > 0) {
                    window.acquire();
                    page.say("data", "data", Base64.getEncoder().encodeToString(Arrays.copyOf(piece, n)));
                }
            }
            page.say("end");
        } catch (FetchError | IOException e) {
            page.failed(e);
        } catch (InterruptedException | Cancelled _) {
            // The page does not want the rest.
        }
    }

    private static JsonArray headers(Map<String, List<String>> headers) {
        var pairs = new JsonArray();
        headers.forEach((name, values) -> {
            if (!NOT_TOLD.contains(name)) {
                values.forEach(value -> {
                    var pair = new JsonArray();
                    pair.add(name);
                    pair.add(value);
                    pairs.add(pair);
                });
            }
        });
        return pairs;
    }

    @Override
    public void said(JsonObject message) {
        if (message.has("n")) {
            window.release(message.get("n").getAsInt());
        }
    }

    /// Closes its connection.
    @Override
    public void end() {
        thread.interrupt();
    }
}
