package io.weft.jupyter.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// Lets a ZeroMQ socket that knows TCP only connect to a Unix domain socket.
final class TcpDoor implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel server;

    TcpDoor(Path path) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.socket().getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                connect(server.accept());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(SocketChannel outside) throws IOException {
        try {
            SocketChannel inside = SocketChannel.open(UnixDomainSocketAddress.of(path));
            Thread.ofPlatform().daemon().start(new Pump(outside, inside));
            Thread.ofPlatform().daemon().start(new Pump(inside, outside));
        } catch (SocketException _) {
            // Nobody listens there any more: the ZeroMQ socket learns it from the end of its connection.
            outside.close();
        }
    }
}
