package io.weft.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Receives the messages of a peer, in its only reader's thread. Memory is taken as data comes, not as a header announces.
final class Incoming {

    private static final int BUFFER = 1 << 16;
    private static final int RAW = 1 << 20;
    private static final int LARGEST_CHUNK = 1 << 20;
    private static final int MOST_ARRAYS = 1 << 20;
    private static final Object[] NO_ARRAYS = {};

    /// A message as it came.
    record Frame(Message.Kind kind, long id, List<byte[]> chunks, long length, Object[] arrays) {

        byte[] bytes() {
            var all = new byte[Math.toIntExact(length)];
            int at = 0;
            for (var chunk : chunks) {
                System.arraycopy(chunk, 0, all, at, chunk.length);
                at += chunk.length;
            }
            return all;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private final SocketChannel channel;
    private final PeerClasses classes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).flip();

    Incoming(SocketChannel channel, PeerClasses classes) {
        this.channel = channel;
        this.classes = classes;
    }

    /// Waits for the next message. Those that define classes are dealt with here.
    ///
    /// @throws EOFException when the peer is gone
    Frame next() throws IOException {
        while (true) {
            need(Outgoing.HEADER);
            int kind = buffer.get();
            int arrayCount = buffer.getInt();
            long id = buffer.getLong();
            long length = buffer.getLong();
            if (kind < 0 || kind >= Message.KINDS.length || arrayCount < 0 || arrayCount > MOST_ARRAYS || length < 0) {
                throw new StreamCorruptedException("a frame of kind " + kind + " with " + arrayCount + " arrays and "
                        + length + " bytes");
            }
            var arrays = arrayCount == 0 ? NO_ARRAYS : arrays(arrayCount);
            var frame = new Frame(Message.KINDS[kind], id, chunks(length), length, arrays);
            if (frame.kind != Message.Kind.DEFINE) {
                return frame;
            }
            if (id < 0 || id > 10_000_000) {
                throw new StreamCorruptedException("class number " + id);
            }
            classes.define((int) id, frame.text());
        }
    }

    private Object[] arrays(int count) throws IOException {
        var arrays = new Object[count];
        ByteBuffer raw = null;
        for (int i = 0; i < count; i++) {
            need(Outgoing.ARRAY_HEADER);
            arrays[i] = BigArrays.make(buffer.get(), buffer.getInt());
            raw = raw == null ? ByteBuffer.allocateDirect(RAW) : raw;
            fill(BigArrays.segment(arrays[i]), raw);
        }
        return arrays;
    }

    private void fill(MemorySegment memory, ByteBuffer raw) throws IOException {
        long at = Math.min(buffer.remaining(), memory.byteSize());
        MemorySegment.copy(MemorySegment.ofBuffer(buffer), 0, memory, 0, at);
        buffer.position(buffer.position() + (int) at);
        var rawMemory = MemorySegment.ofBuffer(raw.clear());
        while (at < memory.byteSize()) {
            raw.clear().limit((int) Math.min(RAW, memory.byteSize() - at));
            int got = channel.read(raw);
            if (got < 0) {
                throw new EOFException();
            }
            MemorySegment.copy(rawMemory, 0, memory, at, got);
            at += got;
        }
    }

    private List<byte[]> chunks(long length) throws IOException {
        var chunks = new ArrayList<byte[]>(length <= LARGEST_CHUNK ? 1 : 16);
        long left = length;
        while (left > 0) {
            var chunk = new byte[(int) Math.min(left, LARGEST_CHUNK)];
            int at = Math.min(buffer.remaining(), chunk.length);
            buffer.get(chunk, 0, at);
            var rest = ByteBuffer.wrap(chunk, at, chunk.length - at);
            while (rest.hasRemaining()) {
                if (channel.read(rest) < 0) {
                    throw new EOFException();
                }
            }
            chunks.add(chunk);
            left -= chunk.length;
        }
        return chunks;
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        buffer.flip();
    }
}
