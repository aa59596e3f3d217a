package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/// Jobs that wait for jobs of their own pool, of which all threads wait.
class StarvedPoolTest extends ExecTestCase {

    private static final String ONE = "A job of threads 'pool' waits for another job of theirs, which cannot begin, since the "
            + "only thread does the same and would wait for ever: wait outside of the jobs, make the pool larger, or give those "
            + "jobs to a pool of their own.";

    private static void isTold(String expected, Throwable thrown) {
        assertEquals(expected, thrown.getMessage());
    }

    @Test
    void aJobThatJoinsAJobOfItsFullPoolIsTold() {
        var pool = pool(1);
        isTold(ONE, assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.submit(() -> 1).join())));
        assertEquals(2, pool.call(() -> 2));
    }

    @Test
    void soIsOneThatCallsOrMapsThere() {
        var pool = pool(1);
        isTold(ONE, assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.call(() -> 1))));
        isTold(ONE, assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.map(3, i -> i))));
        isTold(ONE, assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.each(List.of(1), _ -> {}))));
        assertEquals(0, pool.snapshot().waiting());
    }

    @Test
    void andOneThatWaitsForAPlaceInAFullQueue() {
        var pool = pool(1, ThreadOptions.standard().name("pool").queue(0));
        isTold(ONE, assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.call(() -> 1))));
        assertEquals(0, pool.snapshot().waiting());
    }

    @Test
    void theLastOfSeveralThreadsIsToldAndTheOthersGoOn() throws Exception {
        var pool = pool(3);
        var meet = new CyclicBarrier(3);
        var jobs = new ArrayList<Task<Integer>>();
        for (int i = 0; i < 3; i++) {
            jobs.add(pool.submit(() -> {
                meet.await();
                return pool.submit(() -> 1).join();
            }).observe());
        }
        int told = 0;
        for (var job : jobs) {
            try {
                assertEquals(1, job.join());
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().contains("all 3 threads"), e.getMessage());
                told++;
            }
        }
        assertEquals(1, told);
    }

    @Test
    void aJobThatWaitsWithAThreadLeftIsNot() {
        var pool = pool(2);
        assertEquals(3, pool.call(() -> pool.submit(() -> 1).join() + pool.call(() -> 2)));
        assertEquals(List.of(0, 1, 4, 9), pool.call(() -> pool.map(4, i -> i * i)));
    }

    @Test
    void norOneThatWaitsForATimeOrForWhatRuns() throws Exception {
        var pool = pool(2);
        var open = new CountDownLatch(1);
        var first = pool.submit(() -> {
            await(open);
            return 5;
        });
        var second = pool.submit(() -> first.join() + 0);
        var third = pool.submit(() -> 6);
        open.countDown();
        assertEquals(5, second.join());
        assertEquals(6, third.join());
        var single = pool(1);
        single.call(() -> {
            var queued = single.submit(() -> 7);
            assertThrows(io.weft.loop.TimedOut.class, () -> queued.join(Duration.ofMillis(1)));
            queued.cancel("not needed");
        });
    }
}
