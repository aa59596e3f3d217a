package io.weft.bench;

import io.weft.Tasks;
import io.weft.http.Serving;
import io.weft.http.Web;
import io.weft.http.server.WebApp;
import io.weft.loop.Loop;
import io.weft.loop.Mapping;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Fetches and serves for the area `http`: answers `ITEM SIZE` with a figure, line by line.
public final class HttpPeer {

    private static final int CONNECTIONS = 100;
    private static final double NANOS = 1e9;

    private final String page;
    private final String slow;
    private final WebApp app;

    private HttpPeer(String page, String slow) {
        this.page = page;
        this.slow = slow;
        this.app = served();
    }

    private static WebApp served() {
        return Serving.server()
                .get("/json", _ -> Map.of("msg", "ok"))
                .get("/random", _ -> {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        throw new IllegalStateException("by chance");
                    }
                    return "ok";
                })
                .webSocket("/idle", socket -> {
                    for (var text : socket) {
                        socket.send(text);
                    }
                });
    }

    /// Serves and fetches until its input ends.
    ///
    /// @param args the address of a page, and that of a slow one
    /// @throws Exception if something fails
    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        try (var loop = Loop.start("http", io.weft.loop.LoopClock.real(), _ -> {
            // Handlers that fail by chance.
        })) {
            var peer = loop.run(() -> new HttpPeer(args[0], args[1]));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ");
                System.out.println(loop.run(() -> peer.measure(words[0], Integer.parseInt(words[1]))));
                System.out.flush();
            }
        }
    }

    private double measure(String item, int size) {
        return switch (item) {
            case "port" -> app.port();
            case "portoff" ->
                Serving.server(Serving.serverOptions().handlersOff()).get("/json", _ -> Map.of("msg", "ok")).port();
            case "get" -> rate(size, () -> get(page, size, CONNECTIONS));
            case "all" -> rate(size, () -> Web.fetchAll(Collections.nCopies(size, page), Tasks.limit(CONNECTIONS)));
            case "slow" -> size / rate(size, () -> get(slow, size, size));
            case "random" -> random(size);
            case "heap" -> heap();
            case "connections" -> app.load().connections();
            default -> throw new IllegalArgumentException(item);
        };
    }

    private static double rate(int size, Runnable body) {
        long began = System.nanoTime();
        body.run();
        return size * NANOS / (System.nanoTime() - began);
    }

    private static void get(String url, int size, int connections) {
        try (var web = Web.session(Web.sessionOptions().connections(connections).pool(Duration.ofMinutes(1)))) {
            Mapping.each(size, _ -> require(web.get(url).status() == 200), Tasks.limit(connections));
        }
    }

    /// How many of the requests were answered.
    private double random(int size) {
        try (var web = Web.session(Web.sessionOptions().retries(0))) {
            return Mapping.map(size, _ -> web.get(app.url("/random")).status(), Tasks.limit(CONNECTIONS))
                    .stream()
                    .filter(status -> status == 200 || status == 500)
                    .count();
        }
    }

    /// MiB in use after a collection.
    private static double heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    }

    private static void require(boolean held) {
        if (!held) {
            throw new IllegalStateException("a request was not answered with 200");
        }
    }
}
