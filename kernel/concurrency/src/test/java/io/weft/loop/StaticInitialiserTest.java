package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits inside static initialisers, which keep the carrier: real, since the watchdog looks at real threads.
@Tag("real")
class StaticInitialiserTest extends LoopTestCase {

    private final Loop loop = start("initialiser", LoopClock.real());

    private static final class Sleeps {
        static final int VALUE;

        static {
            Sleep.sleep(Duration.ofMillis(400));
            VALUE = Integer.parseInt("1");
        }
    }

    private static final class SleepsTwice {
        static final int VALUE;

        static {
            Sleep.sleep(Duration.ofMillis(200));
            Sleep.sleep(Duration.ofMillis(200));
            VALUE = Integer.parseInt("2");
        }
    }

    private static final class SleepsBeside {
        static final int VALUE;

        static {
            Sleep.sleep(Duration.ofMillis(300));
            VALUE = Integer.parseInt("3");
        }
    }

    private static final class Joins {
        static final int VALUE = Loop.current().spawn("helper", StaticInitialiserTest::four).join();
    }

    /// Outside of the class, whose lambdas could not run before its end.
    private static int four() {
        Sleep.sleep(Duration.ofMillis(10));
        return 4;
    }

    private static final class JoinsItsUser {
        static final int VALUE = Loop.current().spawn("user", JoinsItsUser::value).join();

        static int value() {
            return Integer.parseInt("5");
        }
    }

    private static final class Awaits {
        static final CountDownLatch LATCH = latch;
        static final int VALUE;

        static {
            try {
                LATCH.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            VALUE = Integer.parseInt("6");
        }
    }

    private static final class SleepsOnVirtualClock {
        static final int VALUE;

        static {
            Sleep.sleep(Duration.ofHours(1));
            VALUE = Integer.parseInt("7");
        }
    }

    private static final CountDownLatch latch = new CountDownLatch(1);

    /// Many short tasks; fails if two run at the same time, or if they do not end.
    private void oneAtATime() {
        var inside = new AtomicInteger();
        var tasks = new ArrayList<Task<Void>>();
        for (int i = 0; i < 20; i++) {
            tasks.add(loop.spawn("turn" + i, callable(() -> {
                for (int n = 0; n < 200; n++) {
                    assertEquals(1, inside.incrementAndGet(), "tasks at the same time");
                    for (int spin = 0; spin < 100; spin++) {
                        Thread.onSpinWait();
                    }
                    inside.decrementAndGet();
                    Sleep.yieldNow();
                }
            })));
        }
        tasks.forEach(Task::join);
        assertEquals(List.of(loop.thread()), Carriers.settled(loop));
    }

    @Test
    void oneThatSleepsEndsAndTheOthersGoOnMeanwhile() {
        var ticks = new AtomicInteger();
        run(loop, () -> {
            var ticker = spawn("ticker", () -> {
                while (true) {
                    Sleep.sleep(Duration.ofMillis(10));
                    ticks.incrementAndGet();
                }
            });
            Sleep.yieldNow();
            assertEquals(1, Sleeps.VALUE);
            assertTrue(ticks.get() >= 3, ticks + " ticks during 400 ms");
            ticker.cancel("enough");
        });
        oneAtATime();
    }

    @Test
    void oneThatSleepsTwice() {
        assertEquals(2, loop.run(() -> SleepsTwice.VALUE));
        oneAtATime();
    }

    @Test
    void twoAtTheSameTimeAndATaskThatNeedsOneOfThem() {
        run(loop, () -> {
            var one = Loop.current().spawn("one", () -> SleepsBeside.VALUE);
            var two = Loop.current().spawn("two", () -> SleepsBeside.VALUE);
            assertEquals(List.of(3, 3), Gather.tasks(List.of(one, two)));
        });
        oneAtATime();
    }

    @Test
    void oneThatJoinsATaskWhichDoesNotNeedTheClass() {
        assertEquals(4, loop.run(() -> Joins.VALUE));
        oneAtATime();
    }

    @Test
    void oneThatJoinsATaskWhichNeedsTheClassFailsAndSaysWhy() {
        var thrown = assertThrows(ExceptionInInitializerError.class, () -> loop.run(() -> JoinsItsUser.VALUE));
        var message = assertInstanceOf(Cancelled.class, thrown.getCause()).getMessage();
        assertTrue(message.contains("waits for user"), message);
        assertTrue(message.contains("in the static initialiser of " + JoinsItsUser.class.getName()), message);
        assertTrue(message.endsWith("move the wait out of the initialiser, into a method."), message);
        oneAtATime();
    }

    @Test
    void oneThatWaitsInTheJdkForAnotherTask() {
        run(loop, () -> {
            spawn("opens", () -> {
                Sleep.yieldNow();
                latch.countDown();
            });
            assertEquals(6, Awaits.VALUE);
            Sleep.yieldNow();
        });
        oneAtATime();
    }

    @Test
    void oneThatSleepsOnAVirtualClock() {
        play(() -> assertEquals(7, SleepsOnVirtualClock.VALUE));
    }

    private static final class SleepsWhileHeld {
        static final int VALUE;

        static {
            Task.current().owner().hold();
            Sleep.sleep(Duration.ofMillis(200));
            VALUE = Integer.parseInt("8");
        }
    }

    @Test
    void oneThatSleepsInATaskWhoseOwnerIsHeld() {
        var cell = loop.owner("cell", null, lost::add);
        var task = loop.spawn("cell task", cell, () -> SleepsWhileHeld.VALUE);
        try {
            assertEquals(8, task.join(Duration.ofSeconds(5)));
        } finally {
            cell.release();
        }
        oneAtATime();
    }
}
