package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SpawnAndJoinTest extends LoopTestCase {

    @Test
    void joinGivesTheValueBeforeAndAfterTheEnd() {
        play(() -> {
            Task<Integer> task = Loop.current().spawn(() -> 42);
            assertEquals(42, task.join());
            assertEquals(42, task.join());
            assertEquals(42, task.join(Duration.ZERO));
            assertEquals(TaskStatus.SUCCEEDED, task.status());
        });
    }

    @Test
    void manyMayJoinOneTaskAndWakeInOrder() {
        var woken = new ArrayList<Integer>();
        play(() -> {
            var task = spawn("slow", () -> sleepSeconds(1));
            var joiners = new ArrayList<Task<?>>();
            for (int i = 0; i < 5; i++) {
                int n = i;
                joiners.add(spawn("joiner" + i, () -> {
                    task.join();
                    woken.add(n);
                }));
            }
            Sleep.yieldNow();
            joiners.get(2).cancel("to leave a gap");
            joiners.get(4).cancel("to leave the end");
            sleepSeconds(2);
        });
        assertEquals(List.of(0, 1, 3), woken);
    }

    @Test
    void uncheckedExceptionsAndErrorsArriveAsThemselves() {
        play(() -> {
            var exception = new IllegalArgumentException("bad");
            var error = new StackOverflowError("deep");
            assertSame(exception, assertThrows(IllegalArgumentException.class, () -> spawn("e", () -> {
                throw exception;
            }).join()));
            assertSame(error, assertThrows(StackOverflowError.class, () -> spawn("f", () -> {
                throw error;
            }).join()));
        });
        assertEquals(List.of("0 s: e FAILED", "0 s: f FAILED", "0 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void aCheckedExceptionIsTheCauseOfTaskFailed() {
        play(() -> {
            var cause = new IOException("no disk");
            var task = spawn("writer", () -> {
                throw cause;
            });
            var failed = assertThrows(TaskFailed.class, task::join);
            assertSame(cause, failed.getCause());
            assertEquals("writer failed: java.io.IOException: no disk", failed.getMessage());
        });
    }

    @Test
    void aTaskMayNotJoinItself() {
        play(() -> {
            var refused = assertThrows(IllegalStateException.class, () -> Task.current().join());
            assertEquals("run awaits itself and would wait for ever: await it from another task.",
                    refused.getMessage());
            var self = Task.current();
            assertThrows(IllegalStateException.class, () -> Gather.tasks(List.of(self)));
        });
    }

    @Test
    void aJoinWithATimeLeavesTheTaskRunning() {
        play(() -> {
            var task = spawn("slow", () -> sleepSeconds(3));
            var late = assertThrows(TimedOut.class, () -> task.join(Duration.ofSeconds(1)));
            assertEquals("slow did not end within 1 s; it goes on.", late.getMessage());
            assertThrows(TimedOut.class, () -> task.join(Duration.ZERO));
            assertFalse(task.isDone());
            task.join(Duration.ofSeconds(3));
        });
        assertEquals(List.of("3 s: slow SUCCEEDED", "3 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void aNegativeTimeIsRefusedByName() {
        play(() -> {
            var task = spawn("t", () -> {});
            var refused = assertThrows(IllegalArgumentException.class, () -> task.join(Duration.ofSeconds(-2)));
            assertEquals("join of -2 s: a duration must be zero or more, for example seconds(0.5).",
                    refused.getMessage());
        });
    }

    @Test
    void joiningACancelledTaskIsNotOnesOwnCancellation() {
        play(() -> {
            var task = spawn("victim", () -> sleepSeconds(9));
            Sleep.yieldNow();
            task.cancel("enough");
            var told = assertThrows(CancellationException.class, task::join);
            assertFalse(told instanceof Cancelled);
            assertEquals("victim was cancelled by run: enough", told.getMessage());
            assertInstanceOf(Cancelled.class, told.getCause());
            sleepSeconds(1);
        });
        assertEquals(List.of("0 s: victim CANCELLED", "1 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void asAFutureInATask() {
        play(() -> {
            var cause = new IOException("x");
            var failing = spawn("f", () -> {
                throw cause;
            });
            assertSame(cause, assertThrows(ExecutionException.class, failing::get).getCause());
            assertSame(cause, failing.exceptionNow());
            var slow = spawn("slow", () -> sleepSeconds(5));
            assertThrows(TimeoutException.class, () -> slow.get(1, TimeUnit.SECONDS));
            assertThrows(TimeoutException.class, () -> slow.get(-1, TimeUnit.SECONDS));
            assertFalse(slow.isCancelled());
            assertTrue(slow.cancel(true));
            assertThrows(CancellationException.class, slow::get);
            assertTrue(slow.isCancelled() && slow.isDone());
            assertFalse(slow.cancel(true));
            Task<String> done = Loop.current().spawn(() -> "v");
            assertEquals("v", done.get());
            assertEquals("v", done.resultNow());
            assertFalse(done.cancel(false));
        });
    }

    @Test
    void hugeTimesMeanForEver() {
        play(() -> {
            for (var unit : TimeUnit.values()) {
                for (long huge : new long[]{Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 1_000_000}) {
                    var task = spawn("t", () -> sleepSeconds(1));
                    assertNull(task.get(huge, unit));
                }
            }
            var task = spawn("t", () -> sleepSeconds(1));
            task.join(Duration.ofSeconds(Long.MAX_VALUE));
            assertEquals("22 s", Times.text(((VirtualClock) Loop.current().clock()).elapsed()));
        });
    }

    @Test
    void asAFutureInAPlainThread() throws Exception {
        var loop = realLoop();
        Task<Integer> done = loop.spawn(() -> 1);
        assertEquals(1, done.get());
        var failing = loop.spawn("f", () -> {
            throw new IOException("y");
        });
        assertInstanceOf(IOException.class, assertThrows(ExecutionException.class, failing::get).getCause());
        var never = loop.spawn("never", callable(() -> Waiter.here().await("nothing")));
        assertThrows(TimeoutException.class, () -> never.get(1, TimeUnit.MILLISECONDS));
        assertThrows(TimedOut.class, () -> never.join(Duration.ofMillis(1)));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, never::get);
        assertFalse(Thread.interrupted());
        Thread.currentThread().interrupt();
        assertThrows(Cancelled.class, never::join);
        assertFalse(Thread.interrupted());
        assertFalse(never.isDone());
        never.cancel("end");
        assertThrows(CancellationException.class, never::get);
    }

    @Test
    void onDoneCallsBackOnceEarlyOrLate() {
        var calls = new ArrayList<String>();
        play(() -> {
            var task = spawn("t", () -> sleepSeconds(1));
            task.onDone(ended -> calls.add("early " + ended.status()));
            task.join();
            task.onDone(ended -> calls.add("late " + ended.status()));
        });
        assertEquals(List.of("early SUCCEEDED", "late SUCCEEDED"), calls);
    }
}
