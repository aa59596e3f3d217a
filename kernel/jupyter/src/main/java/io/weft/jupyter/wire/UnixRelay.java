package io.weft.jupyter.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Carries the bytes between a Unix domain socket and a ZeroMQ socket on a loopback port.
///
/// The ZeroMQ library has no Unix domain sockets: its `ipc` is TCP under another name, which no client of another
/// library can reach. The bytes of both transports are the same, so that they can be copied. The threads are platform
/// threads: a cell that keeps all carriers of virtual threads busy must not keep its own interrupt from arriving.
final class UnixRelay {
    private static final Logger LOG = System.getLogger(UnixRelay.class.getName());

    private final Path path;
    private final InetSocketAddress inner;
    private final ServerSocketChannel server;
    /// The pumps that run; added by the accepting thread, removed by each pump.
    private final Set<Pump> pumps = ConcurrentHashMap.newKeySet();

    private UnixRelay(Path path, int port, ServerSocketChannel server) {
        this.path = path;
        this.inner = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.server = server;
    }

    /// Listens at this path, also where a process that is gone has left its socket.
    static UnixRelay open(Path path, int port) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        removeIfDead(path, address);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(address);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        UnixRelay relay = new UnixRelay(path, port, server);
        Thread.ofPlatform().daemon().name("weft-ipc-accept").start(relay::accept);
        return relay;
    }

    /// Takes no more clients, and waits until what was sent has reached those there are, but not past the deadline.
    void close(long deadlineNanos) {
        try (server) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot remove the socket " + path, e);
        }
        for (Pump pump : pumps) {
            pump.finish(deadlineNanos);
        }
    }

    private static void removeIfDead(Path path, UnixDomainSocketAddress address) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            throw new BindException("a file that is no socket is there");
        }
        try (SocketChannel _ = SocketChannel.open(address)) {
            throw new BindException("another process listens there");
        } catch (BindException e) {
            throw e;
        } catch (IOException _) {
            Files.delete(path);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                connect(server.accept());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "A client could not connect to " + path, e);
            }
        }
    }

    private void connect(SocketChannel client) throws IOException {
        try {
            SocketChannel socket = SocketChannel.open(inner);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            start(new Pump(client, socket));
            start(new Pump(socket, client));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void start(Pump pump) {
        pumps.add(pump);
        Thread.ofPlatform().daemon().name("weft-ipc").start(() -> {
            pump.run();
            pumps.remove(pump);
        });
    }
}
