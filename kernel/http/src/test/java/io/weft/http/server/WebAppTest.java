package io.weft.http.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.http.Serving;
import io.weft.http.client.NotConnected;
import io.weft.loop.Mapping;
import io.weft.loop.Sleep;
import io.weft.view.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a server answers, asked over real connections by the fetcher.
@Tag("real")
@Timeout(60)
class WebAppTest extends ServerTestCase {

    record Item(String name, int number) {}

    private static final Item TEA = new Item("tëa", 3);

    @Test
    void eachKindOfValueIsAnAnswer() {
        app.get("/text", _ -> "grüße")
                .get("/record", _ -> TEA)
                .get("/html", _ -> new View("text/html", "<b>hi</b>"))
                .get("/bytes", _ -> new byte[]{1, 2})
                .get("/null", _ -> null)
                .get("/list", _ -> List.of(1, 2))
                .get("/future", _ -> CompletableFuture.completedFuture(TEA));
        assertEquals("grüße", get("/text").text());
        assertEquals("text/plain; charset=utf-8", get("/text").header("Content-Type"));
        assertEquals(TEA, get("/record").json(Item.class));
        assertEquals("application/json", get("/record").header("Content-Type"));
        assertEquals("text/html; charset=utf-8", get("/html").header("Content-Type"));
        assertArrayEquals(new byte[]{1, 2}, get("/bytes").bytes());
        assertEquals(204, get("/null").status());
        assertEquals(List.of(1L, 2L), get("/list").json());
        assertEquals(TEA, get("/future").json(Item.class));
    }

    @Test
    void patternsGiveTheirNames() {
        app.get("/hello/{name}", request -> "hello, " + request.path("name"))
                .get("/hello/world", _ -> "the world")
                .get("/files/*", request -> request.path("*"));
        assertEquals("hello, Lily!", get("/hello/Lily!").text());
        assertEquals("hello, a b/c", get("/hello/a%20b%2Fc").text());
        assertEquals("the world", get("/hello/world").text());
        assertEquals("a/b.txt", get("/files/a/b.txt").text());
        assertEquals(404, get("/hello/").status());
        assertEquals(404, get("/hello").status());
    }

    @Test
    void aRouteIsReplacedWhileTheServerRuns() {
        app.get("/", _ -> "one");
        assertEquals("one", get("/").text());
        app.get("/", _ -> "two");
        assertEquals("two", get("/").text());
        assertTrue(app.removeRoute("GET", "/"));
        assertEquals(404, get("/").status());
    }

    @Test
    void queryHeadersCookiesAndBodies() {
        app.get("/query", request -> List.of(request.query("a"), request.query("b", "none"), request.queryAll("c")))
                .get("/head", request -> Serving.status(200, request.header("x-one")).cookie("seen", "yes"))
                .get("/cookie", request -> String.valueOf(request.cookie("seen")))
                .post("/json", request -> request.json(Item.class).name())
                .post("/form", Request::form)
                .post("/text", Request::text);
        assertEquals(List.of("1 ü", "none", List.of("x", "y")), get("/query?a=1+%C3%BC&c=x&c=y").json());
        assertEquals(400, get("/query").status());
        assertTrue(get("/query").text().contains("The query has no 'a'"));
        assertEquals("here",
                loop.run(() -> web.request("GET", app.url("/head")).header("X-One", "here").send()).text());
        assertEquals("yes", get("/cookie").text());
        assertEquals("tëa", loop.run(() -> web.post(app.url("/json"), TEA)).text());
        assertEquals(400, loop.run(() -> web.post(app.url("/json"), "no item")).status());
        assertEquals(Map.of("a", "1 ü", "b", "&"),
                loop.run(() -> web.postForm(app.url("/form"), Map.of("a", "1 ü", "b", "&"))).json());
    }

    @Test
    void statusMethodsAndHeads() {
        app.get("/item", _ -> TEA)
                .put("/item", _ -> Serving.status(201, "made"))
                .get("/gone", _ -> Serving.redirect("/item"));
        assertEquals(201, loop.run(() -> web.put(app.url("/item"), TEA)).status());
        var refused = loop.run(() -> web.delete(app.url("/item")));
        assertEquals(405, refused.status());
        assertEquals("GET, HEAD, OPTIONS, PUT", refused.header("Allow"));
        var head = loop.run(() -> web.head(app.url("/item")));
        assertEquals(200, head.status());
        assertEquals(get("/item").header("Content-Length"), head.header("Content-Length"));
        var options = loop.run(() -> web.request("OPTIONS", app.url("/item")).send());
        assertEquals(204, options.status());
        assertEquals("GET, HEAD, OPTIONS, PUT", options.header("Allow"));
        assertEquals(TEA, get("/gone").json(Item.class));
    }

    @Test
    void handlersWaitAtTheSameTime() {
        app.get("/", _ -> {
            Sleep.sleep(Duration.ofMillis(300));
            return "ok";
        });
        long began = System.nanoTime();
        var all = loop
                .run(() -> Mapping.map(java.util.Collections.nCopies(50, app.url("/")), url -> web.get(url).text(),
                        io.weft.Tasks.limit(50)));
        assertEquals(50, all.size());
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(5).toNanos(), "they waited one after another");
    }

    @Test
    void aFailureIsA500AndShowsWhereTheServerWasMade() {
        app.get("/boom", _ -> {
            throw new IllegalStateException("not ready");
        }).get("/refused", _ -> {
            throw new HttpError(418, "a teapot");
        })
                .get("/known", _ -> {
                    throw new java.io.FileNotFoundException("x");
                })
                .onError(java.io.IOException.class, (e, _) -> Serving.status(410, "gone: " + e.getMessage()));
        assertEquals(500, get("/boom").status());
        assertFalse(get("/boom").text().contains("not ready"));
        assertEquals("a teapot", ((Map<?, ?>) get("/refused").json()).get("error"));
        assertEquals(418, get("/refused").status());
        assertEquals("gone: x", get("/known").text());
        assertEquals("GET /boom: java.lang.IllegalStateException: not ready", failure());
    }

    @Test
    void middlewareStandsAround() {
        app.get("/", request -> "user " + request.attribute("user"))
                .before("user", request -> {
                    request.attribute("user", request.header("X-User"));
                    return request.header("X-User") == null ? Serving.status(401, "who?") : null;
                })
                .after("mark", (_, answer) -> answer.header("X-Mark", "old"))
                .after("mark", (_, answer) -> answer.header("X-Mark", "new"));
        assertEquals(401, get("/").status());
        var answer = loop.run(() -> web.request("GET", app.url("/")).header("X-User", "Ada").send());
        assertEquals("user Ada", answer.text());
        assertEquals("new", answer.header("X-Mark"));
        assertTrue(app.removeAround("user"));
        assertEquals("user null", get("/").text());
    }

    @Test
    void filesAndPartsOfThem(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("page.html"), "<h1>page</h1>");
        Files.writeString(folder.resolve("index.html"), "index");
        var secret = Files.writeString(folder.resolveSibling("secret-" + folder.getFileName()), "secret");
        Files.createSymbolicLink(folder.resolve("link"), secret);
        app.folder("/static", folder).get("/one", _ -> folder.resolve("page.html"));
        assertEquals("<h1>page</h1>", get("/static/page.html").text());
        assertEquals("text/html; charset=utf-8", get("/one").header("Content-Type"));
        assertEquals("index", get("/static/").text());
        for (var path : List.of("/static/../" + secret.getFileName(), "/static/%2e%2e/" + secret.getFileName(),
                "/static/..%2F" + secret.getFileName(), "/static/link", "/static/none", "/static/%00")) {
            assertTrue(List.of(400, 404).contains(get(path).status()), path);
        }
        var part = loop.run(() -> web.request("GET", app.url("/one")).header("Range", "bytes=4-7").send());
        assertEquals(206, part.status());
        assertEquals("page", part.text());
        assertEquals("bytes 4-7/13", part.header("Content-Range"));
        var end = loop.run(() -> web.request("GET", app.url("/one")).header("Range", "bytes=-5").send());
        assertEquals("</h1>", end.text());
        assertEquals(416,
                loop.run(() -> web.request("GET", app.url("/one")).header("Range", "bytes=99-").send()).status());
        var again = loop.run(() -> web.request("GET", app.url("/one"))
                .header("If-Modified-Since", get("/one").header("Last-Modified"))
                .send());
        assertEquals(304, again.status());
        Files.delete(secret);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        serve(ServerOptions.standard().bodyLimit(1000).headLimit(2000));
        app.post("/", request -> request.bytes().length);
        assertEquals("1000",
                loop.run(() -> web.request("POST", app.url("/")).body(new byte[1000], "x/y").send()).text());
        assertEquals(413,
                loop.run(() -> web.request("POST", app.url("/")).body(new byte[1001], "x/y").send()).status());
        assertEquals(400,
                loop.run(() -> web.request("GET", app.url("/")).header("X", "x".repeat(3000)).send()).status());
    }

    @Test
    void streamsComePieceByPiece() {
        var first = new CompletableFuture<Void>();
        app.get("/stream", _ -> Serving.stream("text/plain", out -> {
            out.println("one");
            first.get();
            out.println("two");
        })).get("/events", _ -> Serving.events(out -> {
            out.send(TEA);
            out.send("price", "a\nb");
        }));
        var text = loop.run(() -> {
            try (var answer = web.request("GET", app.url("/stream")).open()) {
                var lines = new java.io.BufferedReader(new java.io.InputStreamReader(answer.body()));
                var one = lines.readLine();
                first.complete(null);
                return one + lines.readLine() + lines.readLine();
            }
        });
        assertEquals("onetwonull", text);
        var events = get("/events");
        assertEquals(":\n\ndata: {\"name\":\"tëa\",\"number\":3}\n\nevent: price\ndata: a\ndata: b\n\n", events.text());
        assertEquals("text/event-stream", events.header("Content-Type"));
    }

    @Test
    void handlersOffTheLoopRunBeside() {
        app.get("/", _ -> Thread.currentThread().toString().contains("serving") ? "loop" : "beside");
        assertEquals("loop", get("/").text());
        app.handlersOff();
        assertEquals("beside", get("/").text());
    }

    @Test
    void aClosedServerGivesItsPortBack() {
        int port = app.port();
        app.get("/", _ -> "one");
        assertEquals("one", get("/").text());
        serve(ServerOptions.standard().port(port));
        app.get("/", _ -> "two");
        assertEquals("two", get("/").text());
        var taken = assertThrows(java.io.UncheckedIOException.class,
                () -> loop.run(() -> WebApp.start(ServerOptions.standard().port(port))));
        assertTrue(taken.getMessage().contains("Port " + port + " of 127.0.0.1 cannot be had"), taken.getMessage());
        app.close();
        assertThrows(NotConnected.class, () -> get("/"));
        assertThrows(IllegalStateException.class, () -> app.get("/", _ -> "three"));
        assertNull(app.toString().lines().filter(line -> line.contains("GET")).findAny().orElse(null));
    }

    @Test
    void aNameWithinAText() {
        app.get("/images/{name}.png", request -> "picture " + request.path("name"))
                .get("/images/{name}", request -> "other " + request.path("name"))
                .get("/images/small-{name}.png", request -> "small " + request.path("name"))
                .get("/v{n}/x", request -> "version " + request.path("n"));
        assertEquals("picture a b", get("/images/a%20b.png").text());
        assertEquals("small a", get("/images/small-a.png").text());
        assertEquals("other a.jpg", get("/images/a.jpg").text());
        assertEquals("other .png", get("/images/.png").text());
        assertEquals("version 2", get("/v2/x").text());
        assertEquals(404, get("/v/x").status());
        var wrong = assertThrows(IllegalArgumentException.class, () -> app.get("/{a}{b}", _ -> ""));
        assertTrue(wrong.getMessage().contains("the part '{a}{b}'"), wrong.getMessage());
    }

    @Test
    void longTextsAreCompressedForThoseWhoAskForIt() {
        var body = "all work and no play ".repeat(1000);
        app.get("/text", _ -> body)
                .get("/own", _ -> Answer.of(body).header("Content-Encoding", "identity"))
                .get("/short", _ -> "short")
                .get("/bytes", _ -> Answer.bytes(200, "image/png", body.getBytes(StandardCharsets.UTF_8)));
        assertEquals(body, get("/text").text());
        assertEquals("gzip identity null null", encoding("/text", "br, gzip;q=0.5") + " " + encoding("/own", "gzip")
                + " " + encoding("/short", "gzip") + " " + encoding("/bytes", "gzip"));
        assertEquals("null null", encoding("/text", "gzip;q=0, br") + " " + encoding("/text", "identity"));
    }

    /// As it is on the wire, which the session does not show.
    private String encoding(String path, String accepted) {
        try (var socket = new java.net.Socket("127.0.0.1", app.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: " + accepted
                            + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            var found = java.util.regex.Pattern.compile("(?i)content-encoding: (\\w+)").matcher(answer);
            var encoding = found.find() ? found.group(1) : null;
            assertEquals(!"gzip".equals(encoding), answer.contains("short") || answer.contains("all work and no play"));
            return encoding;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFormInParts(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("čaj.txt"), "tea\r\n--x\r\n");
        app.post("/upload", request -> request.form() + " " + request.part("file").fileName() + " "
                + request.part("file").text().strip() + " " + request.parts().size())
                .post("/missing", request -> request.part("other").text());
        var sent = loop.run(() -> web.request("POST", app.url("/upload"))
                .multipart(Map.of("file", file, "words", "good day"))
                .send());
        assertEquals("{words=good day} čaj.txt tea\r\n--x 2", sent.text());
        var browser = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"čaj.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\ntea\r\n--x--\r\n";
        assertEquals("{} čaj.txt tea 1", loop.run(() -> web.request("POST", app.url("/upload"))
                .body(browser.getBytes(StandardCharsets.UTF_8), "multipart/form-data; boundary=x")
                .send()).text());
        var missing = loop.run(() -> web.request("POST", app.url("/missing")).multipart(Map.of("a", "b")).send());
        assertEquals(400, missing.status());
        var noForm = loop.run(() -> web.request("POST", app.url("/missing")).text("x").send());
        assertEquals(415, noForm.status());
        var broken = loop.run(() -> web.request("POST", app.url("/missing"))
                .body("--x\r\nno end".getBytes(StandardCharsets.US_ASCII), "multipart/form-data; boundary=x")
                .send());
        assertEquals(400, broken.status());
    }

    @Test
    void aBadPatternIsRefusedWithASentence() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> app.get("hello", _ -> ""));
        assertEquals("The route 'hello' does not begin with a slash: write \"/hello\".", wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> app.get("/a/*/b", _ -> ""));
        assertThrows(IllegalArgumentException.class, () -> app.get("/{}", _ -> ""));
    }
}
