package io.weft.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTunnelTest extends ServerTestCase {

    private final LinkedBlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private PageTunnel tunnel;

    @BeforeEach
    void open() {
        tunnel = new PageServer(app.url(), null).tunnel(told::add, ended::countDown);
    }

    @AfterEach
    void close() throws InterruptedException {
        tunnel.close();
        assertTrue(ended.await(20, TimeUnit.SECONDS), "the tunnel is still open");
    }

    private void say(String json) {
        tunnel.received(JsonParser.parseString(json).getAsJsonObject());
    }

    private JsonObject told() throws InterruptedException {
        var message = told.poll(20, TimeUnit.SECONDS);
        assertTrue(message != null, "nothing was told");
        return message;
    }

    private static String text(JsonObject data) {
        return new String(Base64.getDecoder().decode(data.get("data").getAsString()), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerComesInPieces() throws Exception {
        var second = new CompletableFuture<Void>();
        app.get("/pieces", request -> Answer.written("text/plain", out -> {
            out.print(request.header("X-Who") + " ");
            second.join();
            out.print("two");
        }));
        say("{talk: 1, do: 'fetch', method: 'GET', path: '/pieces', headers: [['X-Who', 'one'], ['Host', 'elsewhere']]}");
        var head = told();
        assertEquals(200, head.get("status").getAsInt());
        assertTrue(head.get("headers").toString().contains("[\"content-type\",\"text/plain\"]"), head.toString());
        assertEquals("one ", text(told()));
        second.complete(null);
        assertEquals("two", text(told()));
        assertEquals("{\"talk\":1,\"on\":\"end\"}", told().toString());
    }

    @Test
    void aBodyIsSent() throws Exception {
        app.post("/echo", request -> request.header("Content-Type") + " " + request.text());
        say("{talk: 2, do: 'fetch', method: 'POST', path: '/echo', headers: [['content-type', 'text/x']], body: 'aGk='}");
        assertEquals("head", told().get("on").getAsString());
        assertEquals("text/x hi", text(told()));
        assertEquals("end", told().get("on").getAsString());
    }

    @Test
    void anAnswerStopsWhereThePageTakesNoMore() throws Exception {
        app.get("/endless", _ -> Answer.written("text/plain", out -> {
            while (true) {
                out.print("x".repeat(10_000));
            }
        }));
        say("{talk: 1, do: 'fetch', method: 'GET', path: '/endless'}");
        for (int i = 0; i <= Tunnelled.WINDOW; i++) {
            told();
        }
        assertEquals(null, told.poll(200, TimeUnit.MILLISECONDS));
        say("{talk: 1, do: 'ack', n: 1}");
        assertEquals("data", told().get("on").getAsString());
        say("{talk: 1, do: 'end'}");
    }

    @Test
    void aSocketTalksBothWaysAndIsClosed() throws Exception {
        app.webSocket("/talk", socket -> {
            socket.send("first");
            socket.send("you said " + socket.receive());
            socket.send(socket.message().bytes());
            socket.close(4001, "enough");
        });
        say("{talk: 7, do: 'socket', path: '/talk'}");
        assertEquals("open", told().get("on").getAsString());
        assertEquals("first", told().get("text").getAsString());
        say("{talk: 7, do: 'send', text: 'hello'}");
        say("{talk: 7, do: 'send', data: 'aGk='}");
        assertEquals("you said hello", told().get("text").getAsString());
        assertEquals("aGk=", told().get("data").getAsString());
        var closed = told();
        assertEquals("closed 4001 enough", closed.get("on").getAsString() + " " + closed.get("code") + " "
                + closed.get("reason").getAsString());
    }

    @Test
    void aTunnelThatIsClosedEndsItsSockets() throws Exception {
        var ended = new CompletableFuture<String>();
        app.webSocket("/talk", socket -> {
            for (var _ : socket) {
                socket.send("again");
            }
            ended.complete("over");
        });
        say("{talk: 7, do: 'socket', path: '/talk'}");
        assertEquals("open", told().get("on").getAsString());
        tunnel.close();
        assertEquals("over", ended.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        say("{talk: 1, do: 'socket', path: '/nobody'}");
        assertEquals(1006, told().get("code").getAsInt());
        say("{talk: 2, do: 'fetch', method: 'GET', path: '//elsewhere.invalid/'}");
        assertEquals(404, told().get("status").getAsInt());
        say("{talk: 3, do: 'fetch', method: 'GET', path: '@elsewhere.invalid/'}");
        JsonObject failed = told();
        while (failed.get("talk").getAsInt() != 3) {
            failed = told();
        }
        assertTrue(failed.get("reason").getAsString().contains("must begin with a slash"), failed.toString());
    }

    @Test
    void anotherPageInItsPlace() throws Exception {
        app.get("/next", request -> io.weft.Views.html("<!doctype html><p>" + request.query("n") + "</p>"));
        say("{talk: 1, do: 'go', method: 'GET', path: '/next?n=2'}");
        var page = told();
        assertEquals("page", page.get("on").getAsString());
        var html = page.get("html").getAsString();
        assertTrue(html.startsWith("<!doctype html><script>") && html.contains("<base href=\"" + app.url("/next?n=2"))
                && html.endsWith("<p>2</p>"), html);
    }
}
