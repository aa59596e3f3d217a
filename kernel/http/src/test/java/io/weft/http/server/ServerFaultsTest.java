package io.weft.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.http.Serving;
import io.weft.loop.Cancelled;
import io.weft.loop.Mapping;
import io.weft.sync.TaskEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that break off, dawdle, lie or stay away. After each the server has neither connections nor tasks left (see the super class).
@Tag("real")
@Timeout(60)
class ServerFaultsTest extends ServerTestCase {

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Socket client(String sent) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Until the server has ended the connection, in whichever way.
    private static void awaitEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException _) {
            // Reset is an end, too; a time-out is none.
        } catch (IOException e) {
            throw new AssertionError("the server did not end the connection", e);
        }
    }

    private CompletableFuture<String> waits(CountDownLatch begun) {
        var ended = new CompletableFuture<String>();
        app.get("/", _ -> {
            begun.countDown();
            try {
                new TaskEvent("never").await();
            } catch (Cancelled e) {
                ended.complete(e.getMessage());
                throw e;
            }
            return "never";
        });
        return ended;
    }

    @Test
    void aClientThatClosesHasItsHandlerCancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = waits(begun);
        try (var _ = client(GET)) {
            begun.await();
        }
        assertTrue(ended.get(20, TimeUnit.SECONDS).contains("its client went away"));
    }

    @Test
    void aResetHasTheHandlerCancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = waits(begun);
        try (var client = client(GET)) {
            begun.await();
            client.setSoLinger(true, 0);
        }
        assertTrue(ended.get(20, TimeUnit.SECONDS).contains("its client went away"));
    }

    @Test
    void aHalfClosedClientGetsItsAnswer() throws Exception {
        app.get("/", _ -> "still here");
        try (var client = client(GET)) {
            client.shutdownOutput();
            assertTrue(all(client).endsWith("still here"));
        }
    }

    @Test
    void headsThatDribbleAreCutOffAndHoldNobodyUp() throws Exception {
        serve(ServerOptions.standard().slowest(Duration.ofMillis(300)));
        app.get("/", _ -> "ok");
        try (var one = client("GET / HT"); var other = client("GET / HTTP/1.1\r\nHost: loc"); var _ = client("")) {
            assertEquals("ok", get("/").text());
            awaitEnd(one);
            awaitEnd(other);
        }
    }

    @Test
    void idleConnectionsAreClosed() throws Exception {
        serve(ServerOptions.standard().idle(Duration.ofMillis(300)));
        app.get("/", _ -> "ok");
        try (var quiet = client(""); var kept = client(GET)) {
            awaitEnd(quiet);
            assertTrue(all(kept).endsWith("ok"));
        }
    }

    @Test
    void aBodyShorterThanAnnouncedEndsTheRequest() throws Exception {
        var read = new CompletableFuture<Throwable>();
        app.post("/", request -> {
            try {
                return request.text();
            } catch (Throwable e) {
                read.complete(e);
                throw e;
            }
        });
        try (var client = client("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly this")) {
            client.shutdownOutput();
            awaitEnd(client);
        }
        assertTrue(Sending.isLoss(read.get(20, TimeUnit.SECONDS)), () -> read.join().toString());
    }

    @Test
    void aBodyThatDribblesIsCutOff() throws Exception {
        serve(ServerOptions.standard().slowest(Duration.ofMillis(300)));
        app.post("/", Request::text);
        try (var client = client("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly this")) {
            awaitEnd(client);
        }
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        app.get("/", _ -> "ok");
        for (var sent : List.of("hello\r\n\r\n", "GET / HTTP/1.1\r\nno header\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n")) {
            try (var client = client(sent)) {
                assertTrue(all(client).startsWith("HTTP/1.1 400 "), sent);
            }
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInOrder() throws Exception {
        var number = new AtomicInteger();
        app.get("/", _ -> {
            io.weft.loop.Sleep.sleep(Duration.ofMillis(800));
            return "answer " + number.incrementAndGet() + ".";
        });
        try (var client = client(GET + GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))) {
            var answers = all(client);
            assertTrue(answers.contains("answer 1.") && answers.endsWith("answer 2."), answers);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNobodyUpAndIsCutOff() throws Exception {
        serve(ServerOptions.standard().slowest(Duration.ofMillis(500)));
        var ended = new CompletableFuture<Void>();
        app.get("/", _ -> Serving.stream("text/plain", out -> {
            try {
                while (true) {
                    out.write(new byte[1 << 16]);
                }
            } finally {
                ended.complete(null);
            }
        })).get("/quick", _ -> "ok");
        try (var _ = client(GET)) {
            assertEquals("ok", get("/quick").text());
            ended.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aStreamThatFailsIsSeenAsBroken() throws Exception {
        app.get("/", _ -> Serving.stream("text/plain", out -> {
            out.println("one");
            throw new IllegalStateException("no more");
        }));
        try (var client = client(GET)) {
            var answer = all(client);
            assertTrue(answer.contains("one") && !answer.contains("\r\n0\r\n"), answer);
        }
        assertEquals("GET /: java.lang.IllegalStateException: no more", failure());
    }

    @Test
    void everyRequestIsAnsweredWhileHandlersFailAtRandom() {
        var random = new java.util.Random(7);
        app.get("/", _ -> {
            if (random.nextBoolean()) {
                throw new IllegalStateException("by chance");
            }
            return "ok";
        });
        var statuses = loop.run(() -> Mapping.map(2000, _ -> web.get(app.url("/")).status(), io.weft.Tasks.limit(20)));
        assertEquals(2000, statuses.size());
        assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 500));
        assertEquals("GET /: java.lang.IllegalStateException: by chance", failure());
        failures.clear();
    }

    @Test
    void closingAnswersWhatIsUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        app.get("/", _ -> {
            begun.countDown();
            io.weft.loop.Sleep.sleep(Duration.ofMillis(200));
            return "answered";
        });
        try (var client = client(GET)) {
            begun.await();
            app.close();
            assertTrue(all(client).endsWith("answered"));
        }
    }

    @Test
    void closingNowEndsWhatIsUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = waits(begun);
        try (var _ = client(GET)) {
            begun.await();
            app.closeNow();
            assertTrue(ended.get(20, TimeUnit.SECONDS).contains("its server was closed"));
        }
    }

    @Test
    void moreConnectionsThanTheLimitWaitTheirTurn() throws Exception {
        serve(ServerOptions.standard().connections(2));
        app.get("/", _ -> "ok");
        var one = client("");
        try (var _ = client(""); var third = client(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))) {
            one.close();
            assertTrue(all(third).endsWith("ok"));
        }
    }
}
