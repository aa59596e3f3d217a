package io.weft.http.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Requests to a real server on loopback.
@Tag("real")
@Timeout(60)
class SessionTest {

    record Item(String name, int number, List<String> tags, LocalDate day) {}

    private static final Item TEA = new Item("tëa", 3, List.of("hot"), LocalDate.of(2025, 9, 16));

    private TestServer server;
    private Loop loop;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        loop = Loop.start("session");
    }

    @AfterEach
    void stop() {
        loop.close();
        server.close();
    }

    private <T> T fetch(SessionOptions options, java.util.function.Function<Session, T> body) {
        try (var session = Session.open(options)) {
            T value = loop.run(() -> body.apply(session));
            assertEquals(0, session.connections().busy(), "a connection leaked");
            return value;
        }
    }

    private <T> T fetch(java.util.function.Function<Session, T> body) {
        return fetch(SessionOptions.standard(), body);
    }

    @Test
    void aRecordThereAndBack() {
        server.on("/", exchange -> TestServer.answer(exchange, 201, TestServer.body(exchange)));
        var answer = fetch(web -> web.post(server.url("/items"), TEA));
        assertEquals(201, answer.status());
        assertTrue(answer.isOk());
        assertEquals(TEA, answer.json(Item.class));
        assertEquals(Map.of("name", "tëa", "number", 3L, "tags", List.of("hot"), "day", "2025-09-16"), answer.json());
        assertThrows(BadAnswer.class, () -> answer.jsonList(Item.class));
    }

    @Test
    void queriesAndHeaders() {
        server.on("/", exchange -> TestServer.answer(exchange, 200, exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getRawQuery() + " " + exchange.getRequestHeaders().getFirst("X-One") + " "
                + exchange.getRequestHeaders().getFirst("X-All")));
        var text = fetch(SessionOptions.standard().header("X-All", "2").base(server.url("/base/")),
                web -> web.request("PATCH", "x?a=1").query("b c", "d&é").header("X-One", 1).send().text());
        assertEquals("PATCH a=1&b+c=d%26%C3%A9 1 2", text);
    }

    @Test
    void formsFilesAndStreams(@TempDir Path folder) throws Exception {
        server.on("/", exchange -> TestServer.answer(exchange, 200,
                exchange.getRequestHeaders().getFirst("Content-Type").split(";")[0] + "|" + TestServer.body(exchange)));
        var file = Files.writeString(folder.resolve("a.txt"), "in the file");
        assertEquals("application/x-www-form-urlencoded|q=a+b",
                fetch(web -> web.postForm(server.url("/"), Map.of("q", "a b")).text()));
        assertEquals("text/csv|in the file",
                fetch(web -> web.request("PUT", server.url("/")).body(file, "text/csv").send().text()));
        var stream = new ByteArrayInputStream("streamed".getBytes(StandardCharsets.US_ASCII));
        assertEquals("text/plain|streamed",
                fetch(web -> web.request("POST", server.url("/")).body(stream, "text/plain").send().text()));
        var multipart = fetch(web -> web.request("POST", server.url("/"))
                .multipart(Map.of("field", "välue", "file", file))
                .send()
                .text());
        assertTrue(multipart.startsWith("multipart/form-data|--"), multipart);
        assertTrue(multipart.contains("filename=\"a.txt\"") && multipart.contains("in the file")
                && multipart.contains("välue"), multipart);
    }

    @Test
    void redirectsCookiesAndCompression() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("unpacked".getBytes(StandardCharsets.US_ASCII));
        }
        server.on("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", "/to");
            exchange.getResponseHeaders().set("Set-Cookie", "crumb=7; Path=/");
            TestServer.answer(exchange, 302, "");
        }).on("/to", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("X-Cookie", exchange.getRequestHeaders().getFirst("Cookie"));
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
        });
        var answer = fetch(web -> web.get(server.url("/from")));
        assertEquals("unpacked", answer.text());
        assertEquals("crumb=7", answer.header("X-Cookie"));
        assertEquals(server.url("/to"), answer.url().toString());
        assertEquals(302, fetch(SessionOptions.standard().redirects(0), web -> web.get(server.url("/from"))).status());
        assertEquals(302, fetch(web -> web.request("GET", server.url("/from")).redirects(0).send()).status());
    }

    @Test
    void aBadStatusIsAnAnswerUnlessAskedOtherwise() {
        server.on("/", exchange -> TestServer.answer(exchange, 404, "no such tea"));
        var answer = fetch(web -> web.get(server.url("/x")));
        assertEquals(404, answer.status());
        assertFalse(answer.isOk());
        var e = assertThrows(BadStatus.class, answer::orFail);
        assertEquals("GET " + server.url("/x") + " was answered with 404 Not Found: no such tea", e.getMessage());
    }

    @Test
    void whatIsSafeIsTriedAgain() {
        var calls = new AtomicInteger();
        server.on("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            TestServer.answer(exchange, calls.incrementAndGet() % 3 == 0 ? 200 : 503, "body");
        });
        var options = SessionOptions.standard();
        assertEquals(200, fetch(options, web -> web.get(server.url("/"))).status());
        assertEquals(3, calls.get());
        assertEquals(503, fetch(options, web -> web.post(server.url("/"), 1)).status(), "a POST is not tried again");
        assertEquals(4, calls.getAndSet(0));
        assertEquals(200, fetch(options, web -> web.request("POST", server.url("/")).retries(2).send()).status());
        assertEquals(503, fetch(options.retries(1), web -> web.get(server.url("/"))).status());
    }

    @Test
    void neverMoreConnectionsThanAllowed() {
        server.on("/", exchange -> {
            Thread.sleep(5);
            TestServer.answer(exchange, 200, "x");
        });
        var urls = Collections.nCopies(200, server.url("/"));
        var answers = fetch(SessionOptions.standard().connections(7), web -> web.all(urls, new Limit(50)));
        assertEquals(200, answers.size());
        assertEquals(7, server.connections.size(), "connections, all kept alive");
    }

    @Test
    void requestsOverlap() throws Exception {
        var all = new CyclicBarrier(20);
        server.on("/", exchange -> {
            all.await();
            TestServer.answer(exchange, 200, "x");
        });
        assertEquals(20, fetch(web -> Mapping.map(20, _ -> web.get(server.url("/")), Mapping.unlimited())).size());
    }

    @Test
    void linesArriveAsTheyCome() {
        var more = new CountDownLatch(1);
        server.on("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("one\n".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            more.await();
            exchange.getResponseBody().write("two".getBytes(StandardCharsets.US_ASCII));
        });
        fetch(web -> {
            try (var answer = web.request("GET", server.url("/")).open()) {
                var lines = answer.lines().iterator();
                assertEquals("one", lines.next());
                more.countDown();
                assertEquals("two", lines.next());
                assertFalse(lines.hasNext());
            }
            return null;
        });
    }

    @Test
    void aDownloadGoesOnWhereItStopped(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(31).nextBytes(content);
        var ranges = Collections.synchronizedList(new java.util.ArrayList<String>());
        server.on("/", exchange -> {
            var range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
            int to = range == null ? content.length - 500_000 : content.length;
            exchange.getResponseBody().write(content, from, to - from);
            exchange.getResponseBody().flush();
        });
        var file = folder.resolve("data.bin");
        assertThrows(ConnectionLost.class, () -> fetch(SessionOptions.standard().retries(0),
                web -> web.download(server.url("/"), file)));
        assertFalse(Files.exists(file), "a file that is not whole must not be there");
        fetch(web -> web.download(server.url("/"), file));
        assertArrayEquals(content, Files.readAllBytes(file));
        assertNull(folder.resolve("data.bin.part").toFile().list());
        assertEquals(1, folder.toFile().list().length, "only the file is left");
        assertEquals("null", ranges.getFirst());
        assertTrue(ranges.getLast().startsWith("bytes="), ranges.toString());
    }

    @Test
    void aDownloadOfNothing(@TempDir Path folder) {
        server.on("/", exchange -> TestServer.answer(exchange, 404, "gone"));
        var e = assertThrows(BadStatus.class,
                () -> fetch(web -> web.download(server.url("/"), folder.resolve("x"))));
        assertTrue(e.getMessage().endsWith("404 Not Found: gone"), e.getMessage());
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void aRate() {
        server.on("/", exchange -> TestServer.answer(exchange, 200, "x"));
        long start = System.nanoTime();
        fetch(SessionOptions.standard().rate(50),
                web -> web.all(Collections.nCopies(11, server.url("/")), new Limit(11)));
        var took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toMillis() >= 195, "11 requests at 50 a second took " + took);
    }

    @Test
    void namesAreKept() {
        server.on("/", exchange -> TestServer.answer(exchange, 200, "x"));
        assertEquals("x", fetch(SessionOptions.standard().dnsCache(Duration.ofSeconds(60)),
                web -> web.get(server.url("/")).text() + web.get(server.url("/")).text()).substring(1));
    }
}
