package io.weft.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a network may do to a request: each is an error of its own, and leaves neither a connection nor a task behind.
@Tag("real")
@Timeout(60)
class FaultsTest {

    private static final SessionOptions OPTIONS = SessionOptions.standard().retries(0);

    private Loop loop;

    @BeforeEach
    void start() {
        loop = Loop.start("faults");
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(0, loop.tasks().size(), () -> "left: " + loop.tasks());
        loop.close();
    }

    private <X extends Throwable> X failure(Class<X> type, SessionOptions options, String url) {
        try (var session = Session.open(options)) {
            var thrown = assertThrows(type, () -> loop.run(() -> session.get(url)));
            assertEquals(0, session.connections().busy(), "a connection leaked");
            return thrown;
        }
    }

    private <X extends Throwable> X failure(Class<X> type, SessionOptions options, RawServer.Manners manners)
            throws IOException {
        try (var server = new RawServer(manners)) {
            return failure(type, options, server.url());
        }
    }

    @Test
    void aNameWithoutAnAddress() {
        var e = failure(HostNotFound.class, OPTIONS, "http://no-such-host.invalid/");
        assertTrue(e.getMessage().contains("no-such-host.invalid has no address"), e.getMessage());
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var e = failure(NotConnected.class, OPTIONS, "http://localhost:" + port + "/");
        assertTrue(e.getMessage().contains("refused"), e.getMessage());
    }

    @Test
    void closedWithoutAWord() throws IOException {
        failure(ConnectionLost.class, OPTIONS, _ -> {});
    }

    @Test
    void reset() throws IOException {
        failure(ConnectionLost.class, OPTIONS, socket -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            socket.setSoLinger(true, 0);
        });
    }

    @Test
    void shorterThanAnnounced() throws IOException {
        var e = failure(ConnectionLost.class, OPTIONS,
                socket -> RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"));
        assertTrue(e.getMessage().contains("ended before"), e.getMessage());
    }

    @Test
    void aChunkThatIsCutOff() throws IOException {
        failure(ConnectionLost.class, OPTIONS,
                socket -> RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"));
    }

    @Test
    void aChunkWithoutASize() throws IOException {
        failure(BadAnswer.class, OPTIONS,
                socket -> RawServer.write(socket,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n"));
    }

    @Test
    void noHttp() throws IOException {
        failure(ConnectionLost.class, OPTIONS, socket -> RawServer.write(socket, "220 smtp.example.org ESMTP\r\n\r\n"));
    }

    @Test
    void noGzip() throws IOException {
        failure(BadAnswer.class, OPTIONS, socket -> RawServer.write(socket,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"));
    }

    @Test
    void anEndlessHeader() throws IOException {
        var e = failure(FetchError.class, OPTIONS, socket -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                RawServer.write(socket, "X-More: " + "x".repeat(1000) + "\r\n");
            }
        });
        assertInstanceOf(BadAnswer.class, e);
    }

    @Test
    void anEndlessBody() throws IOException {
        var e = failure(BodyTooLarge.class, OPTIONS.bodyLimit(1 << 20), RawServerBodies::endless);
        assertTrue(e.getMessage().contains("bodyLimit"), e.getMessage());
    }

    @Test
    void aBodyAnnouncedTooLarge() throws IOException {
        failure(BodyTooLarge.class, OPTIONS.bodyLimit(1000),
                socket -> RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"));
    }

    @Test
    void silence() throws IOException {
        var gone = new CountDownLatch(1);
        var e = failure(FetchTimedOut.class, OPTIONS.response(Duration.ofMillis(100)), _ -> gone.await());
        gone.countDown();
        assertEquals(FetchTimedOut.Part.RESPONSE, e.part());
    }

    @Test
    void aDribble() throws IOException {
        var e = failure(FetchTimedOut.class, OPTIONS.total(Duration.ofMillis(300)), socket -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                RawServer.write(socket, "x");
                Thread.sleep(20);
            }
        });
        assertEquals(FetchTimedOut.Part.TOTAL, e.part());
    }

    @Test
    void aDribbleOnAPlainThread() throws Exception {
        try (var server = new RawServer(RawServerBodies::endless);
                var session = Session.open(OPTIONS.total(Duration.ofMillis(300)).bodyLimit(1 << 28))) {
            var e = assertThrows(FetchError.class, () -> session.get(server.url()));
            assertTrue(e instanceof FetchTimedOut || e instanceof BodyTooLarge, e.toString());
        }
    }

    @Test
    void noFreeConnection() throws Exception {
        try (var server = new RawServer(RawServerBodies::endless);
                var session = Session.open(OPTIONS.connections(1).pool(Duration.ofMillis(100)))) {
            loop.run(() -> {
                try (var _ = session.request("GET", server.url()).open()) {
                    var e = assertThrows(FetchTimedOut.class, () -> session.get(server.url()));
                    assertEquals(FetchTimedOut.Part.POOL, e.part());
                }
                return null;
            });
            assertEquals(0, session.connections().busy());
        }
    }

    @Test
    void noTls() throws IOException {
        try (var server = new ServerSocket(0)) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var socket = server.accept()) {
                    RawServer.write(socket, "220 smtp.example.org ESMTP\r\n");
                    socket.getInputStream().readAllBytes();
                } catch (IOException _) {
                    // The client went away.
                }
            });
            failure(TlsFailed.class, OPTIONS, "https://localhost:" + server.getLocalPort() + "/");
        }
    }

    @Test
    void whoeverIsCancelledClosesItsConnection() throws Exception {
        var closed = new CountDownLatch(1);
        RawServer.Manners readToEnd = (Socket socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
            while (socket.getInputStream().read() >= 0) {}
            closed.countDown();
        };
        try (var server = new RawServer(readToEnd); var session = Session.open(OPTIONS)) {
            var reading = new CountDownLatch(1);
            Task<?> task = loop.spawn(() -> {
                try (var answer = session.request("GET", server.url()).open()) {
                    reading.countDown();
                    return answer.body().read();
                }
            });
            reading.await();
            task.cancel("enough");
            assertThrows(CancellationException.class, task::join);
            closed.await();
            assertEquals(0, session.connections().busy());
        }
    }

    @Test
    void aTimeLimitOfTheCallers() throws Exception {
        var gone = new CountDownLatch(1);
        try (var server = new RawServer(_ -> gone.await()); var session = Session.open(OPTIONS)) {
            loop.run(() -> assertThrows(TimedOut.class,
                    () -> Timeouts.timeout(Duration.ofMillis(100), () -> session.get(server.url()))));
            assertEquals(0, session.connections().busy());
        }
        gone.countDown();
    }

    @Test
    void aClosedSession() {
        var session = Session.open(OPTIONS);
        session.close();
        var e = assertThrows(SessionClosed.class, () -> session.get("http://localhost/"));
        assertTrue(e.getMessage().contains("was closed"), e.getMessage());
    }

    @Test
    void aSessionClosedMeanwhile() throws Exception {
        var arrived = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (var server = new RawServer(_ -> {
            arrived.countDown();
            gone.await();
        }); var session = Session.open(OPTIONS)) {
            var task = loop.spawn(() -> session.get(server.url()));
            arrived.await();
            Runnable close = session::close;
            close.run();
            assertThrows(SessionClosed.class, task::join);
        }
        gone.countDown();
    }

    @Test
    void addresses() {
        try (var session = Session.open(OPTIONS)) {
            for (var url : new String[]{"ftp://x/", "/relative", "http://", "localhost:80"}) {
                var e = assertThrows(IllegalArgumentException.class, () -> session.get(url));
                assertTrue(e.getMessage().startsWith("'" + url + "' "), e.getMessage());
            }
        }
    }
}
