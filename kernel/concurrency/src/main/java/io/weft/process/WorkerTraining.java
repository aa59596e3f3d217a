package io.weft.process;

import io.weft.loop.Gather;
import io.weft.loop.Sleep;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.io.Serializable;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// A worker that gives typical jobs to itself and ends: the run from which a [WorkerCache] is made. Started by that, not by hand.
public final class WorkerTraining {

    private static final int ROUNDS = 20;

    private WorkerTraining() {}

    private record Value(int number, String text) implements Serializable {}

    private record Typical(int number) implements Callable<Object>, Serializable {
        @Override
        public Object call() throws Exception {
            System.out.println("typical " + number);
            Sleep.sleep(Duration.ofMillis(1));
            if (number == 0) {
                throw new IllegalStateException("typical");
            }
            return Gather.all(List.<Callable<Object>>of(() -> new Value(number, "text"), () -> List.of(1, 2L, 3.0),
                    () -> new long[1 << 14]));
        }
    }

    /// Works, and ends by itself.
    ///
    /// @param args none
    /// @throws IOException if there is no way to itself
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("weft");
        var socket = folder.resolve("s");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("weft training").start(() -> give(server, socket));
        WorkerMain.main(new String[]{socket.toString()});
    }

    private static void give(ServerSocketChannel server, Path socket) {
        try (var results = connection(server); var jobs = connection(server)) {
            Files.delete(socket);
            Files.delete(socket.getParent());
            var peer = new PeerClasses();
            var in = new Incoming(results, peer);
            var out = new Outgoing(jobs);
            for (int i = 0; i < ROUNDS; i++) {
                var typical = new Typical(i);
                give(typical, typical, in, out, peer);
                int from = i;
                give(new Chunks.OfNumbers<>(n -> n * n, from, from + 10), typical, in, out, peer);
            }
            out.send(Message.plain(Kind.EXIT, 0));
        } catch (IOException | ReflectiveOperationException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void give(Object body, Object code, Incoming in, Outgoing out, PeerClasses peer)
            throws IOException, ReflectiveOperationException {
        out.send(new Message(Kind.JOB, 1, Packer.current().pack("the job", body, code)));
        var frame = in.next();
        while (frame.kind() != Kind.VALUE && frame.kind() != Kind.FAILURE) {
            frame = in.next();
        }
        new Unpacker(peer, WorkerTraining.class.getClassLoader())
                .openValue(frame.chunks(), frame.length(), frame.arrays());
    }

    /// The results come first; see [WorkerMain].
    private static SocketChannel connection(ServerSocketChannel server) throws IOException {
        var channel = server.accept();
        var greeting = ByteBuffer.allocate(WorkerMain.SECRET + 1);
        while (greeting.hasRemaining() && channel.read(greeting) >= 0) {
            // It comes in one piece or two.
        }
        return channel;
    }
}
