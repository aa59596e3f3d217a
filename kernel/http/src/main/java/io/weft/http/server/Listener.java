package io.weft.http.server;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Accepts connections in a thread of its own and has each served in a virtual thread beside the loop.
final class Listener {

    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 1024;
    /// For a thread whose socket was closed to notice.
    private static final Duration UNHEEDED = Duration.ofSeconds(2);

    private final ServerOptions options;
    private final Engine engine;
    private final ServerSocket server;
    private final Semaphore places;
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> ticks;
    private final Thread acceptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Listener(ServerOptions options, Engine engine) throws IOException {
        this.options = options;
        this.engine = engine;
        this.places = new Semaphore(options.connections());
        this.server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.ticks = Ticker.every(this::tick);
        this.acceptor = Thread.ofPlatform().daemon().name("weft server :" + port()).start(this::accept);
    }

    /// Opens the port. Not in a task: virtual threads that it starts would be carried by the loop.
    ///
    /// @throws UncheckedIOException if the port cannot be had, with a message that says so
    static Listener open(ServerOptions options, Engine engine) {
        try {
            return new Listener(options, engine);
        } catch (SocketException e) {
            throw new UncheckedIOException("Port " + options.port() + " of " + options.host() + " cannot be had ("
                    + e.getMessage() + "): another server may have it; take server() for a free one.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int open() {
        return connections.size();
    }

    private void accept() {
        try {
            while (!closed.get()) {
                places.acquire();
                accepted(server.accept());
            }
        } catch (IOException e) {
            if (!closed.get()) {
                LOG.log(System.Logger.Level.WARNING, "The server on port " + port() + " accepts no more connections.",
                        e);
            }
        } catch (InterruptedException _) {
            close(Duration.ZERO);
        }
    }

    private void accepted(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            Thread.ofVirtual().name("weft connection").start(() -> serve(socket));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended before it began", e);
            places.release();
        }
    }

    private void serve(Socket accepted) {
        Connection connection = null;
        try (accepted; var talk = secured(accepted)) {
            connection = new Connection(new Wire(talk), engine, engine);
            connections.put(connection, Thread.currentThread());
            if (closed.get()) {
                return;
            }
            if (talk instanceof SSLSocket tls) {
                tls.startHandshake();
            }
            connection.serve(engine.speak(connection));
        } catch (CloseConnectionException | IOException | InterruptedException e) {
            LOG.log(System.Logger.Level.TRACE, "a connection ended", e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended in an unusual way", e);
        } finally {
            if (connection != null) {
                connections.remove(connection);
            }
            places.release();
        }
    }

    private Socket secured(Socket socket) throws IOException {
        SSLContext keys = options.tls();
        if (keys == null) {
            return socket;
        }
        var tls = (SSLSocket) keys.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private void tick() {
        long now = System.nanoTime();
        connections.keySet().forEach(connection -> connection.tick(now, options));
    }

    /// Accepts nothing more, lets what is under way end for a time, then breaks it off. Blocks the thread until then; again it has no
    /// effect.
    void close(Duration grace) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a port did not close", e);
        }
        connections.keySet().forEach(grace.isZero() ? Connection::abort : Connection::finish);
        // The system keeps the port for as long as a thread is in the call that accepts.
        acceptor.interrupt();
        awaitEnd(List.of(acceptor), UNHEEDED);
        awaitEnd(connections.values(), grace);
        connections.keySet().forEach(Connection::abort);
        awaitEnd(connections.values(), UNHEEDED);
        ticks.cancel(false);
    }

    private static void awaitEnd(Collection<Thread> threads, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (var thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
