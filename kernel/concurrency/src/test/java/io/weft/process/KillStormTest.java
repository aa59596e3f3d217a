package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Workers are killed while they work.
@Tag("real")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillStormTest extends ProcessTestCase {

    private static final int JOBS = 1000;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final AtomicInteger kills = new AtomicInteger();

    /// Kills one worker after the other, as soon as it can work, until the latch opens.
    private Thread storm(ProcessWorkers pool, CountDownLatch over) {
        return Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; !over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS); i++) {
                    var pids = pool.readyPids();
                    if (!pids.isEmpty()
                            && ProcessHandle.of(pids.get(i % pids.size()))
                                    .map(ProcessHandle::destroyForcibly)
                                    .orElse(false)) {
                        kills.incrementAndGet();
                    }
                }
            } catch (InterruptedException _) {
                // The test is over.
            }
        });
    }

    private ArrayList<Task<Integer>> jobs(ProcessWorkers pool) {
        var jobs = new ArrayList<Task<Integer>>();
        for (int i = 0; i < JOBS; i++) {
            int number = i;
            jobs.add(pool.submit(() -> {
                Thread.sleep(1);
                return number;
            }));
        }
        return jobs;
    }

    @Test
    void withRetriesAllJobsAreDoneOnce() throws InterruptedException {
        var pool = pool(2, ProcessOptions.standard().retries(100).memory(64));
        var over = new CountDownLatch(1);
        var storm = storm(pool, over);
        var values = new ArrayList<Integer>();
        loop.run(() -> jobs(pool).forEach(job -> values.add(job.join())));
        over.countDown();
        storm.join();
        assertTrue(kills.get() > 0, "nothing was killed");
        assertEquals(JOBS, values.size());
        for (int i = 0; i < JOBS; i++) {
            assertEquals(i, values.get(i));
        }
    }

    @Test
    void withoutRetriesNoMoreJobsFailThanWorkersDied() throws InterruptedException {
        var pool = pool(2, ProcessOptions.standard().memory(64));
        var over = new CountDownLatch(1);
        var storm = storm(pool, over);
        int[] failed = {0};
        loop.run(() -> {
            var jobs = jobs(pool);
            for (int i = 0; i < JOBS; i++) {
                var job = jobs.get(i).observe();
                io.weft.loop.Waits.all(java.util.List.of(job));
                if (job.isSuccessful()) {
                    assertEquals(i, job.value());
                } else {
                    assertInstanceOf(WorkerDied.class, job.exception());
                    failed[0]++;
                }
            }
        });
        over.countDown();
        storm.join();
        assertTrue(failed[0] <= kills.get(), failed[0] + " jobs failed and " + kills + " workers were killed");
    }
}
