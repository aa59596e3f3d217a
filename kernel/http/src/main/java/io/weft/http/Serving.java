package io.weft.http;

import io.weft.http.server.Answer;
import io.weft.http.server.BodyWriter;
import io.weft.http.server.EventWriter;
import io.weft.http.server.ServerOptions;
import io.weft.http.server.WebApp;
import java.nio.file.Path;

/// The front door to serving: what a cell calls without an import.
public final class Serving {

    private Serving() {}

    /// {@return a web server on a free port of the loopback interface, running and without routes}
    public static WebApp server() {
        return WebApp.start(ServerOptions.standard());
    }

    /// {@return a web server on a port of the loopback interface, running and without routes}
    ///
    /// @param port on which it listens
    public static WebApp server(int port) {
        return WebApp.start(ServerOptions.standard().port(port));
    }

    /// {@return a web server, running and without routes}
    ///
    /// @param options how it serves, for example `serverOptions().port(8080).bodyLimit(1 << 20)`
    public static WebApp server(ServerOptions options) {
        return WebApp.start(options);
    }

    /// {@return the standard options, to change what matters}
    public static ServerOptions serverOptions() {
        return ServerOptions.standard();
    }

    /// {@return an answer with a status and nothing else}
    ///
    /// @param code from 200 to 599
    public static Answer status(int code) {
        return Answer.of(code, null);
    }

    /// {@return an answer with a status}
    ///
    /// @param code from 200 to 599
    /// @param body what a handler may give: text, `html("...")`, bytes, a path, anything else as JSON
    public static Answer status(int code, Object body) {
        return Answer.of(code, body);
    }

    /// {@return an answer that sends the browser elsewhere}
    ///
    /// @param url where to
    public static Answer redirect(String url) {
        return Answer.of(302, null).header("Location", url);
    }

    /// {@return an answer of a file, of which clients may ask for parts}
    ///
    /// @param path where it is
    public static Answer file(Path path) {
        return Answer.of(200, path);
    }

    /// {@return an answer of bytes}
    ///
    /// @param type what they are, such as `image/png`
    /// @param data the bytes
    public static Answer bytes(String type, byte[] data) {
        return Answer.bytes(200, type, data);
    }

    /// {@return an answer whose body is written piece by piece, as slowly as the client takes it}
    ///
    /// @param type   what it is, such as `text/plain`
    /// @param writer writes it: `out -> { out.println("one"); sleep(seconds(1)); out.println("two"); }`
    public static Answer stream(String type, BodyWriter writer) {
        return Answer.written(type, writer);
    }

    /// {@return an answer of server-sent events, which a browser takes by `new EventSource(url)`}
    ///
    /// @param writer sends them: `out -> { for (var price : prices) out.send(price); }`
    public static Answer events(EventWriter writer) {
        return Answer.events(writer);
    }
}
