package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Action;
import io.weft.loop.Cancelled;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A task and platform threads share a primitive, in real time: nothing is lost.
@Tag("real")
class ThreadsAgainstTasksTest extends SyncTestCase {

    private static final int HAND_OVERS = 1_000_000;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /// Runs one body in a task and the other in a platform thread.
    private void both(Action inTask, Action inThread) throws InterruptedException {
        try (var loop = Loop.start("real")) {
            var task = loop.spawn("task", callable(inTask));
            var thread = start("thread", inThread);
            task.join();
            thread.join();
        }
        assertEquals(null, failure.get());
    }

    private Thread start(String name, Action body) {
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                body.run();
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            }
        });
    }

    @Test
    void aMillionItemsThroughAQueue() throws Exception {
        TaskQueue<Integer> queue = Primitives.queue(64);
        both(() -> {
            for (int i = 0; i < HAND_OVERS; i++) {
                queue.put(i);
            }
            queue.close();
        }, () -> {
            int expected = 0;
            for (int item : queue) {
                assertEquals(expected++, item);
            }
            assertEquals(HAND_OVERS, expected);
        });
    }

    @Test
    void aMillionTimesThroughALock() throws Exception {
        var lock = Primitives.lock();
        long[] count = new long[1];
        Action half = () -> {
            for (int i = 0; i < HAND_OVERS / 2; i++) {
                try (var _ = lock.hold()) {
                    count[0]++;
                }
            }
        };
        both(half, half);
        assertEquals(HAND_OVERS, count[0]);
        assertFalse(lock.isHeld());
    }

    @Test
    void aMillionPermitsThroughASemaphore() throws Exception {
        var permits = Primitives.semaphore(0);
        both(() -> {
            for (int i = 0; i < HAND_OVERS; i++) {
                permits.release();
            }
        }, () -> {
            for (int i = 0; i < HAND_OVERS; i++) {
                permits.acquire();
            }
        });
        assertEquals(0, permits.permits());
    }

    @Test
    void aSignalMeetsOneWhoIsJustComing() throws Exception {
        int rounds = 100_000;
        var events = Stream.generate(Primitives::event).limit(rounds).toList();
        var latches = Stream.generate(() -> Primitives.latch(1)).limit(rounds).toList();
        var results = Stream.generate(Primitives::<Integer>settable).limit(rounds).toList();
        both(() -> {
            for (int i = 0; i < rounds; i++) {
                events.get(i).set();
                latches.get(i).await();
                results.get(i).set(i);
            }
        }, () -> {
            for (int i = 0; i < rounds; i++) {
                events.get(i).await();
                latches.get(i).countDown();
                assertEquals(i, results.get(i).await());
            }
        });
    }

    @Test
    void pingPongBetweenTaskAndThread() throws Exception {
        TaskChannel<Integer> there = Primitives.channel();
        TaskChannel<Integer> back = Primitives.channel();
        int rounds = 50_000;
        both(() -> {
            for (int i = 0; i < rounds; i++) {
                there.send(i);
                assertEquals(i, back.receive());
            }
            there.close();
        }, () -> {
            for (int item : there) {
                back.send(item);
            }
        });
    }

    @Test
    void underCancelsInterruptsAndLimitsNoPermitAndNoItemIsLost() throws Exception {
        var semaphore = Primitives.boundedSemaphore(2);
        TaskQueue<Integer> queue = Primitives.queue(2);
        var lock = Primitives.lock();
        var put = new AtomicLong();
        var got = new AtomicLong();
        var rounds = new AtomicInteger(60_000);
        Action body = () -> {
            var random = new Random();
            while (rounds.decrementAndGet() > 0) {
                try {
                    step(random, semaphore, queue, lock, put, got);
                } catch (TimedOut | Cancelled _) {
                    // Took nothing.
                }
            }
        };
        try (var loop = Loop.start("real")) {
            var tasks = new ArrayList<Task<?>>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                tasks.add(loop.spawn("task" + i, callable(body)));
                if (i < 2) {
                    threads.add(start("thread" + i, body));
                }
            }
            harass(tasks, threads, rounds);
            end(tasks);
            for (var thread : threads) {
                thread.join();
            }
        }
        assertEquals(null, failure.get());
        queue.closeNow().forEach(item -> got.addAndGet(item));
        assertEquals(put.get(), got.get());
        assertEquals(2, semaphore.permits());
        assertFalse(lock.isHeld());
        assertTrue(put.get() > 0);
    }

    private static void step(Random random, TaskSemaphore semaphore, TaskQueue<Integer> queue, TaskLock lock,
            AtomicLong put, AtomicLong got) {
        var limit = duration(random.nextInt(200) / 1e6);
        switch (random.nextInt(4)) {
            case 0 -> {
                semaphore.acquire(limit);
                try {
                    Thread.yield();
                } finally {
                    semaphore.release();
                }
            }
            case 1 -> {
                int item = random.nextInt(1000);
                queue.put(item, limit);
                put.addAndGet(item);
            }
            case 2 -> got.addAndGet(queue.get(limit));
            default -> {
                try (var _ = lock.hold(limit)) {
                    Thread.yield();
                }
            }
        }
    }

    private static void harass(List<Task<?>> tasks, List<Thread> threads, AtomicInteger rounds) {
        var random = new Random(3);
        while (rounds.get() > 0) {
            if (random.nextBoolean()) {
                tasks.get(random.nextInt(tasks.size())).cancel("chance");
            } else {
                threads.get(random.nextInt(threads.size())).interrupt();
            }
            for (int spin = random.nextInt(20_000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aLockOfTheJdkWorksForBoth() throws Exception {
        var lock = Primitives.reentrantLock().asLock();
        var changed = lock.newCondition();
        int[] turn = new int[1];
        Action play = () -> {
            int mine = Thread.currentThread().isVirtual() ? 0 : 1;
            for (int i = 0; i < 20_000; i++) {
                lock.lock();
                try {
                    while (turn[0] % 2 != mine) {
                        changed.await();
                    }
                    turn[0]++;
                    changed.signal();
                } finally {
                    lock.unlock();
                }
            }
        };
        both(play, play);
        assertEquals(40_000, turn[0]);
    }
}
