package io.weft.http.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.net.ssl.SSLContext;

/// A TCP connection: lines or bytes both ways, as UTF-8. Reading and writing wait for the other side; meanwhile other tasks run. One task
/// at a time reads, one writes. Cancelling a task that does closes the connection.
public final class TcpConnection implements Iterable<String>, AutoCloseable {

    private static final int MOST_LINE = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    TcpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// Connects; see `connect(host, port)`.
    ///
    /// @param host the name or address
    /// @param port its port
    /// @param tls  whom to trust, or null for a connection without TLS
    /// @return the connection
    /// @throws UncheckedIOException if nobody answers there
    public static TcpConnection open(String host, int port, SSLContext tls) {
        Socket socket = null;
        try {
            socket = tls == null ? new Socket() : tls.getSocketFactory().createSocket();
            socket.connect(new InetSocketAddress(host, port));
            socket.setTcpNoDelay(true);
            return new TcpConnection(socket);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new UncheckedIOException("No connection to " + host + ":" + port + ": " + e.getMessage() + ".", e);
        }
    }

    private static void closeQuietly(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                System.getLogger(TcpConnection.class.getName()).log(System.Logger.Level.DEBUG, "did not close", e);
            }
        }
    }

    /// Waits for a line.
    ///
    /// @return the line without its end; null when the other side has sent all
    /// @throws UncheckedIOException if the connection is lost
    public String readLine() {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    return line.size() == 0 ? null : text(line);
                }
                if (line.size() == MOST_LINE) {
                    throw new IOException("A line has more than " + MOST_LINE + " bytes: read bytes instead.");
                }
                line.write(next);
            }
            return text(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// The lines that come, until the other side has sent all.
    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private String next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    next = readLine();
                }
                return next != null;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The other side has sent all.");
                }
                var line = next;
                next = null;
                return line;
            }
        };
    }

    /// {@return the lines that come, for a loop}
    public Iterable<String> lines() {
        return this;
    }

    /// Waits for bytes.
    ///
    /// @param most how many at most
    /// @return those that have come, at least one; none when the other side has sent all
    /// @throws UncheckedIOException if the connection is lost
    public byte[] read(int most) {
        try {
            byte[] bytes = new byte[most];
            int length = in.read(bytes);
            return java.util.Arrays.copyOf(bytes, Math.max(0, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a text.
    ///
    /// @param text what
    /// @throws UncheckedIOException if the connection is lost
    public void print(Object text) {
        write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a line.
    ///
    /// @param text what, without its end
    /// @throws UncheckedIOException if the connection is lost
    public void println(Object text) {
        print(text + "\n");
    }

    /// Sends bytes.
    ///
    /// @param bytes what
    /// @throws UncheckedIOException if the connection is lost
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says that nothing more is sent; the other side may send on.
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return what comes, as a stream}
    public InputStream input() {
        return in;
    }

    /// {@return where to write, as a stream}
    public OutputStream output() {
        return out;
    }

    /// {@return the socket itself, for its options}
    public Socket socket() {
        return socket;
    }

    /// Closes it; whoever reads or writes gets an exception.
    @Override
    public void close() {
        closeQuietly(socket);
    }

    /// Whether an exception says that the other side went away.
    static boolean isLoss(Throwable failure) {
        return failure instanceof UncheckedIOException io && io.getCause() instanceof SocketException;
    }

    @Override
    public String toString() {
        return "connection to " + socket.getRemoteSocketAddress() + (socket.isClosed() ? " (closed)" : "");
    }
}
