package io.weft.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.weft.loop.Cancelled;
import io.weft.loop.LoopClosed;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;

/// A connection that has become a WebSocket: its thread reads, a task of the loop runs the handler.
final class WebSocketTalk implements ServerConnection {

    /// For a handler to notice that its client has gone.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final WebSockets all;
    private final Connection connection;
    private final WebSocketSession session;
    private final FrameReader frames;
    private final WebSocketHandler handler;

    WebSocketTalk(WebSockets all, Connection connection, WebSocketSession session, Draft_6455 draft,
            WebSocketHandler handler) {
        this.all = all;
        this.connection = connection;
        this.session = session;
        this.frames = new FrameReader(session, draft, all.mostBytes());
        this.handler = handler;
    }

    @Override
    public void handle(Limit limit) {
        connection.open();
        all.opened(this);
        Task<Void> task = null;
        try {
            task = start();
            read();
        } catch (LoopClosed _) {
            session.close(CloseFrame.GOING_AWAY, "");
        } finally {
            session.ended("The client went away.");
            if (task != null) {
                awaitEnd(task);
            }
            all.closed(this);
        }
    }

    private Task<Void> start() {
        var name = "WebSocket " + session.request().path();
        Task<Void> task = all.owner() == null
                ? all.loop().spawn(name, this::talk)
                : all.loop().spawn(name, all.owner(), this::talk);
        connection.runs(task);
        return task;
    }

    /// In the handler's task.
    private Void talk() {
        int code = CloseFrame.NORMAL;
        try {
            handler.talk(session);
        } catch (WebSocketClosed _) {
            // The handler was told, and that is all that it had to do.
        } catch (Cancelled e) {
            code = CloseFrame.GOING_AWAY;
            throw e;
        } catch (Throwable e) {
            code = CloseFrame.UNEXPECTED_CONDITION;
            all.complaints().failed(session.request(), e);
        } finally {
            session.close(code, "");
            connection.farewell();
        }
        return null;
    }

    private void read() {
        try {
            var reader = connection.dataReader();
            do {
                reader.ensureAvailable();
            } while (frames.read(reader.readBytes(reader.available())));
        } catch (CloseConnectionException | DataReader.InsufficientDataAvailableException _) {
            session.ended("The client went away.");
        }
    }

    private void awaitEnd(Task<Void> task) {
        try {
            task.join(FAREWELL);
        } catch (TimedOut _) {
            task.cancel("its client went away.");
            task.kill(FAREWELL);
        } catch (CancellationException _) {
            // It was cancelled with its cell.
        }
    }

    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server is closed.
    @Override
    public void close(boolean interrupt) {
        Thread.ofVirtual()
                .name("weft goodbye")
                .start(() -> session.close(CloseFrame.GOING_AWAY, "The server is closed."));
    }
}
