package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many threads at one loop's door.
@Tag("real")
class ForeignThreadStressTest extends LoopTestCase {

    private static final int THREADS = 8;
    private static final int TOTAL = 100_000;
    private final Loop loop = start("stress", LoopClock.real());

    private static void inThreads(Action action) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        var failures = new ArrayList<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    barrier.await();
                    action.run();
                } catch (Throwable t) {
                    synchronized (failures) {
                        failures.add(t);
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(new ArrayList<Throwable>(), failures);
    }

    private long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(loop.thread().threadId());
    }

    /// The carrier is parked: no CPU time in a tenth of a second.
    private void isIdle() throws InterruptedException {
        assertTrue(loop.tasks().isEmpty());
        Thread.sleep(20);
        long before = cpuNanos();
        Thread.sleep(100);
        long used = cpuNanos() - before;
        assertTrue(used < 5_000_000, "the idle carrier used " + used + " ns in 100 ms");
    }

    @Test
    void everyTaskThatForeignThreadsSpawnRuns() throws Exception {
        var ran = new AtomicLong();
        var joined = new AtomicLong();
        inThreads(() -> {
            for (int i = 0; i < TOTAL / THREADS; i++) {
                Task<Long> task = loop.spawn(ran::incrementAndGet);
                if (i % 16 == 0) {
                    task.join();
                    joined.incrementAndGet();
                }
            }
        });
        loop.run(() -> null);
        assertEquals(TOTAL, ran.get());
        assertEquals(THREADS * ((TOTAL / THREADS + 15) / 16), joined.get());
        isIdle();
    }

    @Test
    void everySignalOfForeignThreadsArrives() throws Exception {
        var sum = new AtomicLong();
        inThreads(() -> {
            var handOver = new HandOver();
            var task = loop.spawn("receiver", callable(() -> {
                for (int i = 0; i < TOTAL / THREADS; i++) {
                    sum.addAndGet(handOver.take());
                }
            }));
            for (int i = 0; i < TOTAL / THREADS; i++) {
                handOver.give();
            }
            task.join();
        });
        assertEquals(TOTAL, sum.get());
        isIdle();
    }

    /// Counts what was given and not yet taken.
    private static final class HandOver extends Guard {

        private int given;
        private Waiter taker;

        void give() {
            enter();
            var waiter = taker;
            taker = null;
            if (waiter == null) {
                given++;
            }
            leave();
            if (waiter != null) {
                waiter.signal();
            }
        }

        int take() {
            var waiter = Waiter.here();
            enter();
            boolean there = given > 0;
            if (there) {
                given--;
            } else {
                taker = waiter;
            }
            leave();
            if (!there) {
                waiter.await("a gift");
            }
            return 1;
        }
    }

    @Test
    void anInterruptedCarrierRestsAllTheSame() throws Exception {
        isIdle();
        loop.thread().interrupt();
        isIdle();
        loop.run(() -> {
            Sleep.sleep(Duration.ofMillis(1));
            return null;
        });
    }
}
