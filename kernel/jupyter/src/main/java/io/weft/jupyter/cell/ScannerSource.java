package io.weft.jupyter.cell;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;

/// What a cell's `Scanner` reads `System.in` through. A scanner whose read is broken off by an interrupt takes the rest of its buffer for
/// input, or the input for ended, and would be of no use to later cells. Public because woven code calls it.
public final class ScannerSource implements Readable, Closeable {

    private final Reader reader;

    private ScannerSource(Reader reader) {
        this.reader = reader;
    }

    /// For the constructor of `Scanner` in place of the stream.
    public static Readable of(InputStream in) {
        var reader = new InputStreamReader(in);
        return in == System.in ? new ScannerSource(reader) : reader;
    }

    @Override
    public int read(CharBuffer target) throws IOException {
        int filled = target.position();
        boolean done = false;
        try {
            int count = reader.read(target);
            done = true;
            return count;
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                // As the scanner had it: it holds what is before this place.
                target.limit(filled).position(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
