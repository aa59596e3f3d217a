package io.weft.process;

import io.weft.loop.Guard;
import io.weft.process.Message.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;

/// Sends messages to a peer, in the order in which they were enqueued.
///
/// Whoever sends writes, and takes along what others enqueue meanwhile: a small message needs no other thread. The channel does not
/// block, so neither a loop nor a task that is interrupted comes to harm; what does not go at once, and what is big, is left
/// to a thread that lives until the queue is empty.
///
/// ```
/// frame: kind 1 byte | arrays 4 | id 8 | length 8 | for each array: kind 1, length 4, raw memory | the stream
/// ```
final class Outgoing extends Guard {

    static final int HEADER = 21;
    static final int ARRAY_HEADER = 5;
    private static final int BATCH = 1 << 16;
    private static final int SMALL = 1 << 14;
    private static final int RAW = 1 << 20;

    private final SocketChannel channel;
    // Guarded.
    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private boolean writing;
    private boolean closed;
    // Whoever is writing.
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
    private final BitSet told = new BitSet();

    Outgoing(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        this.channel = channel;
    }

    /// Sends a message; returns when it is written, or another thread will write it.
    void send(Message message) {
        enqueue(message);
        write();
    }

    /// Gives a message its place in the order, inside of a guard; [#write()] must follow outside.
    void enqueue(Message message) {
        enter();
        try {
            if (!closed) {
                queue.add(message);
            }
        } finally {
            leave();
        }
    }

    /// Writes what is enqueued, unless another thread does.
    void write() {
        enter();
        boolean mine = !writing && !queue.isEmpty();
        writing |= mine;
        leave();
        if (mine) {
            drain(false);
        }
    }

    /// Sends nothing more.
    void close() {
        enter();
        closed = true;
        queue.clear();
        leave();
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }

    private void drain(boolean mayWait) {
        try {
            if (!drained(mayWait)) {
                var thread = Thread.ofPlatform().daemon().name("weft sends").unstarted(() -> drain(true));
                // Nobody's: an interrupt of a cell's threads must not find it.
                thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
                thread.start();
            }
        } catch (IOException _) {
            // The peer is gone. Who reads from it notices, and knows what that means.
            close();
        }
    }

    /// False if the rest would have to wait.
    private boolean drained(boolean mayWait) throws IOException {
        while (true) {
            enter();
            var next = queue.peek();
            leave();
            if (next == null) {
                if (!flush(mayWait)) {
                    return false;
                }
                enter();
                writing = !queue.isEmpty();
                boolean over = !writing;
                leave();
                if (over) {
                    return true;
                }
                continue;
            }
            boolean small = next.length() <= SMALL && !next.hasArrays();
            if (!small && !mayWait || !define(next, mayWait)
                    || small && batch.remaining() < HEADER + next.length() && !flush(mayWait)) {
                return false;
            }
            enter();
            queue.poll();
            leave();
            if (small) {
                putHeader(next);
                putSmall(next);
            } else {
                stream(next);
            }
        }
    }

    private boolean define(Message message, boolean mayWait) throws IOException {
        if (message.parcel() == null) {
            return true;
        }
        for (int id : message.parcel().classes()) {
            if (!told.get(id)) {
                var name = ClassIds.name(id).getBytes(StandardCharsets.UTF_8);
                if (batch.remaining() < HEADER + name.length && !flush(mayWait)) {
                    return false;
                }
                told.set(id);
                putHeader(Message.bytes(Kind.DEFINE, id, name));
                batch.put(name);
            }
        }
        return true;
    }

    private void putHeader(Message message) {
        batch.put((byte) message.kind().ordinal());
        batch.putInt(message.hasArrays() ? message.parcel().arrays().length : 0);
        batch.putLong(message.id());
        batch.putLong(message.length());
    }

    private void putSmall(Message message) {
        if (message.parcel() == null) {
            return;
        }
        long left = message.length();
        for (var chunk : message.parcel().chunks()) {
            int part = (int) Math.min(left, chunk.length);
            batch.put(chunk, 0, part);
            left -= part;
        }
    }

    private void stream(Message message) throws IOException {
        if (batch.remaining() < HEADER) {
            flush(true);
        }
        putHeader(message);
        flush(true);
        var raw = ByteBuffer.allocateDirect(RAW);
        var rawMemory = MemorySegment.ofBuffer(raw);
        for (var array : message.parcel().arrays()) {
            raw.clear();
            raw.put((byte) BigArrays.kindOf(array)).putInt(BigArrays.length(array)).flip();
            writeAll(raw);
            var memory = BigArrays.segment(array);
            for (long at = 0; at < memory.byteSize(); at += RAW) {
                long part = Math.min(RAW, memory.byteSize() - at);
                MemorySegment.copy(memory, at, rawMemory, 0, part);
                raw.clear().limit((int) part);
                writeAll(raw);
            }
        }
        long left = message.length();
        for (var chunk : message.parcel().chunks()) {
            int part = (int) Math.min(left, chunk.length);
            writeAll(ByteBuffer.wrap(chunk, 0, part));
            left -= part;
        }
    }

    private boolean flush(boolean mayWait) throws IOException {
        batch.flip();
        try {
            if (mayWait) {
                writeAll(batch);
                return true;
            }
            channel.write(batch);
            return !batch.hasRemaining();
        } finally {
            batch.compact();
        }
    }

    private void writeAll(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                awaitSpace();
            }
        }
    }

    private void awaitSpace() throws IOException {
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            selector.select();
            // A selector does not wait in an interrupted thread.
            Thread.interrupted();
        }
    }
}
