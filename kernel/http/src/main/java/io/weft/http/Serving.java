package io.weft.http;

import io.weft.http.server.Answer;
import io.weft.http.server.BodyWriter;
import io.weft.http.server.EventWriter;
import io.weft.http.server.ServerOptions;
import io.weft.http.server.WebApp;
import io.weft.http.socket.SelfSigned;
import io.weft.http.socket.TcpConnection;
import io.weft.http.socket.TcpHandler;
import io.weft.http.socket.TcpServer;
import io.weft.http.socket.UdpSocket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/// The front door to serving: what a cell calls without an import.
public final class Serving {

    private static final String LOOPBACK = "127.0.0.1";

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

    /// {@return a running TCP server on the loopback interface, of which each client gets a task}
    ///
    /// @param port    on which it listens; 0 for a free one, which `port()` tells
    /// @param handler talks to one client: `client -> { for (var line : client) client.println(line); }`
    public static TcpServer tcpServer(int port, TcpHandler handler) {
        return TcpServer.start(LOOPBACK, port, null, handler);
    }

    /// {@return a running TCP server on the loopback interface, with TLS}
    ///
    /// @param port    on which it listens; 0 for a free one
    /// @param tls     its keys, such as `selfSigned("localhost")`
    /// @param handler talks to one client
    public static TcpServer tcpServer(int port, SSLContext tls, TcpHandler handler) {
        return TcpServer.start(LOOPBACK, port, tls, handler);
    }

    /// {@return a TCP connection}
    ///
    /// @param host to whom
    /// @param port the port there
    public static TcpConnection connect(String host, int port) {
        return TcpConnection.open(host, port, null);
    }

    /// {@return a TCP connection with TLS}
    ///
    /// @param host to whom
    /// @param port the port there
    /// @param tls  whom to trust
    public static TcpConnection connect(String host, int port, SSLContext tls) {
        return TcpConnection.open(host, port, tls);
    }

    /// {@return a UDP socket on a free port of the loopback interface}
    public static UdpSocket udp() {
        return UdpSocket.open(LOOPBACK, 0);
    }

    /// {@return a UDP socket on a port of the loopback interface}
    ///
    /// @param port on which it receives
    public static UdpSocket udp(int port) {
        return UdpSocket.open(LOOPBACK, port);
    }

    /// Makes a key and a certificate that signs itself, to try out TLS: `server(serverOptions().tls(keys))` and
    /// `session(sessionOptions().tls(keys))`.
    ///
    /// @param host the name under which the server is asked
    /// @return for both sides: it proves to be that host, and trusts that certificate alone
    public static SSLContext selfSigned(String host) {
        return SelfSigned.context(host);
    }
}
