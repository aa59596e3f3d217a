package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Task;
import io.weft.loop.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Workers are killed while they work.
@Tag("real")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillStormTest extends ProcessTestCase {

    private static final int JOBS = 1000;
    /// A worker is killed after so many ends of jobs: counted, so that there is progress on a busy machine, too.
    private static final int BETWEEN = 60;

    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    private void jobEnded(ProcessWorkers pool) {
        int ended = ends.incrementAndGet();
        var pids = pool.readyPids();
        if (ended % BETWEEN == 0 && !pids.isEmpty()) {
            long pid = pids.get(ended / BETWEEN % pids.size());
            if (ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills.incrementAndGet();
            }
        }
    }

    private ArrayList<Task<Integer>> jobs(ProcessWorkers pool) {
        var jobs = new ArrayList<Task<Integer>>();
        for (int i = 0; i < JOBS; i++) {
            int number = i;
            Task<Integer> job = pool.submit(() -> {
                Thread.sleep(1);
                return number;
            });
            job.onDone(_ -> jobEnded(pool));
            jobs.add(job);
        }
        return jobs;
    }

    @Test
    void withRetriesAllJobsAreDoneOnce() {
        var pool = pool(2, ProcessOptions.standard().retries(100).memory(64));
        var values = new ArrayList<Integer>();
        loop.run(() -> jobs(pool).forEach(job -> values.add(job.join())));
        assertTrue(kills.get() > 0, "nothing was killed");
        assertEquals(JOBS, values.size());
        for (int i = 0; i < JOBS; i++) {
            assertEquals(i, values.get(i));
        }
    }

    @Test
    void withoutRetriesNoMoreJobsFailThanWorkersDied() {
        var pool = pool(2, ProcessOptions.standard().memory(64));
        int[] failed = {0};
        loop.run(() -> {
            var jobs = jobs(pool);
            for (int i = 0; i < JOBS; i++) {
                var job = jobs.get(i).observe();
                Waits.all(List.of(job));
                if (job.isSuccessful()) {
                    assertEquals(i, job.value());
                } else {
                    assertInstanceOf(WorkerDied.class, job.exception());
                    failed[0]++;
                }
            }
        });
        assertTrue(kills.get() > 0, "nothing was killed");
        assertTrue(failed[0] <= kills.get(), failed[0] + " jobs failed and " + kills + " workers were killed");
    }
}
