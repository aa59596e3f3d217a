package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A task that neither waits nor can be stopped loses its carrier.
@Tag("real")
class CarrierReplacementTest extends LoopTestCase {

    private final Loop loop = start("replaced", LoopClock.real());
    private final AtomicBoolean flag = new AtomicBoolean();
    private final CountDownLatch hogging = new CountDownLatch(1);

    private Task<Void> hog(Action afterwards) throws InterruptedException {
        var hog = loop.spawn("hog", callable(() -> {
            hogging.countDown();
            while (!flag.get()) {
                Thread.onSpinWait();
            }
            afterwards.run();
        }));
        hogging.await();
        assertEquals(TaskStatus.RUNNING, hog.status());
        assertTrue(loop.replaceCarrierOf(hog));
        return hog;
    }

    private void loopLivesOnOneCarrier() {
        assertEquals(9, loop.run(() -> {
            Sleep.sleep(Duration.ofMillis(1));
            return 9;
        }));
        assertEquals(List.of(loop.thread()), Carriers.settled(loop));
    }

    @Test
    void theOthersGoOnAndTheHogEndsLater() throws Exception {
        var first = loop.thread();
        var hog = hog(() -> {});
        assertEquals(1, loop.run(() -> 1));
        assertFalse(loop.replaceCarrierOf(hog), "it has lost its carrier already");
        assertFalse(hog.isDone());
        flag.set(true);
        hog.join();
        first.join();
        loopLivesOnOneCarrier();
    }

    @Test
    void aHogThatWaitsAgainGoesOnAmongTheOthers() throws Exception {
        var hog = hog(() -> {
            for (int i = 0; i < 10; i++) {
                Sleep.sleep(Duration.ofMillis(1));
                assertSame(loop.thread(), VirtualThreads.currentCarrier());
            }
        });
        flag.set(true);
        hog.join();
        loopLivesOnOneCarrier();
    }

    @Test
    void aHogWhoseWaitIsOverAtOnceDoesNotTakeTheLoopToItsGrave() throws Exception {
        var first = loop.thread();
        var hog = hog(() -> {
            var waiter = Waiter.here();
            waiter.signal();
            waiter.await("what has happened");
            assertSame(loop.thread(), VirtualThreads.currentCarrier());
        });
        // Keeps the new carrier busy until the old one has let go of the hog and retired.
        var busy = loop.spawn("busy", callable(() -> {
            while (first.isAlive()) {
                Thread.onSpinWait();
            }
        }));
        flag.set(true);
        busy.join(Duration.ofSeconds(10));
        hog.join(Duration.ofSeconds(10));
        loopLivesOnOneCarrier();
    }

    @Test
    void aHogInATimeoutIsNotFollowedByItsLimit() throws Exception {
        var hog = hog(() -> {
            for (int i = 0; i < 20_000; i++) {
                Timeouts.timeout(Duration.ofNanos(i % 50 * 20), () -> {
                    long end = System.nanoTime() + 500;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return 0;
                });
            }
            assertFalse(Thread.interrupted());
            Sleep.sleep(Duration.ofMillis(1));
        });
        var busy = loop.spawn("keeps the timers going", callable(() -> {
            while (!hog.isDone()) {
                Sleep.yieldNow();
            }
        }));
        flag.set(true);
        hog.join();
        busy.join();
        loopLivesOnOneCarrier();
    }

    @Test
    void replacingAgainstTasksThatComeAndGoLosesNothing() {
        for (int round = 0; round < 3_000; round++) {
            var task = loop.spawn("brief", callable(() -> {
                for (int i = 0; i < 20; i++) {
                    Sleep.yieldNow();
                }
            }));
            while (!task.isDone()) {
                loop.replaceCarrierOf(task);
            }
            assertEquals(2, loop.run(() -> 2));
        }
        loopLivesOnOneCarrier();
    }
}
