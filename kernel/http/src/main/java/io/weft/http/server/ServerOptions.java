package io.weft.http.server;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/// How a server serves. Begin with [#standard()] and change what matters: `serverOptions().port(8080).bodyLimit(1 << 20)`.
///
/// @param host        the address or name of the interface; `0.0.0.0` for all
/// @param port        on which it listens; 0 for a free one
/// @param bodyLimit   how many bytes the body of a request has at most
/// @param headLimit   how many bytes its headers have at most
/// @param connections how many connections it has at most; others wait until one ends
/// @param idle        how long a connection without a request is kept
/// @param slowest     the longest time for the head of a request, and for the other side to take or send more of a body
/// @param grace       how long [WebApp#close()] waits for requests under way
/// @param offLoop     whether handlers run beside the loop, on threads of their own
/// @param tls         the keys for `https`, or null for `http`
public record ServerOptions(String host, int port, long bodyLimit, int headLimit, int connections, Duration idle,
        Duration slowest, Duration grace, boolean offLoop, SSLContext tls) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public ServerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port(" + port + "): ports are 1 to 65535, or 0 for a free one.");
        }
        if (bodyLimit < 0 || headLimit < 1 || connections < 1) {
            throw new IllegalArgumentException("A server with bodyLimit " + bodyLimit + ", headLimit " + headLimit
                    + " and connections " + connections + ": none may be negative, and the last two not zero.");
        }
        if (!idle.isPositive() || !slowest.isPositive() || grace.isNegative()) {
            throw new IllegalArgumentException("A server with idle " + idle + ", slowest " + slowest + " and grace "
                    + grace + ": the first two must be longer than zero, and the last not negative.");
        }
    }

    /// {@return a free port of the loopback interface; bodies up to 64 MiB, heads up to 16 KiB, 20,000 connections, which are kept idle
    /// for a minute; 20 s for a head and between pieces of a body; two seconds of grace; handlers on the loop}
    public static ServerOptions standard() {
        return new ServerOptions("127.0.0.1", 0, 64L << 20, 16 << 10, 20_000, Duration.ofMinutes(1),
                Duration.ofSeconds(20), Duration.ofSeconds(2), false, null);
    }

    /// {@return these options on another interface}
    ///
    /// @param name its address or name; `0.0.0.0` for all
    public ServerOptions host(String name) {
        return new ServerOptions(name, port, bodyLimit, headLimit, connections, idle, slowest, grace, offLoop, tls);
    }

    /// {@return these options on another port}
    ///
    /// @param number 1 to 65535, or 0 for a free one
    public ServerOptions port(int number) {
        return new ServerOptions(host, number, bodyLimit, headLimit, connections, idle, slowest, grace, offLoop, tls);
    }

    /// {@return these options with another limit for bodies; larger ones are answered with 413}
    ///
    /// @param bytes how many at most
    public ServerOptions bodyLimit(long bytes) {
        return new ServerOptions(host, port, bytes, headLimit, connections, idle, slowest, grace, offLoop, tls);
    }

    /// {@return these options with another limit for headers}
    ///
    /// @param bytes how many at most
    public ServerOptions headLimit(int bytes) {
        return new ServerOptions(host, port, bodyLimit, bytes, connections, idle, slowest, grace, offLoop, tls);
    }

    /// {@return these options with another limit for connections}
    ///
    /// @param most how many at most
    public ServerOptions connections(int most) {
        return new ServerOptions(host, port, bodyLimit, headLimit, most, idle, slowest, grace, offLoop, tls);
    }

    /// {@return these options with another time for connections without a request}
    ///
    /// @param time how long they are kept
    public ServerOptions idle(Duration time) {
        return new ServerOptions(host, port, bodyLimit, headLimit, connections, time, slowest, grace, offLoop, tls);
    }

    /// {@return these options with another time for slow clients}
    ///
    /// @param time the longest for a head, and between two pieces of a body
    public ServerOptions slowest(Duration time) {
        return new ServerOptions(host, port, bodyLimit, headLimit, connections, idle, time, grace, offLoop, tls);
    }

    /// {@return these options with another time for requests under way when the server is closed}
    ///
    /// @param time how long they are waited for
    public ServerOptions grace(Duration time) {
        return new ServerOptions(host, port, bodyLimit, headLimit, connections, idle, slowest, time, offLoop, tls);
    }

    /// {@return these options with handlers on virtual threads of their own beside the loop, at the same time on all cores: for those
    /// that calculate. They share what they use as threads do.}
    public ServerOptions handlersOff() {
        return new ServerOptions(host, port, bodyLimit, headLimit, connections, idle, slowest, grace, true, tls);
    }

    /// {@return these options for `https`}
    ///
    /// @param keys with the server's certificate and key, such as `selfSigned("localhost")`
    public ServerOptions tls(SSLContext keys) {
        return new ServerOptions(host, port, bodyLimit, headLimit, connections, idle, slowest, grace, offLoop, keys);
    }
}
