package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Cancelled;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockTest extends SyncTestCase {

    private final TaskLock lock = Primitives.lock("printer");

    private void use(String who, double seconds) {
        try (var _ = lock.hold()) {
            note(who + " in");
            sleep(seconds);
        }
        note(who + " out");
    }

    @Test
    void oneAtATimeInTheOrderOfArrival() {
        play(() -> end(spawn("a", () -> use("a", 1)), spawn("b", () -> use("b", 1)), spawn("c", () -> use("c", 1))));
        logged("0 a in", "1 a out", "1 b in", "2 b out", "2 c in", "3 c out");
    }

    @Test
    void aNewcomerCannotBargePastOneToWhomItIsHandedOver() {
        play(() -> {
            lock.acquire();
            var waiter = spawn("waiter", () -> use("waiter", 0));
            Sleep.yieldNow();
            lock.release();
            // The waiter has not run yet, but it is the lock's.
            assertEquals("waiter", lock.snapshot().owner());
            assertFalse(lock.tryAcquire());
            use("newcomer", 0);
            waiter.join();
        });
        logged("0 waiter in", "0 waiter out", "0 newcomer in", "0 newcomer out");
    }

    @Test
    void theSnapshotNamesOwnerAndWaitersAndTheTextShowsThem() {
        play(() -> {
            var tasks = List.of(spawn("a", () -> use("a", 1)), spawn("b", () -> use("b", 1)),
                    spawn("c", () -> use("c", 1)));
            sleep(0.5);
            assertEquals(new TaskLock.Snapshot("printer", "a", 1, List.of("b", "c")), lock.snapshot());
            assertEquals("lock 'printer' (held by a, waiting: b, c)", lock.toString());
            end(tasks);
            assertEquals("lock 'printer' (free, nobody waits)", lock.toString());
        });
    }

    @Test
    void aPlainLockTellsItsHolderThatItTakesItAgain() {
        play(() -> {
            lock.acquire();
            var error = assertThrows(IllegalStateException.class, lock::acquire);
            assertEquals("The lock 'printer' is held by run already, who would wait for itself for ever: "
                    + "use reentrantLock() where nested holds are meant.", error.getMessage());
            assertThrows(IllegalStateException.class, lock::tryAcquire);
            lock.release();
            assertFalse(lock.isHeld());
        });
    }

    @Test
    void aReentrantLockCounts() {
        play(() -> {
            var nested = Primitives.reentrantLock();
            for (int depth = 1; depth <= 10; depth++) {
                nested.acquire();
                assertEquals(depth, nested.snapshot().holds());
            }
            var waiter = spawn("waiter", () -> {
                try (var _ = nested.hold()) {
                    note("got it");
                }
            });
            for (int depth = 10; depth > 0; depth--) {
                assertTrue(nested.isHeldHere());
                sleep(1);
                nested.release();
            }
            waiter.join();
        });
        logged("10 got it");
    }

    @Test
    void releasingTheLockOfAnotherNamesItsOwner() {
        play(() -> {
            var owner = spawn("owner", () -> use("owner", 1));
            Sleep.yieldNow();
            var error = assertThrows(IllegalMonitorStateException.class, lock::release);
            assertEquals("The lock 'printer' was to be released in run, but owner holds it: "
                    + "hold it first, best by try (var _ = lock.hold()).", error.getMessage());
            owner.join();
            assertTrue(assertThrows(IllegalMonitorStateException.class, lock::release).getMessage()
                    .contains("nobody holds it"));
        });
    }

    @Test
    void aLimitEndsTheWaitAndLeavesTheLine() {
        play(() -> {
            var owner = spawn("owner", () -> use("owner", 3));
            Sleep.yieldNow();
            var error = assertThrows(TimedOut.class, () -> lock.acquire(duration(1)));
            assertEquals("The lock 'printer' did not become free within 1 s (held by owner, nobody waits).",
                    error.getMessage());
            lock.acquire(duration(5));
            note("got it");
            lock.release();
            owner.join();
            var negative = assertThrows(IllegalArgumentException.class, () -> lock.hold(duration(-1)));
            assertTrue(negative.getMessage().startsWith("The lock 'printer': acquire of -1 s"), negative.getMessage());
        });
        logged("0 owner in", "3 owner out", "3 got it");
    }

    @Test
    void oneWhoIsCancelledInTheLineIsPassedOver() {
        play(() -> {
            lock.acquire();
            var first = spawn("first", () -> use("first", 1));
            var second = spawn("second", () -> use("second", 1));
            Sleep.yieldNow();
            first.cancel("test");
            // It has not run since, and stands in the line still.
            lock.release();
            end(first, second);
            assertTrue(first.isCancelled());
            assertFalse(lock.isHeld());
        });
        logged("0 second in", "1 second out");
    }

    @Test
    void aHandOverThatCameFirstWinsAgainstACancel() {
        play(() -> {
            lock.acquire();
            var waiter = spawn("waiter", () -> {
                lock.acquire();
                note("has it: " + lock.isHeldHere());
                try {
                    sleep(1);
                } catch (Cancelled e) {
                    note("cancelled at the next wait");
                    throw e;
                } finally {
                    lock.release();
                }
            });
            Sleep.yieldNow();
            lock.release();
            waiter.cancel("test");
            end(waiter);
            assertFalse(lock.isHeld());
        });
        logged("0 has it: true", "0 cancelled at the next wait");
    }

    @Test
    void aCancelledTaskDoesNotTakeAFreeLock() {
        play(() -> {
            var task = spawn("task", () -> {
                try {
                    io.weft.loop.Task.current().cancel("test");
                    lock.acquire();
                } finally {
                    note("held: " + lock.isHeld());
                }
            });
            end(task);
            assertTrue(task.isCancelled());
            assertThrows(TimedOut.class, () -> Timeouts.timeout(duration(1), () -> {
                try (var _ = lock.hold()) {
                    sleep(2);
                }
                return null;
            }));
            assertFalse(lock.isHeld());
        });
        logged("0 held: false");
    }
}
