package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Action;
import io.weft.loop.Task;
import io.weft.loop.Waits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every 200 ms a worker that can work is killed by SIGKILL.
@Tag("real")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillStormTest extends ProcessTestCase {

    private static final int JOBS = 1000;
    private static final int BETWEEN_MILLIS = 200;

    /// The processes that were killed.
    private final Set<Long> killed = ConcurrentHashMap.newKeySet();
    private int kills;

    private ArrayList<Task<Integer>> jobs(ProcessWorkers pool) {
        var jobs = new ArrayList<Task<Integer>>();
        for (int i = 0; i < JOBS; i++) {
            int number = i;
            jobs.add(pool.submit(() -> {
                Thread.sleep(4);
                return number;
            }));
        }
        return jobs;
    }

    private void kill(ProcessWorkers pool) {
        var pids = pool.readyPids();
        if (!pids.isEmpty()) {
            long pid = pids.get(kills++ % pids.size());
            // Noted first: the job may fail before the next line.
            killed.add(pid);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void inAStorm(ProcessWorkers pool, Action body) {
        try (var storm = Executors.newSingleThreadScheduledExecutor()) {
            storm.scheduleAtFixedRate(() -> kill(pool), BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
            loop.run(body);
            storm.shutdownNow();
        }
        assertTrue(killed.size() >= 3, "only " + killed.size() + " workers were killed");
    }

    @Test
    void withRetriesAllJobsAreDoneOnce() {
        var pool = pool(2, ProcessOptions.standard().retries(100).memory(64));
        var values = new ArrayList<Integer>();
        inAStorm(pool, () -> jobs(pool).forEach(job -> values.add(job.join())));
        assertEquals(IntStream.range(0, JOBS).boxed().toList(), values);
    }

    @Test
    void withoutRetriesExactlyTheJobsOfKilledWorkersFail() {
        var pool = pool(2, ProcessOptions.standard().memory(64));
        var failed = new ArrayList<Long>();
        inAStorm(pool, () -> {
            var jobs = jobs(pool);
            for (int i = 0; i < JOBS; i++) {
                var job = jobs.get(i).observe();
                Waits.all(List.of(job));
                if (job.isSuccessful()) {
                    assertEquals(i, job.value());
                } else {
                    failed.add(assertInstanceOf(WorkerDied.class, job.exception()).pid());
                }
            }
        });
        assertEquals(failed.size(), new HashSet<>(failed).size(), "a worker that dies fails one job");
        assertTrue(killed.containsAll(failed), failed + " failed jobs, " + killed + " were killed");
    }
}
