package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
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
}
