package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TimeoutTest extends LoopTestCase {

    private static <T> T timeout(long seconds, Action body, T value) {
        return Timeouts.timeout(Duration.ofSeconds(seconds), () -> {
            body.run();
            return value;
        });
    }

    private static String now() {
        return Times.text(((VirtualClock) Loop.current().clock()).elapsed());
    }

    @Test
    void theBlockEndsInTimeOrNot() {
        play(() -> {
            assertEquals("v", timeout(2, () -> sleepSeconds(1), "v"));
            var late = assertThrows(TimedOut.class, () -> timeout(2, () -> sleepSeconds(9), "v"));
            assertEquals("The block did not end within 2 s.", late.getMessage());
            assertInstanceOf(Cancelled.class, late.getCause());
            assertEquals("The time limit of 2 s was over.", late.getCause().getMessage());
            assertEquals("3 s", now());
            sleepSeconds(100);
            assertFalse(Thread.interrupted());
        });
        assertEquals("103 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void theInnerPassesFirst() {
        play(() -> {
            var value = timeout(5, () -> {
                assertThrows(TimedOut.class, () -> timeout(1, () -> sleepSeconds(9), 0));
                sleepSeconds(3);
            }, "outer");
            assertEquals("outer", value);
            assertEquals("4 s", now());
        });
    }

    @Test
    void theOuterPassesFirst() {
        play(() -> {
            var late = assertThrows(TimedOut.class, () -> timeout(1, () -> timeout(5, () -> sleepSeconds(9), 0), 0));
            assertEquals("The block did not end within 1 s.", late.getMessage());
            assertEquals("1 s", now());
            sleepSeconds(10);
        });
        assertEquals("11 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void bothPassAtOnceAndTheOuterWins() {
        play(() -> {
            var late = assertThrows(TimedOut.class, () -> timeout(2, () -> {
                timeout(2, () -> sleepSeconds(9), 0);
                throw new AssertionError("the inner block ended");
            }, 0));
            assertInstanceOf(Cancelled.class, late.getCause());
            assertFalse(Thread.interrupted());
            sleepSeconds(1);
        });
        assertEquals("3 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void aBodyThatEndsAllTheSameHasItsValueReturned() {
        play(() -> {
            assertEquals("v", timeout(1, () -> assertThrows(Cancelled.class, () -> sleepSeconds(5)), "v"));
            assertEquals("1 s", now());
            sleepSeconds(1);
        });
    }

    @Test
    void zeroStopsAtTheFirstWaitOnly() {
        play(() -> {
            assertEquals("v", timeout(0, () -> {}, "v"));
            assertThrows(TimedOut.class, () -> timeout(0, () -> sleepSeconds(1), "v"));
            assertEquals("0 s", now());
        });
    }

    @Test
    void aNegativeLimitIsRefusedByName() {
        play(() -> {
            var refused = assertThrows(IllegalArgumentException.class, () -> timeout(-1, () -> {}, 0));
            assertEquals("timeout of -1 s: a duration must be zero or more, for example seconds(0.5).",
                    refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> Timeouts.timeout(null, () -> 1));
            sleepSeconds(1);
        });
    }

    @Test
    void exceptionsOfTheBodyPass() {
        play(() -> {
            var checked = new IOException("c");
            assertSame(checked, assertThrows(TaskFailed.class, () -> timeout(1, () -> {
                throw checked;
            }, 0)).getCause());
            assertThrows(ArithmeticException.class, () -> timeout(1, () -> {
                throw new ArithmeticException("u");
            }, 0));
            // One that is thrown after the limit, but not because of it, is no time-out.
            assertThrows(ArithmeticException.class, () -> timeout(1, () -> {
                assertThrows(Cancelled.class, () -> sleepSeconds(3));
                throw new ArithmeticException("u");
            }, 0));
        });
    }

    @Test
    void cancellingTheTaskIsNoTimeOut() {
        play(() -> {
            var task = spawn("t", () -> timeout(5, () -> sleepSeconds(9), 0));
            sleepSeconds(1);
            task.cancel("x");
            assertThrows(CancellationException.class, task::join);
            assertTrue(task.isCancelled());
        });
        assertEquals("1 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void theTimersOfBlocksThatEndedAreGone() {
        play(() -> {
            for (int i = 0; i < 1000; i++) {
                timeout(3600, () -> Sleep.yieldNow(), 0);
            }
            sleepSeconds(1);
        });
        assertEquals("1 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void outsideATaskItSaysSo() {
        assertThrows(IllegalStateException.class, () -> timeout(1, () -> {}, 0));
    }
}
