package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancelTest extends LoopTestCase {

    private final List<String> notes = new ArrayList<>();

    @Test
    void beforeItsStartATaskNeverBegins() {
        play(() -> {
            var task = spawn("victim", () -> notes.add("began"));
            assertTrue(task.cancel("too early"));
            assertThrows(CancellationException.class, task::join);
        });
        assertEquals(List.of(), notes);
        assertEquals(List.of("SPAWNED", "CANCELLED"), trace.of("victim"));
    }

    @Test
    void duringAWaitItEndsTheWaitAndSaysByWhomAndWhy() {
        play(() -> {
            var task = spawn("victim", () -> {
                try {
                    sleepSeconds(9);
                } catch (Cancelled e) {
                    notes.add(e.getMessage());
                    notes.add("interrupted " + Thread.currentThread().isInterrupted());
                    throw e;
                }
            });
            sleepSeconds(1);
            task.cancel("enough");
            assertEquals(TaskStatus.READY, task.status());
            assertThrows(CancellationException.class, task::join);
            assertEquals(TaskStatus.CANCELLED, task.status());
        });
        assertEquals(List.of("victim was cancelled by run: enough", "interrupted false"), notes);
        assertEquals(List.of("SPAWNED", "STARTED", "WAITING sleep 9 s", "RESUMED", "CANCELLED"), trace.of("victim"));
        assertEquals(List.of("1 s: victim CANCELLED", "1 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void fromOutsideALoopTheMessageNamesNobody() {
        var loop = virtualLoop();
        var task = loop.spawn("victim", callable(() -> Waiter.here().await("nothing")));
        task.cancel("outside");
        assertEquals("victim was cancelled: outside",
                assertThrows(CancellationException.class, task::join).getMessage());
    }

    @Test
    void aRunningTaskIsStoppedAtItsNextWait() {
        play(() -> {
            var task = Task.current();
            task.cancel("self");
            notes.add("goes on");
            assertThrows(Cancelled.class, Sleep::yieldNow);
            sleepSeconds(1);
        });
        assertEquals(List.of("goes on"), notes);
    }

    @Test
    void whoSwallowsItGoesOnAndItIsNotDeliveredAgain() {
        play(() -> {
            var task = Loop.current().spawn("stubborn", () -> {
                try {
                    sleepSeconds(9);
                } catch (Cancelled _) {
                    notes.add("swallowed");
                }
                sleepSeconds(3);
                return "value";
            });
            sleepSeconds(1);
            task.cancel("please");
            assertEquals("value", task.join());
            assertFalse(task.isCancelled());
        });
        assertEquals(List.of("swallowed"), notes);
        assertEquals(List.of("4 s: stubborn SUCCEEDED", "4 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void twoRequestsBeforeTheDeliveryAreDeliveredAsOne() {
        play(() -> {
            var task = spawn("victim", () -> {
                try {
                    sleepSeconds(9);
                } finally {
                    sleepSeconds(1);
                    notes.add("cleaned up");
                }
            });
            Sleep.yieldNow();
            assertTrue(task.cancel("one"));
            assertTrue(task.cancel("two"));
            var told = assertThrows(CancellationException.class, task::join);
            assertEquals("victim was cancelled by run: one", told.getMessage());
        });
        assertEquals(List.of("cleaned up"), notes);
    }

    @Test
    void aRequestAfterADeliveryEndsTheCleanUp() {
        play(() -> {
            var task = spawn("victim", () -> {
                try {
                    sleepSeconds(9);
                } finally {
                    sleepSeconds(100);
                    notes.add("cleaned up");
                }
            });
            Sleep.yieldNow();
            task.cancel("one");
            sleepSeconds(1);
            task.cancel("two");
            var told = assertThrows(CancellationException.class, task::join);
            assertEquals("victim was cancelled by run: two", told.getMessage());
        });
        assertEquals(List.of(), notes);
        assertEquals("1 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void afterTheEndItIsWithoutEffect() {
        play(() -> {
            var task = Loop.current().spawn("done", () -> 5);
            assertEquals(5, task.join());
            assertFalse(task.cancel("late"));
            assertEquals(5, task.join());
        });
    }

    @Test
    void anotherExceptionOnTheWayIsAFailure() {
        play(() -> {
            var task = spawn("victim", () -> {
                try {
                    sleepSeconds(9);
                } catch (Cancelled _) {
                    throw new IllegalStateException("while cleaning up");
                }
            });
            Sleep.yieldNow();
            task.cancel("x");
            assertThrows(IllegalStateException.class, task::join);
            assertEquals(TaskStatus.FAILED, task.status());
        });
    }

    @Test
    void aSignalThatCameFirstWinsAndTheCancelWaitsForTheNextWait() {
        play(() -> {
            var waiters = new ArrayList<Waiter>();
            var task = spawn("t", () -> {
                var waiter = Waiter.here();
                waiters.add(waiter);
                waiter.await("a signal");
                notes.add("got it");
                sleepSeconds(1);
                notes.add("not here");
            });
            Sleep.yieldNow();
            assertTrue(waiters.getFirst().signal());
            assertFalse(waiters.getFirst().signal());
            task.cancel("second");
            assertThrows(CancellationException.class, task::join);
        });
        assertEquals(List.of("got it"), notes);
    }

    @Test
    void aWaiterThatWasCancelledTellsTheSignaller() {
        play(() -> {
            var waiters = new ArrayList<Waiter>();
            var task = spawn("t", () -> {
                var waiter = Waiter.here();
                waiters.add(waiter);
                waiter.await("a signal");
            });
            Sleep.yieldNow();
            task.cancel("first");
            assertThrows(CancellationException.class, task::join);
            assertFalse(waiters.getFirst().signal());
        });
    }

    @Test
    void anInterruptAloneEndsOneWaitAndIsCleared() {
        play(() -> {
            var task = spawn("t", () -> {
                var ended = assertThrows(Cancelled.class, () -> sleepSeconds(9));
                notes.add(ended.getMessage());
                assertFalse(Thread.interrupted());
                sleepSeconds(1);
            });
            Sleep.yieldNow();
            task.thread().interrupt();
            task.join();
        });
        assertEquals(List.of("The wait was ended by Thread.interrupt()."), notes);
    }

    @Test
    void aParkOfTheJdkReturnsAndTheCancelStaysForTheNextWait() {
        play(() -> {
            var task = spawn("t", () -> {
                LockSupport.park();
                notes.add("interrupted " + Thread.interrupted());
                assertThrows(Cancelled.class, () -> sleepSeconds(1));
                sleepSeconds(1);
            });
            Sleep.yieldNow();
            task.cancel("x");
            task.join();
        });
        assertEquals(List.of("interrupted true"), notes);
    }

    @Test
    void theCurrentTaskOutsideOfOneIsAClearError() {
        var refused = assertThrows(IllegalStateException.class, Task::current);
        assertTrue(refused.getMessage().startsWith("Task.current() was called outside a task"), refused.getMessage());
    }
}
