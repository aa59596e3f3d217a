package io.weft.process;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/// Reads chunks, and lets go of each once it was read.
final class ChunkedInput extends InputStream {

    private static final byte[] NOTHING = {};

    private final Iterator<byte[]> rest;
    private byte[] current = NOTHING;
    private int at;
    private long left;

    ChunkedInput(List<byte[]> chunks, long length) {
        this.rest = new Draining(chunks);
        this.left = length;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        advance();
        left--;
        return current[at++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        advance();
        int part = (int) Math.min(Math.min(length, current.length - at), left);
        System.arraycopy(current, at, bytes, offset, part);
        at += part;
        left -= part;
        return part;
    }

    @Override
    public int available() {
        return (int) Math.min(left, current.length - at);
    }

    private void advance() {
        if (at == current.length) {
            current = rest.next();
            at = 0;
        }
    }

    /// Forgets what it has given.
    private static final class Draining implements Iterator<byte[]> {

        private final byte[][] chunks;
        private int next;

        Draining(List<byte[]> chunks) {
            this.chunks = chunks.toArray(byte[][]::new);
            chunks.clear();
        }

        @Override
        public boolean hasNext() {
            return next < chunks.length;
        }

        @Override
        public byte[] next() {
            var chunk = chunks[next];
            chunks[next++] = null;
            return chunk;
        }
    }
}
