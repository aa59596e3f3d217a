package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// A test with worker processes: they are ended after it, and none must be left.
@Tag("real")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProcessTestCase {

    protected final List<Task<?>> lost = Collections.synchronizedList(new ArrayList<>());
    protected final Loop loop = Loop.start("test", LoopClock.real(), lost::add);
    private final List<ProcessWorkers> pools = new ArrayList<>();

    protected ProcessWorkers pool(int size) {
        return pool(size, ProcessOptions.standard());
    }

    protected ProcessWorkers pool(int size, ProcessOptions options) {
        var small = options.memoryMiB() == 0 ? options.memory(128) : options;
        var pool = ProcessWorkers.open(loop, size, small.name("pool"));
        pools.add(pool);
        return pool;
    }

    @AfterEach
    protected void endAll() {
        for (var pool : pools) {
            var pids = pool.pids();
            pool.terminate();
            pool.join(Duration.ofSeconds(20));
            for (long pid : pids) {
                assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
                        "process " + pid + " is left");
            }
        }
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)), "tasks that are left");
    }
}
