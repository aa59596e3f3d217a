package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Permits handed from waiter to waiter, between tasks of two loops and platform threads, under random cancels and
/// timeouts.
@Tag("real")
class WaiterRaceTest extends LoopTestCase {

    private static final int PERMITS = 3;
    private static final int ROUNDS = 20_000;

    /// Hands a permit directly to the one who has waited longest.
    private static final class Permits extends Guard {

        private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
        private int free = PERMITS;

        boolean acquire(Duration limit) {
            var waiter = Waiter.here();
            enter();
            boolean at = free > 0;
            if (at) {
                free--;
            } else {
                waiting.add(waiter);
            }
            leave();
            boolean got = at;
            try {
                got = at || waiter.await(this, limit);
            } finally {
                if (!got) {
                    enter();
                    waiting.remove(waiter);
                    leave();
                }
            }
            return got;
        }

        void release() {
            boolean given = false;
            while (!given) {
                enter();
                var next = waiting.poll();
                if (next == null) {
                    free++;
                }
                leave();
                given = next == null || next.signal();
            }
        }

        int free() {
            enter();
            int now = free;
            leave();
            return now;
        }
    }

    private final CountDownLatch begun = new CountDownLatch(10);
    private final Permits permits = new Permits();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong acquired = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    private void work(long seed) {
        var random = new Random(seed);
        begun.countDown();
        while (rounds.incrementAndGet() <= ROUNDS) {
            try {
                if (permits.acquire(Duration.ofNanos(random.nextInt(200_000)))) {
                    useAndRelease(random);
                } else {
                    expired.incrementAndGet();
                }
            } catch (Cancelled _) {
                cancelled.incrementAndGet();
            }
        }
    }

    private void useAndRelease(Random random) {
        acquired.incrementAndGet();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            if (random.nextInt(4) > 0) {
                Sleep.yieldNow();
            } else {
                Sleep.sleep(Duration.ofNanos(random.nextInt(50_000)));
            }
        } finally {
            inside.decrementAndGet();
            permits.release();
        }
    }

    @Test
    void noPermitIsLostOrDoubled() throws Exception {
        var tasks = new ArrayList<Task<Void>>();
        var loops = new Loop[]{start("one", LoopClock.real()), start("two", LoopClock.real())};
        for (int i = 0; i < 8; i++) {
            int seed = i;
            tasks.add(loops[i % 2].spawn("worker" + i, callable(() -> work(seed))));
        }
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            int seed = 100 + i;
            threads.add(Thread.ofPlatform().name("worker thread " + i).start(() -> work(seed)));
        }
        // A cancel before its start would end a task, and not a wait.
        begun.await();
        var over = new AtomicBoolean();
        var canceller = Thread.ofPlatform().start(() -> cancelAtRandom(tasks, threads, over));
        for (var task : tasks) {
            task.join();
        }
        for (var thread : threads) {
            thread.join();
        }
        over.set(true);
        canceller.join();
        assertEquals(PERMITS, permits.free());
        assertEquals(0, inside.get());
        assertTrue(most.get() <= PERMITS, most + " at once");
        assertTrue(acquired.get() > 0 && expired.get() > 0 && cancelled.get() > 0,
                acquired + " acquired, " + expired + " expired, " + cancelled + " cancelled");
    }

    private static void cancelAtRandom(ArrayList<Task<Void>> tasks, ArrayList<Thread> threads, AtomicBoolean over) {
        var random = new Random(5);
        while (!over.get()) {
            int which = random.nextInt(tasks.size() + threads.size());
            if (which < tasks.size()) {
                tasks.get(which).cancel("chance");
            } else {
                threads.get(which - tasks.size()).interrupt();
            }
            for (int spin = random.nextInt(4000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aSignalAgainstACancelEndsTheWaitExactlyOnce() {
        var loop = realLoop();
        int signalled = 0;
        for (int i = 0; i < 10_000; i++) {
            var handed = new Waiter[1];
            var ready = new AtomicBoolean();
            Task<Boolean> task = loop.spawn(() -> {
                handed[0] = Waiter.here();
                ready.set(true);
                return handed[0].await("a race", Duration.ofNanos(aShortTime()));
            });
            while (!ready.get()) {
                Thread.onSpinWait();
            }
            boolean first = handed[0].signal();
            if (i % 2 == 0) {
                task.cancel("too late or not");
            }
            boolean got = ended(task);
            assertEquals(first, got, "round " + i);
            signalled += first ? 1 : 0;
        }
        assertTrue(signalled > 0);
    }

    private static long aShortTime() {
        return System.nanoTime() % 20_000;
    }

    private static boolean ended(Task<Boolean> task) {
        try {
            return task.join();
        } catch (CancellationException _) {
            return false;
        }
    }
}
