package io.weft.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// WebSockets, spoken to by the JDK's client.
@Tag("real")
@Timeout(60)
class WebSocketTest extends ServerTestCase {

    /// Notes what comes.
    private static final class Heard implements WebSocket.Listener {

        final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                said.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
            said.add(bytes.remaining() + " bytes");
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        String next() throws InterruptedException {
            return said.poll(20, TimeUnit.SECONDS);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Heard heard = new Heard();

    @AfterEach
    void closeClient() {
        client.shutdownNow();
    }

    private WebSocket open(String path) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(app.url(path).replace("http", "ws")), heard)
                .join();
    }

    @Test
    void textsBytesAndJsonGoBothWays() throws Exception {
        app.webSocket("/talk/{name}", socket -> {
            socket.send("hello, " + socket.request().path("name"));
            for (var text : socket) {
                socket.send(text.toUpperCase());
                socket.send(new byte[3]);
                socket.send(List.of(1, 2));
            }
        });
        var socket = open("/talk/Ada");
        assertEquals("hello, Ada", heard.next());
        socket.sendText("gr", false).join();
        socket.sendText("üße", true).join();
        assertEquals("GRÜSSE", heard.next());
        assertEquals("3 bytes", heard.next());
        assertEquals("[1,2]", heard.next());
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals(1000, heard.closed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aHandlerThatReturnsClosesTheSocket() throws Exception {
        app.webSocket("/", socket -> socket.send("that was all"));
        open("/");
        assertEquals("that was all", heard.next());
        assertEquals(1000, heard.closed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aFailingHandlerClosesWith1011AndShows() throws Exception {
        app.webSocket("/", _ -> {
            throw new IllegalStateException("not ready");
        });
        open("/");
        assertEquals(1011, heard.closed.get(20, TimeUnit.SECONDS));
        assertEquals("GET /: java.lang.IllegalStateException: not ready", failure());
    }

    @Test
    void aClientThatGoesAwayEndsOrCancelsTheHandler() throws Exception {
        var ended = new CompletableFuture<String>();
        app.webSocket("/listens", socket -> {
            for (var _ : socket) {}
            ended.complete("ended");
        });
        open("/listens").abort();
        assertEquals("ended", ended.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aHandlerThatWaitsForSomethingElseIsCancelled() throws Exception {
        var ended = new CompletableFuture<String>();
        app.webSocket("/", _ -> {
            try {
                new io.weft.sync.TaskEvent("never").await();
            } catch (io.weft.loop.Cancelled e) {
                ended.complete(e.getMessage());
                throw e;
            }
        });
        open("/").abort();
        assertTrue(ended.get(20, TimeUnit.SECONDS).contains("its client went away"));
    }

    @Test
    void pingsAreAnsweredAndPlainRequestsAreNot() throws Exception {
        app.webSocket("/", socket -> socket.receive());
        var socket = open("/");
        var pong = new CompletableFuture<Void>();
        socket.sendPing(ByteBuffer.wrap(new byte[]{1})).thenAccept(_ -> pong.complete(null));
        pong.get(20, TimeUnit.SECONDS);
        assertEquals(404, get("/").status());
        assertThrows(CompletionException.class, () -> open("/other"));
        socket.abort();
    }

    @Test
    void closingTheServerSaysGoodbye() throws Exception {
        app.webSocket("/", socket -> {
            for (var _ : socket) {}
        });
        open("/");
        app.close();
        assertEquals(1001, heard.closed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aMessageThatIsTooLargeClosesWith1009() throws Exception {
        serve(ServerOptions.standard().bodyLimit(100));
        app.webSocket("/", socket -> {
            for (var _ : socket) {}
        });
        var socket = open("/");
        socket.sendText("x".repeat(60), false).join();
        socket.sendText("x".repeat(60), true).join();
        assertEquals(1009, heard.closed.get(20, TimeUnit.SECONDS));
    }
}
