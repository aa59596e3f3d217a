package io.weft.jupyter.wire;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import zmq.msg.MsgAllocator;
import zmq.msg.MsgAllocatorThreshold;

/// The five sockets, bound. Opened by one thread and handed over to the transport's, which alone uses them afterwards.
final class Sockets {
    /// A frame that claims to be larger is refused before memory is reserved for it.
    private static final long MAX_FRAME = Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / 4);

    private static final MsgAllocator ALLOCATOR = new MsgAllocatorThreshold();

    private final ZMQ.Context context = ZMQ.context(1);
    private final List<UnixRelay> relays = new ArrayList<>();
    private final Map<Channel, ZMQ.Socket> byChannel = new EnumMap<>(Channel.class);
    /// A ROUTER, since it returns whatever envelope a client's socket type made.
    private final ZMQ.Socket heartbeat = create(SocketType.ROUTER);

    private Sockets() {
        for (Channel channel : Channel.values()) {
            byChannel.put(channel, create(switch (channel) {
                case SHELL, CONTROL, STDIN -> SocketType.ROUTER;
                case IOPUB -> SocketType.XPUB;
            }));
        }
        // Each subscription is reported, the second client's as well as the first one's.
        of(Channel.IOPUB).setXpubVerbose(true);
    }

    /// @throws TransportException if one cannot be bound; none is open then
    static Sockets open(ConnectionInfo info) {
        Sockets sockets = new Sockets();
        try {
            for (Channel channel : Channel.values()) {
                sockets.bind(sockets.of(channel), channel.name().toLowerCase(Locale.ROOT), info, info.port(channel));
            }
            sockets.bind(sockets.heartbeat, "heartbeat", info, info.hbPort());
            return sockets;
        } catch (TransportException e) {
            sockets.close(Duration.ZERO);
            throw e;
        }
    }

    ZMQ.Socket of(Channel channel) {
        return byChannel.get(channel);
    }

    ZMQ.Socket heartbeat() {
        return heartbeat;
    }

    /// Lets the selector return when a socket has something to do.
    void register(Selector selector) throws IOException {
        for (ZMQ.Socket socket : all()) {
            socket.getFD().register(selector, SelectionKey.OP_READ);
        }
    }

    /// Waits until everything sent is with the operating system, at most as long as `linger`.
    void close(Duration linger) {
        long deadline = System.nanoTime() + linger.toNanos();
        for (ZMQ.Socket socket : all()) {
            socket.setLinger((int) Math.min(linger.toMillis(), Integer.MAX_VALUE));
            socket.close();
        }
        context.term();
        relays.forEach(relay -> relay.close(deadline));
    }

    private List<ZMQ.Socket> all() {
        List<ZMQ.Socket> all = new ArrayList<>(byChannel.values());
        all.add(heartbeat);
        return all;
    }

    private ZMQ.Socket create(SocketType type) {
        ZMQ.Socket socket = context.socket(type);
        // No high-water mark: it would drop output, and a subscriber that reads costs no more than its socket buffers.
        socket.setSndHWM(0);
        socket.setMaxMsgSize(MAX_FRAME);
        // A length with its highest bit set counts as negative: it passes the check above, then fails in the library.
        socket.setMsgAllocator(size -> ALLOCATOR.allocate(Math.max(0, size)));
        if (type == SocketType.ROUTER) {
            // A client that lost its connection comes back with the same identity.
            socket.setRouterHandover(true);
        }
        return socket;
    }

    private void bind(ZMQ.Socket socket, String name, ConnectionInfo info, int port) {
        String endpoint = info.endpoint(port);
        try {
            switch (info.transport()) {
                case TCP -> {
                    socket.setIPv6(info.ip().contains(":"));
                    socket.bind(endpoint);
                }
                case IPC -> {
                    int inner = socket.bindToRandomPort("tcp://127.0.0.1");
                    relays.add(UnixRelay.open(info.path(port), inner));
                }
            }
        } catch (ZMQException | IOException | IllegalArgumentException e) {
            throw new TransportException("The " + name + " channel cannot listen on " + endpoint + " (" + cause(e)
                    + "): end the process that uses it, or give a connection file with another address.", e);
        }
    }

    private static String cause(Exception e) {
        return e instanceof ZMQException ? "in use, or not an address of this machine" : e.getMessage();
    }
}
