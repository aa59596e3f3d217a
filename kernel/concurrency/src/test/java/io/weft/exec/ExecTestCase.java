package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A test that has loops and pools: they are closed after it and must leave nothing behind.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ExecTestCase {

    final List<Task<?>> lost = Collections.synchronizedList(new ArrayList<>());
    private final List<Loop> loops = Collections.synchronizedList(new ArrayList<>());
    private final List<ThreadWorkers> pools = Collections.synchronizedList(new ArrayList<>());
    final Loop loop = start("test", LoopClock.real());

    final Loop start(String name, LoopClock clock) {
        var started = Loop.start(name, clock, lost::add);
        loops.add(started);
        return started;
    }

    ThreadWorkers pool(int most) {
        return pool(most, ThreadOptions.standard().name("pool"));
    }

    ThreadWorkers pool(int most, ThreadOptions options) {
        var pool = ThreadWorkers.open(loop, most, options);
        pools.add(pool);
        return pool;
    }

    @AfterEach
    void closeAll() {
        for (var pool : pools) {
            pool.terminate();
            pool.join(Duration.ofSeconds(10));
            assertEquals(0, pool.snapshot().threads());
        }
        for (var each : loops) {
            assertEquals(List.of(), each.close(Duration.ofSeconds(5)), "tasks that outlive " + each);
        }
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody opens the latch");
        }
    }

    /// Lets the loop run until something holds.
    static void until(java.util.function.BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Sleep.yieldNow();
        }
    }
}
