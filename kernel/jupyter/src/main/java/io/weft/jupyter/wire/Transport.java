package io.weft.jupyter.wire;

import io.weft.jupyter.message.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The kernel's side of a connection. One thread owns all sockets; every other thread puts what it sends into one
/// queue. So the order of the calls to [#send] is the order on the wire, over all channels: who sends a cell's output,
/// then its reply, then idle, has them leave in this order, and needs no other barrier.
///
/// The thread's loop:
/// 1. send what the queue holds, up to a batch, so that a flood of output does not keep requests out;
/// 2. receive at most one message of each channel, control first, and hand it to the receiver;
/// 3. if neither found anything, wait in the selector until a socket's mailbox or [#send] wakes it.
///
/// A ZeroMQ mailbox signals new commands only, not messages that earlier commands brought. Step 3 is safe all the same,
/// since a receive that finds nothing has worked off its socket's mailbox, and nothing has been sent since.
public final class Transport {
    private static final Logger LOG = System.getLogger(Transport.class.getName());
    private static final int BATCH = 256;
    private static final byte SUBSCRIBE = 1;
    /// How long closing may take beyond the time to linger before [#close] gives up waiting for it.
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final List<Channel> RECEIVE_ORDER = List.of(Channel.CONTROL, Channel.SHELL, Channel.STDIN);

    private final MessageCodec codec;
    private final Receiver receiver;
    private final Sockets sockets;
    private final Selector selector;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    /// How long to linger; null until the first call to close.
    private final AtomicReference<Duration> closing = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new IoThread(this::run);

    private Transport(MessageCodec codec, Receiver receiver, Sockets sockets, Selector selector) {
        this.codec = codec;
        this.receiver = receiver;
        this.sockets = sockets;
        this.selector = selector;
    }

    /// Binds all sockets and starts to receive. Messages may come before this returns.
    ///
    /// @throws TransportException if a socket cannot be bound; none is then
    public static Transport open(ConnectionInfo info, Receiver receiver) {
        MessageCodec codec = new MessageCodec(new Signer(info.signatureScheme(), info.key()));
        Sockets sockets = Sockets.open(info);
        try {
            Selector selector = Selector.open();
            sockets.register(selector);
            Transport transport = new Transport(codec, receiver, sockets, selector);
            transport.thread.start();
            return transport;
        } catch (IOException e) {
            sockets.close(Duration.ZERO);
            throw new UncheckedIOException(e);
        }
    }

    /// Queues a message and returns at once, from any thread. A message to a client that is gone vanishes; after
    /// [#close] all do.
    ///
    /// @throws IllegalArgumentException if its JSON holds a number that is not finite
    public void send(Channel channel, Message message) {
        if (closing.get() == null) {
            queue.add(new Outgoing(channel, codec.encode(message)));
            // A receiver's own thread looks into the queue again before it waits.
            if (Thread.currentThread() != thread) {
                selector.wakeup();
            }
        }
    }

    /// Sends what was queued before, waits at most `linger` until it has left, and closes the sockets. Returns when
    /// that is done, a second after `linger` at the latest; on the transport's own thread (from the receiver) at once, and it is done thereafter. Called
    /// again, it waits for the first call's end. An interrupt does not shorten it.
    public void close(Duration linger) {
        closing.compareAndSet(null, linger);
        selector.wakeup();
        if (Thread.currentThread() != thread) {
            awaitClosed(closing.get().plus(GRACE));
        }
    }

    private void awaitClosed(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                if (!closed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.log(Level.WARNING, "The sockets were still open after " + limit + ".");
                }
                ended = true;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (closing.get() == null) {
                boolean sent = sendBatch();
                boolean received = receiveEach();
                if (!sent && !received) {
                    selector.select();
                    selector.selectedKeys().clear();
                }
            }
            flush();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The transport failed and closes.", e);
        } finally {
            closing.compareAndSet(null, Duration.ZERO);
            sockets.close(closing.get());
            closed.countDown();
        }
    }

    private void flush() {
        boolean more = true;
        while (more) {
            more = sendBatch();
        }
    }

    private boolean sendBatch() {
        int sent = 0;
        while (sent < BATCH) {
            Outgoing next = queue.poll();
            if (next == null) {
                break;
            }
            Frames.send(sockets.of(next.channel()), next.frames());
            sent++;
        }
        return sent > 0;
    }

    private boolean receiveEach() {
        boolean received = echoHeartbeat() | receiveSubscription();
        for (Channel channel : RECEIVE_ORDER) {
            List<byte[]> frames = Frames.receive(sockets.of(channel));
            if (!frames.isEmpty()) {
                received = true;
                deliver(channel, frames);
            }
        }
        return received;
    }

    private boolean echoHeartbeat() {
        List<byte[]> frames = Frames.receive(sockets.heartbeat());
        if (frames.isEmpty()) {
            return false;
        }
        Frames.send(sockets.heartbeat(), frames);
        return true;
    }

    private boolean receiveSubscription() {
        List<byte[]> frames = Frames.receive(sockets.of(Channel.IOPUB));
        if (frames.isEmpty()) {
            return false;
        }
        byte[] frame = frames.getFirst();
        if (frame.length > 0 && frame[0] == SUBSCRIBE) {
            subscribed(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
        }
        return true;
    }

    private void subscribed(String topic) {
        try {
            receiver.subscribed(topic);
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "The receiver failed on a subscription", e);
        }
    }

    /// Errors are caught too: a handler that overflows its stack must not take the connection along.
    private void deliver(Channel channel, List<byte[]> frames) {
        try {
            receiver.received(channel, codec.decode(frames));
        } catch (MalformedFramesException e) {
            LOG.log(Level.WARNING, () -> "Dropped a message on " + channel + ": " + e.getMessage() + ".");
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "The receiver failed on a message of " + channel, e);
        }
    }
}
