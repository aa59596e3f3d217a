package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Weft;
import io.weft.loop.Cancelled;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobCancelTest extends ExecTestCase {

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private Void waitForInterrupt() {
        began.countDown();
        assertThrows(InterruptedException.class, () -> await(new CountDownLatch(1)));
        interrupted.countDown();
        return null;
    }

    private Void endByInterrupt() throws InterruptedException {
        began.countDown();
        await(new CountDownLatch(1));
        return null;
    }

    @Test
    void cancellingTheTaskInterruptsTheJobAndWaitsForIt() {
        var pool = pool(1);
        loop.run(() -> {
            var job = pool.submit(this::waitForInterrupt);
            await(began);
            job.cancel("test");
            until(job::isDone);
            assertTrue(job.isCancelled());
            assertEquals(0, interrupted.getCount());
            assertFalse(pool.call(() -> Thread.currentThread().isInterrupted()));
        });
    }

    @Test
    void aCancelledCallDoesTheSame() {
        var pool = pool(1);
        loop.run(() -> {
            var caller = Loop.current().spawn(() -> pool.call(this::waitForInterrupt));
            until(() -> began.getCount() == 0);
            caller.cancel("test");
            until(caller::isDone);
            assertTrue(caller.isCancelled());
            assertEquals(0, interrupted.getCount());
            assertThrows(TimedOut.class,
                    () -> Weft.timeout(Duration.ofMillis(5), () -> pool.call(() -> await(new CountDownLatch(1)))));
        });
    }

    @Test
    void anInterruptedThreadDoesTheSame() throws Exception {
        var pool = pool(1);
        var caller = Thread.ofPlatform()
                .start(() -> assertThrows(Cancelled.class,
                        () -> pool.call(this::waitForInterrupt)));
        await(began);
        caller.interrupt();
        await(interrupted);
        caller.join();
    }

    @Test
    void aJobThatHasNotBegunIsTakenBack() {
        var pool = pool(1);
        var open = new CountDownLatch(1);
        var ran = new AtomicInteger();
        loop.run(() -> {
            var first = pool.submit(() -> await(open));
            var never = new ArrayList<Task<?>>();
            for (int i = 0; i < 10; i++) {
                never.add(pool.submit(ran::incrementAndGet));
            }
            never.forEach(task -> task.cancel("before its task began"));
            var later = pool.submit(ran::incrementAndGet);
            Sleep.yieldNow();
            Sleep.yieldNow();
            later.cancel("after its task began");
            until(() -> pool.snapshot().waiting() == 0);
            assertEquals(1, pool.snapshot().running());
            open.countDown();
            first.join();
            assertTrue(later.isCancelled());
            assertEquals(0, ran.get());
        });
    }

    @Test
    void aCallThatWaitsForAPlaceLeavesTheLine() {
        var pool = pool(1, ThreadOptions.standard().queue(0));
        var open = new CountDownLatch(1);
        loop.run(() -> {
            var first = pool.submit(() -> await(open));
            var impatient = Loop.current().spawn(() -> pool.call(() -> 1));
            var patient = Loop.current().spawn(() -> pool.call(() -> 2));
            until(() -> pool.snapshot().waiting() == 2);
            impatient.cancel("test");
            until(impatient::isDone);
            assertEquals(1, pool.snapshot().waiting());
            open.countDown();
            first.join();
            assertEquals(2, patient.join());
        });
    }

    @Test
    void aCallThatWaitsForAPlaceEndsWithThePoolThoughItsThreadIsDeaf() {
        var pool = pool(1, ThreadOptions.standard().queue(0));
        var stop = new AtomicBoolean();
        loop.run(() -> {
            pool.submit(() -> {
                began.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
                return 1;
            });
            await(began);
            var stands = Loop.current().spawn(() -> pool.call(() -> 2)).observe();
            until(() -> pool.snapshot().waiting() == 1);
            try {
                pool.terminate();
                assertThrows(CancellationException.class, () -> stands.join(Duration.ofSeconds(10)));
                assertEquals(0, pool.snapshot().waiting());
            } finally {
                stop.set(true);
            }
        });
    }

    @Test
    void aJobThatHeedsNoInterruptIsLeftAloneAfterTheGrace() {
        var pool = pool(1, ThreadOptions.standard().name("deaf").grace(Duration.ofMillis(10)));
        var stop = new AtomicBoolean();
        loop.run(() -> {
            var deaf = pool.submit(() -> {
                began.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
                return 1;
            });
            await(began);
            Sleep.yieldNow();
            deaf.cancel("test");
            until(deaf::isDone);
            assertTrue(deaf.isCancelled());
            pool.shutdown();
            assertTrue(assertThrows(TimedOut.class, () -> pool.join(Duration.ofMillis(1))).getMessage()
                    .startsWith("threads 'deaf' (1 of at most 1 busy, 0 jobs wait, closed) did not end within "));
            stop.set(true);
            pool.close();
        });
    }

    @Test
    void terminateInterruptsAndTakesBack() {
        var pool = pool(1);
        loop.run(() -> {
            var runs = pool.submit(this::endByInterrupt);
            var waits = pool.submit(() -> 1);
            var calls = Loop.current().spawn(() -> pool.call(() -> 2));
            until(() -> began.getCount() == 0 && pool.snapshot().waiting() == 2);
            assertEquals(3, pool.terminate());
            pool.join(Duration.ofSeconds(10));
            for (var task : List.of(runs, waits)) {
                var told = assertThrows(CancellationException.class, task::join);
                assertTrue(told.getMessage().endsWith("threads 'pool' were terminated."), told.getMessage());
                assertTrue(task.isCancelled());
            }
            assertEquals("threads 'pool' were terminated.",
                    assertThrows(CancellationException.class, calls::join).getMessage());
            assertFalse(calls.isCancelled(), "its giver was not cancelled");
            assertEquals(0, pool.terminate());
            assertFalse(lost.contains(runs) || lost.contains(waits));
        });
    }

    @Test
    void aCancelledCloseTerminates() {
        var pool = pool(1);
        loop.run(() -> {
            var job = pool.submit(this::endByInterrupt);
            await(began);
            var closer = Loop.current().post(pool::close);
            Sleep.yieldNow();
            closer.cancel("test");
            until(closer::isDone);
            assertTrue(closer.isCancelled());
            assertEquals(0, pool.snapshot().threads());
            assertThrows(CancellationException.class, job::join);
        });
    }

    @Test
    void cancellingTheOwnerReachesItsJobs() {
        var pool = pool(2);
        var cell = loop.owner("cell", null, lost::add);
        var alive = new CountDownLatch(1);
        var others = pool.submit(() -> await(alive));
        var job = loop.spawn("cell's", cell, () -> pool.submit(this::waitForInterrupt)).join();
        loop.run(() -> {
            until(() -> began.getCount() == 0);
            assertEquals(1, cell.cancel("interrupted."));
            until(job::isDone);
        });
        assertEquals(0, interrupted.getCount());
        alive.countDown();
        others.join();
    }

    @Test
    void closingTheLoopInterruptsTheJobsOfItsTasks() throws Exception {
        var brief = start("brief", LoopClock.real());
        var pool = pool(1);
        var job = brief.spawn(() -> pool.submit(this::waitForInterrupt)).join();
        await(began);
        assertEquals(List.of(), brief.close(Duration.ofSeconds(5)));
        assertTrue(job.isCancelled());
        await(interrupted);
        assertEquals(1, pool.call(() -> 1));
    }

    /// The interrupt for one job must not hit the next one of its thread.
    @Test
    void noInterruptStaysBehind() {
        var pool = pool(1);
        var random = new Random(1);
        loop.run(() -> {
            for (int i = 0; i < 5_000; i++) {
                int spins = random.nextInt(2_000);
                var job = pool.submit(() -> {
                    for (int n = 0; n < spins; n++) {
                        Thread.onSpinWait();
                    }
                });
                var clean = pool.submit(() -> Thread.currentThread().isInterrupted());
                if (random.nextBoolean()) {
                    Sleep.yieldNow();
                }
                for (int n = random.nextInt(1_000); n > 0; n--) {
                    Thread.onSpinWait();
                }
                job.cancel("test");
                assertFalse(clean.join());
            }
        });
    }

    /// A job either is taken back, and never runs, or its end is awaited.
    @Test
    void noJobRunsOnAfterItsTaskHasEnded() {
        var pool = pool(1);
        var random = new Random(2);
        var running = new AtomicInteger();
        loop.run(() -> {
            for (int i = 0; i < 5_000; i++) {
                int spins = random.nextInt(500);
                var job = pool.submit(() -> {
                    running.incrementAndGet();
                    for (int n = 0; n < spins; n++) {
                        Thread.onSpinWait();
                    }
                    running.decrementAndGet();
                });
                Sleep.yieldNow();
                for (int n = random.nextInt(500); n > 0; n--) {
                    Thread.onSpinWait();
                }
                job.cancel("test");
                until(job::isDone);
                assertEquals(0, running.get());
                if (i % 100 == 0) {
                    assertEquals(0, pool.call(running::get));
                }
            }
        });
    }

    @Test
    void nothingIsLostWhenManyGiveAndCancel() throws Exception {
        var pool = pool(3, ThreadOptions.standard().queue(5).idle(Duration.ofNanos(20_000)));
        var begun = new AtomicInteger();
        var ended = new AtomicInteger();
        var values = new AtomicInteger();
        var givers = new ArrayList<Task<?>>();
        var threads = new ArrayList<Thread>();
        for (int g = 0; g < 6; g++) {
            var random = new Random(g);
            Runnable giver = () -> {
                for (int i = 0; i < 1_000; i++) {
                    if (pool.call(() -> {
                        begun.incrementAndGet();
                        try {
                            return true;
                        } finally {
                            ended.incrementAndGet();
                        }
                    })) {
                        values.incrementAndGet();
                    }
                }
            };
            if (g % 2 == 0) {
                threads.add(Thread.ofPlatform().start(giver));
            } else {
                givers.add(loop.spawn(() -> {
                    for (int i = 0; i < 100; i++) {
                        var caller = Loop.current().spawn(() -> {
                            giver.run();
                            return 0;
                        });
                        Sleep.sleep(Duration.ofNanos(random.nextInt(300_000)));
                        caller.cancel("test");
                        until(caller::isDone);
                    }
                    return 0;
                }));
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        givers.forEach(Task::join);
        pool.close();
        assertEquals(begun.get(), ended.get());
        assertTrue(values.get() >= 3_000 && values.get() <= ended.get(), values + " of " + ended);
    }
}
