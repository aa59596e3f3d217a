package io.weft.http.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Tasks;
import io.weft.http.Serving;
import io.weft.http.Web;
import io.weft.http.client.TlsFailed;
import io.weft.loop.Loop;
import io.weft.loop.Mapping;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// TCP, UDP and TLS between tasks of one loop.
@Tag("real")
@Timeout(60)
class SocketsTest {

    private Loop loop;

    @BeforeEach
    void start() {
        loop = Loop.start("sockets");
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), loop.tasks().stream().map(Task::name).toList(), "tasks leaked");
        loop.close();
    }

    @Test
    void aServerTalksToManyClientsAtTheSameTime() {
        loop.run(() -> {
            try (var server = Serving.tcpServer(0, client -> {
                client.println("welcome");
                for (var line : client.lines()) {
                    client.println("you said " + line);
                }
            })) {
                var said = Mapping.map(50, i -> {
                    try (var line = Serving.connect("localhost", server.port())) {
                        var welcome = line.readLine();
                        line.println("ü" + i);
                        var answer = line.readLine();
                        line.endOutput();
                        return welcome + " " + answer + " " + line.readLine();
                    }
                }, Tasks.limit(50));
                assertEquals("welcome you said ü7 null", said.get(7));
                assertEquals(50, said.size());
            }
        });
    }

    @Test
    void aClosedServerEndsItsClientsAndGivesThePortBack() {
        loop.run(() -> {
            var server = Serving.tcpServer(0, client -> client.readLine());
            try (var line = Serving.connect("localhost", server.port())) {
                line.print("half a li");
                server.close();
                assertEquals(0, line.read(10).length);
            } catch (UncheckedIOException _) {
                // Reset instead of closed: the server had not read all.
            }
            assertThrows(UncheckedIOException.class, () -> Serving.connect("localhost", server.port()).close());
            Serving.tcpServer(server.port(), _ -> {}).close();
        });
    }

    @Test
    void datagramsThereAndBack() {
        loop.run(() -> {
            try (var one = Serving.udp(); var other = Serving.udp()) {
                one.send("127.0.0.1", other.port(), "ping ü");
                var came = other.receive();
                assertEquals("ping ü", came.text());
                other.reply(came, "pong");
                assertEquals("pong", one.receive().text());
                assertThrows(IllegalArgumentException.class, () -> one.send("127.0.0.1", 9, new byte[70_000]));
                assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofMillis(50), one::receive));
            }
        });
    }

    @Test
    void tlsOnBothSides() {
        loop.run(() -> {
            var keys = Serving.selfSigned("localhost");
            try (var server = Serving.tcpServer(0, keys, client -> client.println("secret " + client.readLine()))) {
                try (var line = Serving.connect("localhost", server.port(), keys)) {
                    line.println("word");
                    assertEquals("secret word", line.readLine());
                }
            }
            try (var app = Serving.server(Serving.serverOptions().tls(keys))) {
                app.get("/", request -> "secure " + request.isSecure());
                try (var web = Web.session(Web.sessionOptions().tls(keys))) {
                    assertEquals("secure true", web.get(app.url("/")).text());
                }
                assertTrue(app.show("/").html().contains("secure true"));
                try (var web = Web.session(Web.sessionOptions().retries(0))) {
                    assertThrows(TlsFailed.class, () -> web.get(app.url("/")));
                }
            }
        });
    }
}
