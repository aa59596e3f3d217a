package io.weft.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLSocket;

/// The bytes of one connection, with the times at which waiting for them began. While a handler runs, [#readAhead(Runnable)] reads, to
/// see whether the client goes away; what it reads is kept for the next reader.
final class Wire implements HelidonSocket {

    private record Peer(InetSocketAddress address) implements PeerInfo {
        @Override
        public String host() {
            return address.getAddress().getHostAddress();
        }

        @Override
        public int port() {
            return address.getPort();
        }

        @Override
        public Optional<Principal> tlsPrincipal() {
            return Optional.empty();
        }

        @Override
        public Optional<Certificate[]> tlsCertificates() {
            return Optional.empty();
        }
    }

    private static final int SMALL = 2 << 10;
    private static final int LARGE = 32 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    /// Only the reader's thread; readers follow one another.
    private byte[] buffer = new byte[SMALL];
    /// Guarded by this, like the next.
    private boolean reading;
    private CompletableFuture<byte[]> ahead;
    /// When a read or a write began that has not ended, else 0. Each written by its thread, read by the ticker.
    private volatile long readingSince;
    private volatile long writingSince;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// The bytes that have come, at least one; null at the end.
    @Override
    public byte[] get() {
        CompletableFuture<byte[]> pending;
        synchronized (this) {
            pending = ahead;
            ahead = null;
            reading = true;
        }
        readingSince = System.nanoTime();
        try {
            return pending == null ? receive() : pending.join();
        } catch (IOException e) {
            throw new ServerConnectionException("The connection was lost.", e);
        } catch (CompletionException e) {
            throw new ServerConnectionException("The connection was lost.", e.getCause());
        } finally {
            readingSince = 0;
            synchronized (this) {
                reading = false;
            }
        }
    }

    private byte[] receive() throws IOException {
        int length = in.read(buffer);
        if (length < 0) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(buffer, length);
        if (length == buffer.length && length < LARGE) {
            buffer = new byte[LARGE];
        }
        return bytes;
    }

    /// Reads in a thread of its own until bytes come, or the client goes away.
    ///
    /// @param gone called in the latter case
    void readAhead(Runnable gone) {
        var bytes = new CompletableFuture<byte[]>();
        synchronized (this) {
            if (reading || ahead != null) {
                return;
            }
            ahead = bytes;
        }
        Thread.ofVirtual().name("weft http watch").start(() -> {
            try {
                byte[] read = receive();
                bytes.complete(read);
                if (read == null) {
                    gone.run();
                }
            } catch (IOException e) {
                bytes.completeExceptionally(e);
                gone.run();
            }
        });
    }

    @Override
    public int read(BufferData target) {
        return target.readFrom(in);
    }

    @Override
    public void write(BufferData data) {
        writingSince = System.nanoTime();
        try {
            data.writeTo(out);
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("The client went away.", e);
        } finally {
            writingSince = 0;
        }
    }

    /// How long somebody has waited for the other side to send; 0 if nobody does.
    long readWait(long now) {
        long since = readingSince;
        return since == 0 ? 0 : now - since;
    }

    /// How long somebody has waited for the other side to take something; 0 if nobody does.
    long writeWait(long now) {
        long since = writingSince;
        return since == 0 ? 0 : now - since;
    }

    /// Whoever reads or writes gets an exception. Any thread.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(Wire.class.getName()).log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    @Override
    public void idle() {}

    @Override
    public boolean isConnected() {
        return !socket.isClosed();
    }

    @Override
    public PeerInfo remotePeer() {
        return peer(socket.getRemoteSocketAddress());
    }

    @Override
    public PeerInfo localPeer() {
        return peer(socket.getLocalSocketAddress());
    }

    private static PeerInfo peer(SocketAddress address) {
        return new Peer((InetSocketAddress) address);
    }

    @Override
    public boolean isSecure() {
        return socket instanceof SSLSocket;
    }

    @Override
    public String socketId() {
        return String.valueOf(socket.getLocalPort());
    }

    @Override
    public String childSocketId() {
        return String.valueOf(socket.getPort());
    }
}
