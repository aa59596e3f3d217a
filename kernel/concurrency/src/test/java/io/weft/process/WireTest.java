package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.process.Message.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.StreamCorruptedException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Messages between two ends of a socket, also such as a hostile peer would send.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {

    @TempDir
    Path folder;
    private SocketChannel from;
    private SocketChannel to;
    private final PeerClasses peer = new PeerClasses();

    @BeforeEach
    void connect() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            from = SocketChannel.open(address);
            to = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        from.close();
        to.close();
    }

    private Object sent(Object value) throws IOException, ReflectiveOperationException {
        new Outgoing(from).send(new Message(Kind.VALUE, 7, Packer.current().packValue("it", value)));
        var frame = new Incoming(to, peer).next();
        assertEquals(7, frame.id());
        return new Unpacker(peer, getClass().getClassLoader()).openValue(frame.chunks(), frame.length(),
                frame.arrays());
    }

    @Test
    void valuesOfAnySizeArrive() throws Exception {
        assertEquals(List.of("a", 1), sent(List.of("a", 1)));
    }

    @Test
    void bigOnesWaitForTheReaderAndKeepTheOrder() throws Exception {
        var out = new Outgoing(from);
        var numbers = new long[1 << 20];
        numbers[12345] = 6;
        var words = new ArrayList<String>();
        for (int i = 0; i < 200_000; i++) {
            words.add("word " + i);
        }
        out.send(new Message(Kind.VALUE, 1, Packer.current().packValue("it", numbers)));
        out.send(new Message(Kind.VALUE, 2, Packer.current().packValue("it", words)));
        out.send(Message.text(Kind.OUT, 3, "last"));
        var in = new Incoming(to, peer);
        var opener = new Unpacker(peer, getClass().getClassLoader());
        var first = in.next();
        assertArrayEquals(numbers, (long[]) opener.openValue(first.chunks(), first.length(), first.arrays()));
        var second = in.next();
        assertEquals(words, opener.openValue(second.chunks(), second.length(), second.arrays()));
        assertEquals("last", in.next().text());
    }

    private void raw(int kind, int arrays, long id, long length) throws IOException {
        var frame = ByteBuffer.allocate(Outgoing.HEADER)
                .put((byte) kind)
                .putInt(arrays)
                .putLong(id)
                .putLong(length)
                .flip();
        from.write(frame);
    }

    @Test
    void aFrameThatCannotBeIsRefused() throws Exception {
        raw(99, 0, 0, 0);
        assertThrows(StreamCorruptedException.class, () -> new Incoming(to, peer).next());
        raw(1, -1, 0, 0);
        assertThrows(StreamCorruptedException.class, () -> new Incoming(to, peer).next());
        raw(1, 0, 0, -5);
        assertThrows(StreamCorruptedException.class, () -> new Incoming(to, peer).next());
    }

    @Test
    void anAnnouncedLengthTakesNoMemoryBeforeItsBytesCome() throws Exception {
        raw(Kind.VALUE.ordinal(), 0, 1, Long.MAX_VALUE);
        from.close();
        assertThrows(EOFException.class, () -> new Incoming(to, peer).next());
    }

    @Test
    void anArrayThatCannotFitIsRefused() throws Exception {
        raw(Kind.VALUE.ordinal(), 1, 1, 0);
        from.write(ByteBuffer.allocate(Outgoing.ARRAY_HEADER).put((byte) 77).putInt(5).flip());
        assertThrows(IllegalArgumentException.class, () -> new Incoming(to, peer).next());
    }

    @Test
    void aResultMayNotSetVariables() throws Exception {
        var bytes = new byte[]{0x77, 2, 0, 1};
        var opener = new Unpacker(peer, getClass().getClassLoader());
        assertThrows(InvalidObjectException.class,
                () -> opener.openValue(new ArrayList<>(List.of(bytes)), bytes.length, new Object[0]));
    }

    @Test
    void aClassThatWasNotNamedIsRefused() throws Exception {
        var parcel = Packer.current().packValue("it", new ArrayList<>(List.of(1)));
        var opener = new Unpacker(new PeerClasses(), getClass().getClassLoader());
        assertThrows(IOException.class,
                () -> opener.openValue(new ArrayList<>(parcel.chunks()), parcel.length(), new Object[0]));
        assertFalse(parcel.classes().length == 0);
    }

    @Test
    void aChainThatIsTooDeepIsRefusedWithASentence() {
        Object deep = List.of();
        for (int i = 0; i < 1_000_000; i++) {
            deep = new Object[]{deep};
        }
        var chain = deep;
        var thrown = assertThrows(NotShippable.class, () -> Packer.current().pack("the job", chain, chain));
        assertEquals(true, thrown.getMessage().contains("chain"), thrown.getMessage());
    }

    @Test
    void theSocketOfAWorkerAcceptsNobodyWithoutItsSecret() throws Exception {
        var launch = WorkerLaunch.start(ProcessOptions.standard().memory(64), 64, (_, _) -> {});
        try (var stranger = SocketChannel.open(UnixDomainSocketAddress.of(launch.socket()))) {
            stranger.write(ByteBuffer.allocate(WorkerMain.SECRET + 1).put(WorkerMain.SECRET, WorkerMain.JOBS).clear());
            var connection = launch.connect();
            assertEquals(-1, stranger.read(ByteBuffer.allocate(1)));
            connection.jobs().close();
            connection.results().close();
        }
        assertFalse(Files.exists(launch.socket()));
        assertEquals(0, launch.end());
        assertFalse(Files.exists(launch.socket().getParent()));
    }
}
