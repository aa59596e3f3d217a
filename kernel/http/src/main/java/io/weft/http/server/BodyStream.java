package io.weft.http.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The body of an answer while it is written. What is printed is sent at once, and waits while the client does not keep up; meanwhile
/// other tasks run.
public final class BodyStream extends OutputStream {

    private final OutputStream out;

    BodyStream(OutputStream out) {
        this.out = out;
    }

    /// Sends a text now.
    ///
    /// @param text what
    public void print(Object text) {
        try {
            out.write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a line now.
    ///
    /// @param text what
    public void println(Object text) {
        print(text + "\n");
    }

    @Override
    public void write(int oneByte) throws IOException {
        out.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /// Sends what was written so far.
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
