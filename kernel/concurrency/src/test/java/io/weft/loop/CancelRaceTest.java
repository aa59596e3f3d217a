package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Cancel from foreign threads against whatever a task does at that moment.
@Tag("real")
class CancelRaceTest extends LoopTestCase {

    private final Loop loop = realLoop();

    @Test
    void cancelAgainstTheEnd() {
        int cancelled = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            Task<Integer> task = loop.spawn(() -> {
                Sleep.yieldNow();
                return 1;
            });
            for (int spin = i % 200 * 20; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean asked = task.cancel("race");
            try {
                assertEquals(1, task.join());
            } catch (CancellationException e) {
                assertTrue(asked, "cancelled though cancel returned false");
                assertTrue(task.isCancelled());
                cancelled++;
            }
            refused += asked ? 0 : 1;
        }
        assertTrue(cancelled > 0 && refused > 0, cancelled + " cancelled, " + refused + " had ended");
    }

    @Test
    void everyCancelIsDeliveredOnceAndLeavesNoInterrupt() {
        var delivered = new Semaphore(0);
        var stray = new AtomicInteger();
        int rounds = 20_000;
        var task = loop.spawn("target", () -> {
            // A cancel before its start would end the task, and not a wait.
            delivered.release();
            for (int i = 0; i < rounds;) {
                try {
                    Sleep.sleep(Duration.ofNanos(i % 3 * 1000));
                } catch (Cancelled e) {
                    if (!e.getMessage().endsWith(": number " + i) || Thread.currentThread().isInterrupted()) {
                        stray.incrementAndGet();
                    }
                    i++;
                    delivered.release();
                }
            }
            return Thread.currentThread().isInterrupted();
        });
        delivered.acquireUninterruptibly();
        for (int i = 0; i < rounds; i++) {
            task.cancel("number " + i);
            delivered.acquireUninterruptibly();
        }
        assertFalse(task.join());
        assertEquals(0, stray.get());
    }

    @Test
    void aFailureOnAnotherLoopDoesNotReachPastTheGather() {
        var other = start("other", LoopClock.real());
        run(loop, () -> {
            for (int i = 0; i < 20_000; i++) {
                var failing = other.<Void>spawn("failing", () -> {
                    throw new IllegalStateException("x");
                });
                for (int spin = i % 100 * 10; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                try {
                    Gather.tasks(List.of(failing));
                    throw new AssertionError("the failure is gone");
                } catch (IllegalStateException _) {
                    assertFalse(Thread.currentThread().isInterrupted(), "interrupted after round " + i);
                }
                Sleep.yieldNow();
            }
            Sleep.sleep(Duration.ofMillis(1));
        });
    }

    /// Holds up whoever words its message, for a while at most, until the scope has been left.
    private static final class SlowToSay extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch asked = new CountDownLatch(1);
        private final transient AtomicBoolean left = new AtomicBoolean();

        @Override
        public String toString() {
            asked.countDown();
            long end = System.nanoTime() + 200_000_000;
            while (!left.get() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "slow";
        }
    }

    @Test
    void aScopeIsNotLeftBeforeTheFailureOnAnotherLoopHasReachedIt() {
        var other = start("other", LoopClock.real());
        var slow = new SlowToSay();
        var go = new CountDownLatch(1);
        run(loop, () -> {
            var failing = other.spawn("failing", callable(() -> {
                go.await();
                throw slow;
            }));
            assertThrows(SlowToSay.class, () -> Scope.open(scope -> {
                scope.adopt(failing);
                go.countDown();
                while (slow.asked.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return null;
            }));
            slow.left.set(true);
            other.run(() -> 0);
            assertFalse(Thread.currentThread().isInterrupted());
            Sleep.sleep(Duration.ofMillis(1));
        });
    }
}
