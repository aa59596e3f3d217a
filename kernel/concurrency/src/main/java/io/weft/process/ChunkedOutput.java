package io.weft.process;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is written in chunks, so that it may be of any length and is not copied while it grows.
final class ChunkedOutput extends OutputStream {

    private static final int FIRST = 1 << 10;
    private static final int LARGEST = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>(4);
    private byte[] current = new byte[FIRST];
    private int used;
    private long before;

    ChunkedOutput() {
        chunks.add(current);
    }

    @Override
    public void write(int b) {
        if (used == current.length) {
            next();
        }
        current[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (used == current.length) {
                next();
            }
            int part = Math.min(length - done, current.length - used);
            System.arraycopy(bytes, offset + done, current, used, part);
            used += part;
            done += part;
        }
    }

    private void next() {
        before += used;
        used = 0;
        current = new byte[Math.min(LARGEST, current.length * 4)];
        chunks.add(current);
    }

    List<byte[]> chunks() {
        return chunks;
    }

    long length() {
        return before + used;
    }
}
