package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Sleep;
import io.weft.loop.TaskFailed;
import io.weft.loop.TimedOut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Events, latches, barriers, settables: those that wake several.
class SignalsTest extends SyncTestCase {

    @Test
    void anEventWakesAllInOrderAndStaysSet() {
        var event = Primitives.event("go");
        play(() -> {
            var tasks = IntStream.range(0, 3).mapToObj(i -> spawn("t" + i, () -> {
                event.await();
                note("t" + i);
            })).toList();
            sleep(3);
            assertEquals(new TaskEvent.Snapshot("go", false, List.of("t0", "t1", "t2")), event.snapshot());
            event.set();
            // It counts for those who waited although it is taken back before they run.
            event.clear();
            end(tasks);
            assertFalse(event.isSet());
            assertEquals("event 'go' (not set, nobody waits)", event.toString());
            var error = assertThrows(TimedOut.class, () -> event.await(duration(1)));
            assertEquals("The event 'go' was not set within 1 s (not set, nobody waits).", error.getMessage());
            event.set();
            event.await();
            event.await(duration(0));
        });
        logged("3 t0", "3 t1", "3 t2");
    }

    @Test
    void aLatchOpensAtZeroAndStaysOpen() {
        var latch = Primitives.latch(2);
        play(() -> {
            var task = spawn("t", () -> {
                latch.await();
                note("open");
            });
            sleep(1);
            latch.countDown();
            sleep(1);
            assertEquals("latch (1 left, waiting: t)", latch.toString());
            latch.countDown();
            latch.countDown();
            end(task);
            latch.await();
            assertEquals(0, latch.remaining());
        });
        logged("2 open");
        assertThrows(IllegalArgumentException.class, () -> Primitives.latch(-1));
    }

    @Test
    void aBarrierOpensWhenAllHaveComeAgainAndAgain() {
        var barrier = Primitives.barrier("meet", 3);
        play(() -> {
            var ranks = new ArrayList<Integer>();
            var tasks = IntStream.range(0, 3).mapToObj(i -> spawn("t" + i, () -> {
                for (int round = 0; round < 2; round++) {
                    sleep(i);
                    ranks.add(barrier.await());
                    note("t" + i);
                }
            })).toList();
            sleep(0.5);
            assertEquals(new TaskBarrier.Snapshot("meet", 3, false, List.of("t0")), barrier.snapshot());
            assertEquals("barrier 'meet' (1 of 3 have come, waiting: t0)", barrier.toString());
            end(tasks);
            assertEquals(new TreeSet<>(List.of(0, 1, 2)), new TreeSet<>(ranks.subList(0, 3)));
        });
        logged("2 t2", "2 t0", "2 t1", "4 t2", "4 t0", "4 t1");
    }

    @Test
    void whoLeavesABarrierDoesNotCount() {
        var barrier = Primitives.barrier(2);
        play(() -> {
            var leaver = spawn("leaver", barrier::await);
            assertThrows(TimedOut.class, () -> barrier.await(duration(0)));
            Sleep.yieldNow();
            leaver.cancel("test");
            sleep(1);
            assertEquals(List.of(), barrier.snapshot().waiters());
            var first = spawn("first", () -> note("rank " + barrier.await()));
            var second = spawn("second", () -> note("rank " + barrier.await()));
            end(leaver, first, second);
        });
        logged("1 rank 1", "1 rank 0");
    }

    @Test
    void oneWhoWasCancelledAndHasNotRunSinceDoesNotCountAtABarrier() {
        var barrier = Primitives.barrier(2);
        play(() -> {
            var leaver = spawn("leaver", barrier::await);
            Sleep.yieldNow();
            leaver.cancel("test");
            assertThrows(TimedOut.class, () -> barrier.await(duration(1)));
            end(leaver);
            assertTrue(leaver.isCancelled());
        });
    }

    @Test
    void anAbortedBarrierSendsAllAwayUntilItIsReset() {
        var barrier = Primitives.barrier("meet", 2);
        play(() -> {
            var task = spawn("t", () -> {
                var error = assertThrows(BarrierBroken.class, barrier::await);
                note(error.getMessage());
            });
            sleep(1);
            barrier.abort();
            end(task);
            assertThrows(BarrierBroken.class, barrier::await);
            assertTrue(barrier.isBroken());
            barrier.reset();
            assertFalse(barrier.isBroken());
        });
        logged("1 The barrier 'meet' was aborted or reset while t waited: call reset() before it is used again.");
    }

    @Test
    void aSettableGivesItsValueToAllAndIsSetOnce() {
        Settable<String> answer = Primitives.settable("answer");
        play(() -> {
            var tasks = IntStream.range(0, 2)
                    .mapToObj(i -> spawn("t" + i, () -> note("t" + i + " " + answer.await())))
                    .toList();
            answer.onSet(done -> note("called back " + done.value()));
            var future = answer.asFuture();
            assertThrows(IllegalStateException.class, answer::value);
            assertThrows(TimedOut.class, () -> answer.await(duration(1)));
            sleep(2);
            answer.set("Hello!");
            end(tasks);
            assertEquals("Hello!", future.join());
            assertEquals("Hello!", answer.await(duration(0)));
            var error = assertThrows(IllegalStateException.class, () -> answer.set("again"));
            assertEquals(
                    "The settable 'answer' was set already, and a result is set once: use trySet where several try.",
                    error.getMessage());
            assertFalse(answer.tryFail(new IOException()));
        });
        logged("3 called back Hello!", "3 t0 Hello!", "3 t1 Hello!");
    }

    @Test
    void aFailureArrivesAsItselfOrAsTheCause() {
        play(() -> {
            Settable<String> unchecked = Primitives.settable();
            var failure = new IllegalArgumentException("no");
            unchecked.fail(failure);
            assertSame(failure, assertThrows(IllegalArgumentException.class, unchecked::await));
            Settable<String> checked = Primitives.settable();
            var cause = new IOException("no");
            checked.fail(cause);
            assertSame(cause, assertThrows(TaskFailed.class, checked::await).getCause());
            assertSame(cause, checked.failure());
            Settable<String> none = Primitives.settable();
            none.set(null);
            assertEquals(null, none.await());
        });
    }
}
