package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that has loops: they are traced, closed after it, and must not leave a task behind.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(HangReport.class)
abstract class LoopTestCase {

    final Trace trace = new Trace();
    final List<Task<?>> lost = Collections.synchronizedList(new ArrayList<>());
    private final List<Loop> loops = Collections.synchronizedList(new ArrayList<>());

    Loop virtualLoop() {
        var loop = start("virtual", LoopClock.virtual());
        loop.listen(trace);
        return loop;
    }

    Loop realLoop() {
        return start("real", LoopClock.real());
    }

    Loop start(String name, LoopClock clock) {
        var loop = Loop.start(name, clock, lost::add);
        loops.add(loop);
        return loop;
    }

    /// Runs a program on a virtual clock and closes its loop.
    void play(Action program) {
        var loop = virtualLoop();
        run(loop, program);
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)), "tasks that outlive their loop");
    }

    @AfterEach
    void closeLoops() {
        for (var loop : loops) {
            assertEquals(List.of(), loop.close(Duration.ofSeconds(5)), "tasks that outlive " + loop);
        }
    }

    static void run(Loop loop, Action program) {
        loop.run(callable(program));
    }

    static Task<Void> spawn(String name, Action body) {
        return Loop.current().spawn(name, callable(body));
    }

    static Callable<Void> callable(Action body) {
        return () -> {
            body.run();
            return null;
        };
    }

    static void sleepSeconds(long seconds) {
        Sleep.sleep(Duration.ofSeconds(seconds));
    }
}
