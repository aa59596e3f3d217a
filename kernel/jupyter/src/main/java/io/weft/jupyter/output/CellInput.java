package io.weft.jupyter.output;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// What stands behind `System.in`: asks the front end for a line when a reader wants one.
final class CellInput extends InputStream {

    private final Supplier<String> nextLine;
    // Guarded by this.
    private byte[] line = {};
    private int position;

    CellInput(Supplier<String> nextLine) {
        this.nextLine = nextLine;
    }

    @Override
    public synchronized int read() {
        fill();
        return line[position++] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - position;
    }

    private void fill() {
        if (position == line.length) {
            line = (nextLine.get() + "\n").getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
    }
}
