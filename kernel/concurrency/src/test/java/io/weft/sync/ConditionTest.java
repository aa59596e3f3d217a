package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Cancelled;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest extends SyncTestCase {

    private final TaskCondition cond = Primitives.condition("news");

    private List<Task<Void>> waiters(int number) {
        var tasks = new ArrayList<Task<Void>>();
        for (int i = 0; i < number; i++) {
            var name = "w" + i;
            tasks.add(spawn(name, () -> {
                try (var _ = cond.hold()) {
                    cond.await();
                    note(name + (cond.lock().isHeldHere() ? "" : " without the lock"));
                }
            }));
        }
        Sleep.yieldNow();
        return tasks;
    }

    @Test
    void signalsWakeTheLongestWaitingOnes() {
        play(() -> {
            var tasks = waiters(5);
            assertEquals(List.of("w0", "w1", "w2", "w3", "w4"), cond.snapshot().waiters());
            for (int i = 0; i < 3; i++) {
                sleep(1);
                try (var _ = cond.hold()) {
                    cond.signal(2);
                }
            }
            end(tasks);
        });
        logged("1 w0", "1 w1", "2 w2", "2 w3", "3 w4");
    }

    @Test
    void signalAllKeepsTheOrderAndSaysHowMany() {
        play(() -> {
            var tasks = waiters(3);
            try (var _ = cond.hold()) {
                assertEquals(3, cond.signalAll());
                assertEquals(0, cond.signal());
            }
            end(tasks);
        });
        logged("0 w0", "0 w1", "0 w2");
    }

    @Test
    void aSignalSkipsOneWhoWasCancelled() {
        play(() -> {
            var tasks = waiters(2);
            tasks.getFirst().cancel("test");
            try (var _ = cond.hold()) {
                assertEquals(1, cond.signal());
            }
            end(tasks);
        });
        logged("0 w1");
    }

    @Test
    void oneWhoIsCancelledHoldsTheLockAgainBeforeItGoesOn() {
        play(() -> {
            var waiter = spawn("waiter", () -> {
                try (var _ = cond.hold()) {
                    cond.await();
                } catch (Cancelled e) {
                    note("out, lock held by " + cond.lock().snapshot().owner());
                    throw e;
                } finally {
                    note("end");
                }
            });
            Sleep.yieldNow();
            try (var _ = cond.hold()) {
                waiter.cancel("test");
                sleep(2);
                note("releasing");
            }
            end(waiter);
            assertTrue(waiter.isCancelled());
            assertFalse(cond.lock().isHeld());
        });
        logged("2 releasing", "2 out, lock held by null", "2 end");
    }

    @Test
    void aSignalThatCameFirstWinsAndTheCancelMeetsTheNextWait() {
        play(() -> {
            var waiter = spawn("waiter", () -> {
                try (var _ = cond.hold()) {
                    cond.await();
                    note("signalled");
                    sleep(1);
                }
            });
            Sleep.yieldNow();
            try (var _ = cond.hold()) {
                cond.signal();
                waiter.cancel("test");
            }
            end(waiter);
            assertTrue(waiter.isCancelled());
            assertFalse(cond.lock().isHeld());
        });
        logged("0 signalled");
    }

    @Test
    void takingTheLockBackIsNotCutShort() {
        play(() -> {
            var waiter = spawn("waiter", () -> {
                try (var _ = cond.hold()) {
                    cond.await();
                    note("signalled, holds the lock: " + cond.lock().isHeldHere());
                    sleep(1);
                }
            });
            Sleep.yieldNow();
            try (var _ = cond.hold()) {
                cond.signal();
                sleep(1);
                assertEquals(List.of("waiter"), cond.lock().snapshot().waiters());
                waiter.cancel("test");
                sleep(1);
            }
            end(waiter);
            assertTrue(waiter.isCancelled());
            assertFalse(cond.lock().isHeld());
        });
        logged("2 signalled, holds the lock: true");
    }

    @Test
    void aTimeOutHoldsTheLockAgain() {
        play(() -> {
            try (var _ = cond.hold()) {
                var error = assertThrows(TimedOut.class, () -> cond.await(duration(1)));
                assertEquals("The condition 'news' was not signalled within 1 s (nobody waits).", error.getMessage());
                assertTrue(cond.lock().isHeldHere());
                assertThrows(TimedOut.class, () -> cond.awaitUntil(() -> false, duration(1)));
                assertTrue(cond.lock().isHeldHere());
                cond.awaitUntil(() -> true);
            }
            note("end");
        });
        logged("2 end");
    }

    @Test
    void awaitUntilLooksAfterEachSignal() {
        play(() -> {
            var value = new int[1];
            var waiter = spawn("waiter", () -> {
                try (var _ = cond.hold()) {
                    cond.awaitUntil(() -> value[0] == 3, duration(10));
                    note("three");
                }
            });
            for (int i = 1; i <= 3; i++) {
                sleep(1);
                try (var _ = cond.hold()) {
                    value[0] = i;
                    cond.signalAll();
                }
            }
            end(waiter);
        });
        logged("3 three");
    }

    @Test
    void aReentrantLockIsGivenUpWholeAndTakenBackAsOften() {
        play(() -> {
            var lock = Primitives.reentrantLock();
            var news = Primitives.condition(lock);
            var waiter = spawn("waiter", () -> {
                lock.acquire();
                lock.acquire();
                news.await();
                note("holds " + lock.snapshot().holds());
                lock.release();
                lock.release();
            });
            Sleep.yieldNow();
            assertFalse(lock.isHeld());
            try (var _ = news.hold()) {
                news.signal();
            }
            end(waiter);
        });
        logged("0 holds 2");
    }

    @Test
    void withoutTheLockNothingGoes() {
        play(() -> {
            assertThrows(IllegalMonitorStateException.class, cond::await);
            var error = assertThrows(IllegalMonitorStateException.class, cond::signal);
            assertEquals("The lock 'news' was to be signalled with in run, but nobody holds it: "
                    + "hold it first, best by try (var _ = lock.hold()).", error.getMessage());
            try (var _ = cond.hold()) {
                assertThrows(IllegalArgumentException.class, () -> cond.signal(0));
            }
        });
    }
}
