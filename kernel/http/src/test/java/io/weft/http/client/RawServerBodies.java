package io.weft.http.client;

import java.io.IOException;
import java.net.Socket;

/// Bodies that do not end.
final class RawServerBodies {

    private RawServerBodies() {}

    static void endless(Socket socket) throws IOException {
        RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
        while (true) {
            RawServer.write(socket, "x".repeat(10_000));
        }
    }
}
