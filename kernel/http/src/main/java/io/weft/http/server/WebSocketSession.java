package io.weft.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import io.weft.http.Json;
import io.weft.sync.QueueClosed;
import io.weft.sync.TaskLock;
import io.weft.sync.TaskQueue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/// A WebSocket: two sides that send each other messages at any time. Any task may send; those who receive share what comes.
///
/// ```java
/// app.webSocket("/echo", socket -> { for (var text : socket) socket.send(text.toUpperCase()); });
/// ```
public final class WebSocketSession implements Iterable<String>, AutoCloseable {

    /// How many messages wait to be received before the other side has to wait.
    private static final int WAITING = 64;

    private final Request request;
    private final Draft_6455 draft;
    private final DataWriter writer;
    private final TaskQueue<WebSocketMessage> messages = TaskQueue.fifo("messages of a WebSocket", WAITING);
    private final TaskLock sending = new TaskLock("sending over a WebSocket", false);
    /// Why it is closed; null while it is open. Written under the lock above, or when the connection ends.
    private volatile String closed;

    WebSocketSession(Request request, Draft_6455 draft, DataWriter writer) {
        this.request = request;
        this.draft = draft;
        this.writer = writer;
    }

    /// {@return the request by which the client opened it, with its path, query, headers and cookies}
    public Request request() {
        return request;
    }

    /// {@return whether neither side has closed it}
    public boolean isOpen() {
        return closed == null;
    }

    /// Sends a message. Waits while the client does not keep up; meanwhile other tasks run.
    ///
    /// @param message a text, bytes, or anything else as JSON
    /// @throws WebSocketClosed if it is closed
    public void send(Object message) {
        var frames = message instanceof byte[] bytes
                ? draft.createFrames(ByteBuffer.wrap(bytes), false)
                : draft.createFrames(message instanceof CharSequence ? message.toString() : Json.write(message), false);
        try (var _ = sending.hold()) {
            requireOpen();
            frames.forEach(this::write);
        }
    }

    /// Waits for a text. Meanwhile other tasks run.
    ///
    /// @return the text of the next message
    /// @throws WebSocketClosed       if it is closed and nothing is left to receive
    /// @throws IllegalStateException if the next message is bytes; [#message()] takes both
    public String receive() {
        return text(message());
    }

    /// Waits for a message; see [#receive()].
    ///
    /// @return the next message
    /// @throws WebSocketClosed if it is closed and nothing is left to receive
    public WebSocketMessage message() {
        try {
            return messages.get();
        } catch (QueueClosed e) {
            throw new WebSocketClosed(String.valueOf(closed), e);
        }
    }

    /// Waits for a message for a time; see [#receive()].
    ///
    /// @param longest how long to wait
    /// @return the next message
    /// @throws io.weft.loop.TimedOut if none comes in that time
    /// @throws WebSocketClosed       if it is closed and nothing is left to receive
    public WebSocketMessage message(Duration longest) {
        try {
            return messages.get(longest);
        } catch (QueueClosed e) {
            throw new WebSocketClosed(String.valueOf(closed), e);
        }
    }

    private static String text(WebSocketMessage message) {
        if (!message.isText()) {
            throw new IllegalStateException("The message is " + message + " and no text: take it by message().");
        }
        return message.text();
    }

    /// The texts that come, until either side closes it.
    @Override
    public Iterator<String> iterator() {
        var all = messages.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public String next() throws NoSuchElementException {
                return text(all.next());
            }
        };
    }

    /// Closes it as one that has said all. Does not wait for the other side; again it has no effect.
    @Override
    public void close() {
        close(CloseFrame.NORMAL, "");
    }

    /// Closes it; see [#close()].
    ///
    /// @param code   1000 for a normal end, 3000 to 4999 for what an application means
    /// @param reason in at most 120 bytes
    public void close(int code, String reason) {
        var frame = new CloseFrame();
        frame.setReason(reason);
        frame.setCode(code);
        try (var _ = sending.hold()) {
            if (isOpen()) {
                try {
                    write(frame);
                } finally {
                    ended("The WebSocket was closed here with code " + code + ".");
                }
            }
        } catch (WebSocketClosed e) {
            ended(e.getMessage());
        }
    }

    private void requireOpen() {
        var why = closed;
        if (why != null) {
            throw new WebSocketClosed(why, null);
        }
    }

    void write(Framedata frame) {
        var encoded = draft.createBinaryFrame(frame);
        try {
            writer.writeNow(BufferData.create(encoded.array(), encoded.arrayOffset() + encoded.position(),
                    encoded.remaining()));
        } catch (CloseConnectionException e) {
            ended("The client went away.");
            throw new WebSocketClosed("The client went away.", e);
        }
    }

    /// Answers what the other side's protocol asks, between messages that are sent.
    void answer(Framedata frame) {
        try (var _ = sending.hold()) {
            if (isOpen()) {
                write(frame);
            }
        }
    }

    /// Hands on what came; waits while too much waits to be received.
    void came(WebSocketMessage message) {
        try {
            messages.put(message);
        } catch (QueueClosed _) {
            // Closed here: what still comes is of no interest.
        }
    }

    /// It is closed, for this reason.
    void ended(String why) {
        if (closed == null) {
            closed = why;
        }
        messages.close();
    }

    @Override
    public String toString() {
        return "WebSocket " + request.path() + (isOpen() ? "" : " (closed)");
    }
}
