package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Sleep;
import io.weft.loop.Stopwatch;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A test that plays programs on a virtual clock, and writes down what happens when.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SyncTestCase {

    /// What the program noted, each with its time.
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<Task<?>> lost = Collections.synchronizedList(new ArrayList<>());
    /// Set when a program begins; only the test.
    private Stopwatch stopwatch;

    /// Runs a program on a virtual clock; no task may be left.
    final void play(Action program) {
        try (var loop = Loop.start("virtual", LoopClock.virtual(), lost::add)) {
            loop.run(() -> {
                stopwatch = Stopwatch.start();
                program.run();
                return null;
            });
            assertEquals(List.of(), loop.tasks(), "tasks that outlive the program");
        }
    }

    @AfterEach
    final void nothingIsLost() {
        assertEquals(List.of(), lost, "tasks whose failure nobody saw");
    }

    final void note(String what) {
        log.add((int) stopwatch.seconds() + " " + what);
    }

    final void logged(String... lines) {
        assertEquals(List.of(lines), List.copyOf(log));
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

    static void sleep(double seconds) {
        Sleep.sleep(duration(seconds));
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /// Waits for the end of tasks, however they end.
    static void end(List<? extends Task<?>> tasks) {
        for (var task : tasks) {
            try {
                task.join();
            } catch (java.util.concurrent.CancellationException _) {
                // Meant.
            }
        }
    }

    static void end(Task<?>... tasks) {
        end(List.of(tasks));
    }
}
