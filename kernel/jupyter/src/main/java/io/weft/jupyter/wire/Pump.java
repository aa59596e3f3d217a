package io.weft.jupyter.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Copies bytes one way until the source ends, then closes both sides: ZeroMQ knows no half-closed connection.
final class Pump implements Runnable {
    private static final Logger LOG = System.getLogger(Pump.class.getName());
    private static final int BUFFER = 64 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final CountDownLatch done = new CountDownLatch(1);

    Pump(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public void run() {
        try (from; to) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // A client that goes away resets its connection; ZeroMQ on either side takes care of what that means.
            LOG.log(Level.DEBUG, "A connection ended", e);
        } finally {
            done.countDown();
        }
    }

    /// Returns when all has been copied, or at the deadline, after which nothing more is.
    void finish(long deadlineNanos) {
        try {
            done.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A connection could not be closed", e);
        }
    }
}
