package io.weft.jupyter.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What stands behind `System.in`: asks the front end for a line when a reader wants one. What a cell leaves unread of its line goes with
/// it, since the next one that reads is expected to ask.
final class CellInput extends InputStream {

    private final Supplier<?> reader;
    private final Supplier<String> nextLine;
    /// Held while a reader waits for its line. Others wait here interruptibly, as a monitor would not let them.
    private final ReentrantLock turn = new ReentrantLock();
    // Guarded by the turn.
    private byte[] line = {};
    private int position;
    /// Whose line it is.
    private Object owner;

    /// @param reader the cell that reads, on the current thread
    CellInput(Supplier<?> reader, Supplier<String> nextLine) {
        this.reader = reader;
        this.nextLine = nextLine;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        take();
        try {
            fill();
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, bytes, offset, count);
            position += count;
            return count;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public int available() {
        if (!turn.tryLock()) {
            // Somebody waits for a line, so there is nothing.
            return 0;
        }
        try {
            return reader.get() == owner ? line.length - position : 0;
        } finally {
            turn.unlock();
        }
    }

    private void take() throws IOException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another task reads System.in");
        }
    }

    private void fill() {
        var cell = reader.get();
        if (position == line.length || cell != owner) {
            line = (nextLine.get() + "\n").getBytes(StandardCharsets.UTF_8);
            position = 0;
            owner = cell;
        }
    }
}
