package io.weft.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The main class of a worker process. Started by a pool, not by hand.
///
/// Its standard input brings a secret, which it repeats on both connections before either side believes anything, and ends when
/// the parent does, however that happens: then so does this process, at once. One more byte says that the process may end by
/// itself, and nobody reads from there any more: a JVM takes 0.3 s to end when a thread of it is inside of a system call.
public final class WorkerMain {

    static final int SECRET = 32;
    static final byte RESULTS = 1;
    static final byte JOBS = 2;

    private WorkerMain() {}

    /// Runs until the parent is gone.
    ///
    /// @param args the path of the parent's socket
    /// @throws IOException if the parent cannot be reached
    public static void main(String[] args) throws IOException {
        var parent = System.in;
        var secret = parent.readNBytes(SECRET);
        var path = Path.of(args[0]);
        var watch = Thread.ofPlatform().daemon().name("weft parent").unstarted(() -> endWith(parent, path));
        watch.start();
        var address = UnixDomainSocketAddress.of(path);
        var results = connect(address, secret, RESULTS);
        var jobs = connect(address, secret, JOBS);
        var classes = new PeerClasses();
        var out = new Outgoing(results);
        var loader = new WorkerLoader(out);
        System.setIn(InputStream.nullInputStream());
        new WorkerSide(new Incoming(jobs, classes), out, classes, loader).serve();
    }

    private static SocketChannel connect(UnixDomainSocketAddress address, byte[] secret, byte role) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(address);
        var greeting = ByteBuffer.allocate(SECRET + 1).put(secret).put(role).flip();
        while (greeting.hasRemaining()) {
            channel.write(greeting);
        }
        return channel;
    }

    private static void endWith(InputStream parent, Path socket) {
        try {
            if (parent.read() >= 0) {
                return;
            }
        } catch (IOException _) {
            // Gone as well.
        }
        try {
            // It is gone before it took the connection, if these are still there.
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException _) {
            // The parent has removed them.
        }
        SuddenEnd.now();
    }
}
