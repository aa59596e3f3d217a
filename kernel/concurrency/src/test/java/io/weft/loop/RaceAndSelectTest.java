package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.sync.TaskEvent;
import io.weft.sync.TaskQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class RaceAndSelectTest extends LoopTestCase {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final List<String> notes = new ArrayList<>();

    private Callable<String> runner(String name, long seconds) {
        return () -> {
            try {
                sleepSeconds(seconds);
                return name;
            } catch (Cancelled e) {
                notes.add(name + " cancelled");
                throw e;
            }
        };
    }

    private static Callable<String> failing(long seconds, Exception failure) {
        return () -> {
            sleepSeconds(seconds);
            throw failure;
        };
    }

    @Test
    void theFirstValueWins() {
        play(() -> {
            assertEquals("b", Race.bodies(List.of(runner("a", 3), runner("b", 2), failing(1, new IOException("x")))));
            assertEquals(List.of("a cancelled"), notes);
            var task = Loop.current().spawn("t", runner("t", 1));
            assertEquals("t", Race.tasks(List.of(Loop.current().spawn(runner("slow", 9)), task)));
        });
        assertEquals("3 s: run SUCCEEDED", trace.ends().getLast());
        assertEquals(List.of(), lost);
    }

    @Test
    void whenAllFailTheFirstFailureIsThrown() {
        play(() -> {
            var first = new IllegalStateException("first");
            var second = new IOException("second");
            var thrown = assertThrows(IllegalStateException.class,
                    () -> Race.bodies(List.of(failing(2, second), failing(1, first))));
            assertSame(first, thrown);
            assertSame(second, thrown.getSuppressed()[0]);
            assertThrows(IllegalArgumentException.class, () -> Race.bodies(List.of()));
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void cancelledInTheMiddleItEndsItsRunners() {
        play(() -> {
            var race = spawn("race", () -> Race.bodies(List.of(runner("a", 9), runner("b", 9))));
            sleepSeconds(1);
            race.kill();
            assertEquals(List.of("a cancelled", "b cancelled"), notes);
            assertTrue(race.isCancelled());
        });
    }

    @Test
    void selectTakesFromOneOnly() {
        play(() -> {
            TaskQueue<String> jobs = TaskQueue.fifo("jobs", 3);
            var stop = new TaskEvent("stop");
            var task = Loop.current().spawn("task", runner("ended", 2));
            spawn("producer", () -> {
                sleepSeconds(1);
                jobs.put("one");
                stop.set();
            });
            var first = Select.from(List.of(jobs, stop, task));
            assertTrue(first.isFrom(jobs));
            assertEquals("one", first.value(jobs));
            var second = Select.from(List.of(jobs, stop, task));
            assertTrue(second.isFrom(stop));
            var third = Select.from(List.of(jobs, task));
            assertEquals("ended", third.value(task));
            assertThrows(IllegalStateException.class, () -> third.value(jobs));
            var none = Select.from(SECOND, List.of(jobs));
            assertTrue(none.isTimedOut());
            jobs.put("kept");
            assertEquals("kept", jobs.get());
        });
        assertEquals("3 s: run SUCCEEDED", trace.ends().getLast());
    }

    @Test
    void aFailedTaskThrowsWhenAskedForItsValue() {
        play(() -> {
            var failure = new IllegalStateException("no");
            var task = Loop.current().spawn(failing(1, failure));
            var selected = Select.from(List.of(task));
            assertSame(failure, assertThrows(IllegalStateException.class, () -> selected.value(task)));
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void aCancelledSelectLosesNothing() {
        play(() -> {
            TaskQueue<String> jobs = TaskQueue.fifo("jobs", 3);
            var slow = Loop.current().spawn("slow", failing(9, new IOException("x")));
            var selecting = spawn("selecting", () -> Select.from(List.of(jobs, slow)));
            sleepSeconds(1);
            selecting.kill();
            assertFalse(slow.isObserved());
            jobs.put("a");
            assertEquals("a", jobs.poll());
            slow.kill();
        });
    }

    @Test
    void underAnyScheduleEveryItemIsSelectedOrLeft() {
        Schedules.explorePreemptive(300, seed -> {
            TaskQueue<Integer> a = TaskQueue.fifo("a", 2);
            TaskQueue<Integer> b = TaskQueue.fifo("b", 2);
            var got = new ArrayList<Integer>();
            var selecting = new ArrayList<Task<Void>>();
            for (int n = 0; n < 4; n++) {
                var end = spawn("end" + n, () -> Sleep.yieldNow());
                selecting.add(spawn("selecting" + n, () -> {
                    while (true) {
                        var selected = Select.from(List.of(a, end, b));
                        if (selected.isFrom(end)) {
                            break;
                        }
                        got.add(selected.isFrom(a) ? selected.value(a) : selected.value(b));
                    }
                }));
            }
            int accepted = 0;
            for (int n = 0; n < 4; n++) {
                accepted += a.offer(n) ? 1 : 0;
                accepted += b.offer(n) ? 1 : 0;
                if (n == 2) {
                    selecting.get((int) (seed % 4)).cancel("x");
                }
                Sleep.yieldNow();
            }
            Waits.all(selecting);
            for (var queue : List.of(a, b)) {
                for (var left = queue.poll(); left != null; left = queue.poll()) {
                    got.add(left);
                }
            }
            assertEquals(accepted, got.size());
        });
    }
}
