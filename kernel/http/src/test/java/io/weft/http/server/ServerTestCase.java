package io.weft.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.http.client.Response;
import io.weft.http.client.Session;
import io.weft.http.client.SessionOptions;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server on a loop, a session that asks it, and, at the end, nothing left over.
abstract class ServerTestCase {

    Loop loop;
    WebApp app;
    Session web;
    final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        loop = Loop.start("serving", io.weft.loop.LoopClock.real(),
                task -> failures.add(task.name() + ": " + task.exception()));
        serve(ServerOptions.standard());
        web = Session.open(SessionOptions.standard());
    }

    void serve(ServerOptions options) {
        if (app != null) {
            app.closeNow();
        }
        app = loop.run(() -> WebApp.start(options));
    }

    @AfterEach
    void stop() {
        web.close();
        app.close();
        assertEquals(0, app.load().connections(), "connections leaked");
        assertEquals(List.of(), loop.tasks().stream().map(Task::name).toList(), "tasks leaked");
        loop.close(Duration.ofSeconds(5));
        assertEquals(List.of(), List.copyOf(failures), "failures");
    }

    Response get(String path) {
        return loop.run(() -> web.get(app.url(path)));
    }

    /// The next failure that nobody awaited: what a cell would show.
    String failure() {
        try {
            return failures.poll(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
