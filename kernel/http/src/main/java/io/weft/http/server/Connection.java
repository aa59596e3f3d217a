package io.weft.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.weft.loop.Task;
import java.util.concurrent.ExecutorService;

/// One connection, from its acceptance to its end. Its own virtual thread, beside the loop, speaks HTTP (Helidon) and hands requests to
/// the loop.
///
/// `WAITING` for a request -> `HEAD` of one is coming -> `BUSY` with it -> `WAITING`...; `OPEN` once it is a WebSocket, `FAREWELL` when this side
/// has closed that.
final class Connection implements ConnectionContext {

    private enum Phase {
        WAITING, HEAD, BUSY, OPEN, FAREWELL
    }

    /// How long a handler runs before its client is watched.
    private static final long WATCHED_NANOS = 500_000_000;

    private static final long FAREWELL_NANOS = 2_000_000_000;

    private final Wire wire;
    private final ListenerContext listener;
    private final Router router;
    private final DataReader reader;
    private final DataWriter writer;
    private volatile Phase phase = Phase.WAITING;
    private volatile long sinceNanos = System.nanoTime();
    /// Of the handler that runs, or null; written by the connection's thread.
    private volatile Task<?> task;
    /// Why there is nobody to answer, or null.
    private volatile String gone;
    private volatile boolean closing;
    /// Set once, before requests come.
    private volatile ServerConnection http;

    Connection(Wire wire, ListenerContext listener, Router router) {
        this.wire = wire;
        this.listener = listener;
        this.router = router;
        this.reader = new DataReader(this::received);
        this.writer = SocketWriter.create(wire);
    }

    void serve(ServerConnection connection) throws InterruptedException {
        http = connection;
        if (!closing) {
            connection.handle(listener.config().concurrencyLimit().orElseThrow());
        }
    }

    private byte[] received() {
        byte[] bytes = wire.get();
        if (phase == Phase.WAITING) {
            enter(Phase.HEAD);
        }
        return bytes;
    }

    private void enter(Phase next) {
        sinceNanos = System.nanoTime();
        phase = next;
    }

    /// A request has come as far as its head.
    void begin() {
        enter(Phase.BUSY);
    }

    /// It is answered.
    void end() {
        task = null;
        enter(reader.available() > 0 ? Phase.HEAD : Phase.WAITING);
    }

    /// It speaks WebSocket from now on.
    void open() {
        enter(Phase.OPEN);
    }

    /// The WebSocket is closed here; the other side still has to say so, too.
    void farewell() {
        enter(Phase.FAREWELL);
    }

    /// The handler's task, to be cancelled when the client goes away.
    void runs(Task<?> handler) {
        task = handler;
        if (gone != null) {
            leave(gone);
        }
    }

    boolean isGone() {
        return gone != null;
    }

    /// Looks whether it takes too long. Called now and then by the ticker.
    void tick(long now, ServerOptions options) {
        long slowest = options.slowest().toNanos();
        // In this order, since they are written in the other: a time that is too new does no harm.
        var seen = phase;
        long inPhase = now - sinceNanos;
        boolean tooLong = switch (seen) {
            case WAITING -> inPhase > options.idle().toNanos();
            case HEAD -> inPhase > slowest;
            case BUSY -> wire.readWait(now) > slowest || wire.writeWait(now) > slowest;
            case OPEN -> wire.writeWait(now) > slowest;
            case FAREWELL -> inPhase > FAREWELL_NANOS;
        };
        if (tooLong) {
            abort("its client was too slow.");
        } else if (seen == Phase.BUSY && inPhase > WATCHED_NANOS) {
            wire.readAhead(this::wentAway);
        }
    }

    private void wentAway() {
        gone = "its client went away.";
        leave(gone);
        wire.close();
    }

    private void leave(String reason) {
        var handler = task;
        if (handler != null) {
            handler.cancel(reason);
        }
    }

    /// Ends it after the request under way, at once if there is none. Any thread.
    void finish() {
        closing = true;
        var connection = http;
        if (phase == Phase.WAITING || phase == Phase.HEAD) {
            wire.close();
        } else if (connection != null) {
            connection.close(false);
        }
    }

    /// Ends it now, since the server is closed. Any thread.
    void abort() {
        abort("its server was closed.");
    }

    private void abort(String reason) {
        closing = true;
        gone = reason;
        leave(reason);
        wire.close();
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public ListenerContext listenerContext() {
        return listener;
    }

    @Override
    public ExecutorService executor() {
        return listener.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public HelidonSocket serverSocket() {
        return wire;
    }

    @Override
    public PeerInfo remotePeer() {
        return wire.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return wire.localPeer();
    }

    @Override
    public boolean isSecure() {
        return wire.isSecure();
    }

    @Override
    public String socketId() {
        return wire.socketId();
    }

    @Override
    public String childSocketId() {
        return wire.childSocketId();
    }
}
