package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualClockTest extends LoopTestCase {

    private static final Duration HOUR = Duration.ofHours(1);

    private static Duration elapsed() {
        return ((VirtualClock) Loop.current().clock()).elapsed();
    }

    @Test
    void hoursTakeNoTime() {
        long began = System.nanoTime();
        play(() -> {
            var watch = Stopwatch.start();
            for (int i = 0; i < 1000; i++) {
                Sleep.sleep(HOUR);
            }
            assertEquals(Duration.ofHours(1000), watch.elapsed());
            assertEquals("3600000.00 s", watch.toString());
        });
        assertTrue(System.nanoTime() - began < 20_000_000_000L, "1000 hours took longer than 20 s");
    }

    @Test
    void itJumpsFromTimerToTimer() {
        play(() -> Gather.all(List.of(callable(() -> sleepSeconds(2)), callable(() -> sleepSeconds(1)))));
        assertEquals(List.of("0 s", "1 s", "2 s"),
                trace.lines().stream().map(line -> line.substring(0, line.indexOf(':'))).distinct().toList());
    }

    @Test
    void itStandsStillWhileATaskRuns() {
        play(() -> {
            spawn("sleeper", () -> Sleep.sleep(HOUR));
            for (int i = 0; i < 100; i++) {
                Sleep.yieldNow();
            }
            assertEquals(Duration.ZERO, elapsed());
        });
    }

    @Test
    void itServesOneLoop() {
        var clock = LoopClock.virtual();
        start("first", clock);
        var refused = assertThrows(IllegalArgumentException.class, () -> Loop.start("second", clock));
        assertEquals(
                "This virtual clock already serves a loop: give each loop a clock of its own, LoopClock.virtual().",
                refused.getMessage());
    }

    @Test
    void itDoesNotJumpWhileTheOutsideIsAwaited() {
        play(() -> {
            var outside = Loop.current().awaitOutside("a job");
            assertEquals("a job", outside.toString());
            var sleeper = spawn("sleeper", () -> Sleep.sleep(HOUR));
            var waiter = Waiter.here();
            Thread.ofPlatform().start(() -> {
                waiter.signal();
                outside.close();
                outside.close();
            });
            waiter.await("the job");
            assertFalse(sleeper.isDone());
            assertTrue(elapsed().compareTo(Duration.ofMinutes(1)) < 0, elapsed().toString());
            sleeper.join();
            assertEquals(HOUR, elapsed());
        });
    }

    @Test
    void itDoesNotJumpWhileAnOwnerIsHeld() {
        var loop = virtualLoop();
        var cell = loop.owner("cell", null, lost::add);
        var inCell = loop.spawn("holder", cell, () -> {
            cell.hold();
            return Loop.current().spawn("in cell", VirtualClockTest::elapsed);
        }).join();
        var sleeper = loop.spawn("sleeper", callable(() -> Sleep.sleep(HOUR)));
        assertThrows(TimedOut.class, () -> sleeper.join(Duration.ofMillis(20)));
        cell.release();
        assertTrue(inCell.join().compareTo(Duration.ofMinutes(1)) < 0);
        sleeper.join();
    }

    @Test
    void itDoesNotOvertakeATaskOfAnotherLoop() {
        var other = start("other", LoopClock.real());
        play(() -> {
            var task = other.spawn("real", callable(() -> Sleep.sleep(Duration.ofMillis(30))));
            Timeouts.timeout(HOUR, task::join);
            var again = other.spawn("real", callable(() -> Sleep.sleep(Duration.ofMillis(30))));
            Timeouts.timeout(HOUR, () -> Gather.tasks(List.of(again)));
            assertTrue(elapsed().compareTo(Duration.ofMinutes(1)) < 0, elapsed().toString());
            Sleep.sleep(HOUR);
            assertTrue(elapsed().compareTo(HOUR) >= 0);
        });
    }

    @Test
    void itDoesNotJumpOverAnUntimedWaitOfTheJdk() {
        play(() -> {
            var latch = new CountDownLatch(1);
            var sleeper = spawn("sleeper", () -> Sleep.sleep(HOUR));
            var waits = spawn("waits", latch::await);
            Sleep.yieldNow();
            Thread.ofPlatform().start(latch::countDown);
            waits.join();
            assertFalse(sleeper.isDone());
            sleeper.join();
        });
    }
}
