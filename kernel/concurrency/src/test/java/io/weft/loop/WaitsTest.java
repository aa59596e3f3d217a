package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest extends LoopTestCase {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Task<Integer> after(long seconds, int value) {
        return Loop.current().spawn("after" + seconds, () -> {
            sleepSeconds(seconds);
            return value;
        });
    }

    private static Task<Void> failing(long seconds) {
        return spawn("failing" + seconds, () -> {
            sleepSeconds(seconds);
            throw new IllegalStateException("on purpose");
        });
    }

    private static List<String> names(List<? extends Task<?>> tasks) {
        return tasks.stream().map(Task::name).toList();
    }

    private static void assertNow(String expected) {
        assertEquals(expected, Times.text(Duration.ofNanos(Loop.current().clock().nanoTime())));
    }

    @Test
    void allWaitsForAllInWhateverWayTheyEnd() {
        play(() -> {
            var waited = Waits.all(List.<Task<?>>of(after(3, 0), failing(1), after(2, 0)));
            assertEquals(List.of("failing1", "after2", "after3"), names(waited.done()));
            assertEquals(List.of(), waited.pending());
            assertNow("3 s");
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void aTimeLimitLeavesTheOthersRunning() {
        play(() -> {
            var tasks = List.of(after(1, 1), after(5, 5), after(2, 2));
            var waited = Waits.all(tasks, Duration.ofSeconds(3));
            assertEquals(List.of("after1", "after2"), names(waited.done()));
            assertEquals(List.of("after5"), names(waited.pending()));
            assertNow("3 s");
            assertEquals(5, tasks.get(1).join());
            assertEquals(List.of(), Waits.all(List.of(), SECOND).done());
        });
    }

    @Test
    void firstAndFirstFailed() {
        play(() -> {
            var first = Waits.first(List.of(after(2, 0), after(1, 0)));
            assertEquals(List.of("after1"), names(first.done()));
            assertNow("1 s");
            var failed = Waits.firstFailed(List.<Task<?>>of(after(1, 0), failing(2), after(9, 0)));
            assertEquals(List.of("after1", "failing2"), names(failed.done()));
            assertEquals(List.of("after9"), names(failed.pending()));
            assertNow("3 s");
            assertEquals(2, Waits.firstFailed(List.of(after(1, 0), after(2, 0))).done().size());
            assertThrows(IllegalArgumentException.class, () -> Waits.first(List.of()));
        });
    }

    @Test
    void asCompletedGivesThemAsTheyEnd() {
        var seen = new ArrayList<String>();
        play(() -> {
            for (var task : Waits.asCompleted(List.of(after(3, 3), after(1, 1), after(2, 2)))) {
                seen.add(task.value() + " at " + Loop.current().clock().nanoTime() / 1_000_000_000);
            }
        });
        assertEquals(List.of("1 at 1", "2 at 2", "3 at 3"), seen);
    }

    @Test
    void aCancelledWaiterLeavesTheTasksAloneAndNoTraceInThem() {
        play(() -> {
            var slow = failing(5);
            var waiter = spawn("waiter", () -> Waits.all(List.of(slow)));
            sleepSeconds(1);
            assertTrue(slow.isObserved());
            waiter.kill();
            assertFalse(slow.isObserved());
            assertTrue(waiter.isCancelled());
            sleepSeconds(9);
        });
        assertEquals(List.of("failing5"), lost.stream().map(Task::name).toList());
    }

    @Test
    void aJoinThatTimedOutDoesNotSwallowTheFailure() {
        play(() -> {
            var slow = failing(5);
            assertThrows(TimedOut.class, () -> slow.join(SECOND));
            sleepSeconds(9);
        });
        assertEquals(List.of("failing5"), lost.stream().map(Task::name).toList());
    }

    @Test
    void joinAllTakesNoNoteOfFailures() {
        play(() -> {
            var done = Waits.join(List.<Task<?>>of(after(2, 0), failing(1)));
            assertEquals(List.of("failing1", "after2"), names(done));
            assertEquals(1, Waits.join(List.of(after(2, 0), after(9, 0)), Duration.ofSeconds(3)).size());
        });
        assertEquals(List.of("failing1"), lost.stream().map(Task::name).toList());
    }

    @Test
    void aTaskThatWaitsForItselfIsTold() {
        play(() -> {
            var self = Task.current();
            for (Action misuse : List.<Action>of(() -> Waits.all(List.of(self)), () -> Waits.join(List.of(self)),
                    () -> Waits.kill(List.of(after(1, 1), self)), self::kill, () -> Race.tasks(List.of(self)),
                    () -> Select.from(List.of(self)))) {
                var told = assertThrows(IllegalStateException.class, misuse::run);
                assertTrue(told.getMessage().startsWith("run "), told.getMessage());
            }
            Waiter.checkpoint();
        });
    }

    @Test
    void killWaitsForTheCleanUp() {
        play(() -> {
            var task = spawn("careful", () -> {
                try {
                    sleepSeconds(1000);
                } finally {
                    sleepSeconds(2);
                }
            });
            Sleep.yieldNow();
            assertFalse(task.kill(SECOND));
            assertNow("1 s");
            assertTrue(task.kill(SECOND));
            assertNow("1 s");
            assertTrue(task.isCancelled());
            task.kill();
        });
    }

    @Test
    void killedWithAnExceptionATaskFailsWithIt() {
        play(() -> {
            var mine = new IllegalStateException("mine");
            Throwable[] seen = {null};
            var task = spawn("victim", () -> {
                try {
                    sleepSeconds(1000);
                } catch (Cancelled e) {
                    seen[0] = e.getCause();
                    throw e;
                }
            });
            Sleep.yieldNow();
            task.observe().kill(mine);
            assertEquals(mine, seen[0]);
            assertEquals(mine, task.exception());
            assertEquals(TaskStatus.FAILED, task.status());
            assertEquals(mine, assertThrows(IllegalStateException.class, task::join));
            var fresh = spawn("fresh", () -> sleepSeconds(1)).observe();
            fresh.kill(mine);
            assertEquals(mine, fresh.exception());
            assertFalse(fresh.isStarted());
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void statesAreToldWithoutThrowing() {
        play(() -> {
            var winner = after(1, 7);
            var loser = failing(1).observe();
            assertFalse(winner.isStarted());
            assertEquals(null, winner.value());
            assertEquals(null, winner.outcome());
            Waits.join(List.of(winner, loser));
            assertTrue(winner.isStarted() && winner.isDone() && winner.isSuccessful());
            assertEquals(7, winner.value());
            assertEquals(null, winner.exception());
            assertEquals(new Outcome.Success<>(7), winner.outcome());
            assertTrue(loser.isDone() && !loser.isSuccessful());
            assertEquals(null, loser.value());
            assertEquals("on purpose", loser.exception().getMessage());
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void childrenAreThoseThatLive() {
        play(() -> {
            var a = after(1, 0);
            var b = after(2, 0);
            assertEquals(List.of(a, b), Task.current().children());
            assertEquals(Task.current(), a.parent());
            a.join();
            assertEquals(List.of(b), Task.current().children());
            assertEquals(null, a.parent());
        });
    }

    @Test
    void underAnyScheduleEveryWaitEndsAndEveryEndIsSeenOnce() {
        Schedules.explorePreemptive(1_000, seed -> {
            var tasks = new ArrayList<Task<Void>>();
            for (int n = 0; n < 4; n++) {
                tasks.add(spawn("t" + n, Sleep::yieldNow));
            }
            var seen = new ArrayList<Task<Void>>();
            var iterating = spawn("iterating", () -> Waits.asCompleted(tasks).forEach(seen::add));
            var all = spawn("all", () -> assertEquals(4, Waits.all(tasks).done().size()));
            var first = spawn("first", () -> assertFalse(Waits.first(tasks).done().isEmpty()));
            var race = spawn("race", () -> Race.tasks(List.copyOf(tasks)));
            Sleep.yieldNow();
            boolean cancels = seed % 2 == 0;
            if (cancels) {
                List.of(iterating, all, first, race).get((int) (seed / 2 % 4)).cancel("x");
            }
            for (var waiting : Waits.all(List.of(iterating, all, first)).done()) {
                assertTrue(waiting.isSuccessful() || cancels && waiting.isCancelled(),
                        () -> waiting + " " + waiting.exception());
            }
            assertEquals(seen.size(), seen.stream().distinct().count());
            assertTrue(seen.size() == 4 || iterating.isCancelled());
            Waits.all(List.of(race));
        });
    }

    @Test
    void aPlatformThreadMayWaitToo() {
        var loop = virtualLoop();
        var task = loop.spawn(() -> {
            sleepSeconds(1);
            return 5;
        });
        assertEquals(List.of(task), Waits.all(List.of(task)).done());
        assertEquals(List.of(task), Waits.join(List.of(task)));
        task.kill();
        assertEquals(5, Select.from(List.of(task)).value(task));
    }
}
