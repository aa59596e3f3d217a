package io.weft.http.socket;

import io.weft.loop.Loop;
import io.weft.loop.Resource;
import io.weft.loop.Task;
import io.weft.sync.TaskSemaphore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// A TCP server: each client gets a task of the loop. They belong to the cell that made the server.
///
/// ```java
/// var echo = tcpServer(0, client -> { for (var line : client) client.println(line); });
/// ```
public final class TcpServer implements Resource {

    private static final int MOST_CLIENTS = 10_000;
    private static final int BACKLOG = 1024;

    private final ServerSocket server;
    private final TcpHandler handler;
    private final Loop loop = Loop.current();
    private final TaskSemaphore places = new TaskSemaphore("clients of a TCP server", MOST_CLIENTS, false);
    private final Set<TcpConnection> clients = ConcurrentHashMap.newKeySet();
    private final Task<Void> acceptor;

    private TcpServer(ServerSocket server, TcpHandler handler) {
        this.server = server;
        this.handler = handler;
        this.acceptor = loop.spawn("TCP server :" + server.getLocalPort(), this::accept);
    }

    /// Starts a server; see `tcpServer(port, handler)`.
    ///
    /// @param host    the address or name of the interface
    /// @param port    its port; 0 for a free one
    /// @param tls     the keys, or null for a server without TLS
    /// @param handler talks to one client
    /// @return the running server
    /// @throws UncheckedIOException if the port cannot be had
    public static TcpServer start(String host, int port, SSLContext tls, TcpHandler handler) {
        ServerSocket server = null;
        try {
            server = tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
            server.bind(new InetSocketAddress(host, port), BACKLOG);
            return new TcpServer(server, handler);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " of " + host + " cannot be had (" + e.getMessage()
                    + "): another server may have it; take port 0 for a free one.", e);
        }
    }

    private Void accept() throws IOException {
        try (server) {
            while (true) {
                places.acquire();
                accepted(server.accept());
            }
        } catch (SocketException e) {
            if (!server.isClosed()) {
                throw e;
            }
            return null;
        } finally {
            clients.forEach(TcpConnection::close);
        }
    }

    private void accepted(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var client = new TcpConnection(socket);
        // Before its task begins, so that closing the server finds it.
        clients.add(client);
        if (server.isClosed()) {
            client.close();
        }
        loop.spawn("client " + socket.getRemoteSocketAddress(), () -> {
            try (socket) {
                talk(client);
            } finally {
                places.release();
            }
            return null;
        });
    }

    private void talk(TcpConnection client) throws Exception {
        try {
            handler.talk(client);
        } catch (UncheckedIOException e) {
            if (!TcpConnection.isLoss(e) || client.socket().isClosed() && !server.isClosed()) {
                throw e;
            }
        } finally {
            clients.remove(client);
        }
    }

    /// {@return the port}
    public int port() {
        return server.getLocalPort();
    }

    /// {@return how many clients it talks to at the moment}
    public int clients() {
        return clients.size();
    }

    @Override
    public String describe() {
        return "the TCP server on port " + port();
    }

    @Override
    public boolean isClosed() {
        return server.isClosed();
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    /// Accepts no more clients and closes the connections to those that there are.
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients.forEach(TcpConnection::close);
        if (!acceptor.isDone()) {
            acceptor.kill();
        }
    }

    @Override
    public String toString() {
        return "TCP server on port " + port() + (isClosed() ? " (closed)" : ": " + clients() + " clients");
    }
}
