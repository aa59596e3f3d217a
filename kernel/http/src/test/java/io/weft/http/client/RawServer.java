package io.weft.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that breaks the rules: it reads a request and then does whatever it is told with the socket.
final class RawServer implements AutoCloseable {

    interface Manners {
        void treat(Socket socket) throws Exception;
    }

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    final AtomicInteger connections = new AtomicInteger();

    RawServer(Manners manners) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    connections.incrementAndGet();
                    Thread.ofPlatform().daemon().start(() -> treat(socket, manners));
                } catch (IOException _) {
                    return; // Closed.
                }
            }
        });
    }

    private static void treat(Socket socket, Manners manners) {
        try (socket) {
            var in = socket.getInputStream();
            int newlines = 0;
            for (int b = in.read(); b >= 0 && newlines < 2; b = newlines < 2 ? in.read() : -1) {
                newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
            }
            manners.treat(socket);
        } catch (Exception _) {
            // The client went away, which is what some tests are about.
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port() + "/";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
