package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GatherTest extends LoopTestCase {

    private final List<String> notes = new ArrayList<>();

    private static Callable<Long> after(long seconds) {
        return () -> {
            sleepSeconds(seconds);
            return seconds;
        };
    }

    @Test
    void theValuesAreInTheOrderOfTheBodies() {
        play(() -> assertEquals(List.of(3L, 1L, 2L), Gather.all(List.of(after(3), after(1), after(2)))));
        assertEquals("3 s: run SUCCEEDED", trace.lines().getLast());
        assertEquals(List.of("1 s: task-3 SUCCEEDED", "2 s: task-4 SUCCEEDED", "3 s: task-2 SUCCEEDED"),
                trace.ends().subList(0, 3));
    }

    @Test
    void nothingGatheredIsAnEmptyList() {
        play(() -> assertEquals(List.of(), Gather.all(List.of())));
    }

    @Test
    void aNullValueStaysNull() {
        play(() -> assertEquals(Arrays.asList(1L, null), Gather.all(List.<Callable<Long>>of(after(1), () -> null))));
    }

    @Test
    void theFirstFailureCancelsTheOthersAndWaitsForThem() {
        play(() -> {
            var failure = new IllegalStateException("first");
            var thrown = assertThrows(IllegalStateException.class, () -> Gather.all(List.of(
                    callable(() -> {
                        sleepSeconds(1);
                        throw failure;
                    }), callable(() -> {
                        try {
                            sleepSeconds(10);
                        } finally {
                            sleepSeconds(2);
                            notes.add("cleaned up");
                        }
                    }))));
            notes.add("gathered");
            assertSame(failure, thrown);
            assertEquals(0, thrown.getSuppressed().length);
        });
        assertEquals(List.of("cleaned up", "gathered"), notes);
        assertEquals(List.of("1 s: task-2 FAILED", "3 s: task-3 CANCELLED", "3 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void laterFailuresAreSuppressed() {
        play(() -> {
            var second = new IOException("second");
            var thrown = assertThrows(IllegalStateException.class, () -> Gather.all(List.of(
                    callable(() -> {
                        sleepSeconds(1);
                        throw new IllegalStateException("first");
                    }), callable(() -> {
                        try {
                            sleepSeconds(10);
                        } catch (Cancelled _) {
                            throw second;
                        }
                    }))));
            assertEquals(1, thrown.getSuppressed().length);
            assertSame(second, thrown.getSuppressed()[0]);
        });
    }

    @Test
    void aBodyThatHasNotBegunWhenAnotherFailsNeverBegins() {
        play(() -> {
            assertThrows(IllegalStateException.class, () -> Gather.all(List.of(callable(() -> {
                throw new IllegalStateException("at once");
            }), callable(() -> notes.add("began")))));
        });
        assertEquals(List.of(), notes);
        assertEquals(List.of("SPAWNED", "CANCELLED"), trace.of("task-3"));
    }

    @Test
    void aCheckedExceptionIsTheCauseAndAnErrorIsItself() {
        play(() -> {
            var cause = new IOException("no");
            assertSame(cause, assertThrows(TaskFailed.class, () -> Gather.all(List.of(callable(() -> {
                throw cause;
            })))).getCause());
            assertThrows(AssertionError.class, () -> Gather.all(List.of(callable(() -> {
                throw new AssertionError("e");
            }))));
        });
    }

    @Test
    void cancellingTheGathererCancelsTheBodiesAndWaitsForThem() {
        play(() -> {
            var gatherer = spawn("gatherer", () -> Gather.all(List.of(callable(() -> {
                try {
                    sleepSeconds(100);
                } finally {
                    sleepSeconds(1);
                    notes.add("cleaned up");
                }
            }))));
            sleepSeconds(1);
            gatherer.cancel("enough");
            assertThrows(CancellationException.class, gatherer::join);
            notes.add("joined");
        });
        assertEquals(List.of("cleaned up", "joined"), notes);
        assertEquals(List.of("2 s: task-3 CANCELLED", "2 s: gatherer CANCELLED", "2 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void tasksThatRunAlreadyAreGatheredTheSameWay() {
        play(() -> {
            var loop = Loop.current();
            var slow = loop.spawn("slow", after(9));
            var done = loop.spawn("done", after(0));
            done.join();
            var failing = loop.<Long>spawn("failing", () -> {
                sleepSeconds(1);
                throw new IllegalStateException("x");
            });
            assertThrows(IllegalStateException.class, () -> Gather.tasks(List.of(slow, done, failing)));
            assertTrue(slow.isCancelled());
            assertEquals(List.of(0L, 0L), Gather.tasks(List.of(done, done)));
            // A task that failed before is a failure, too.
            var other = loop.spawn("other", after(9));
            assertThrows(IllegalStateException.class, () -> Gather.tasks(List.of(failing, other)));
            assertTrue(other.isCancelled());
            assertFalse(Thread.interrupted());
            sleepSeconds(1);
        });
        assertEquals("2 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void outsideATaskItSaysSo() {
        var refused = assertThrows(IllegalStateException.class, () -> Gather.all(List.of(after(1))));
        assertTrue(refused.getMessage().contains("outside a task"), refused.getMessage());
    }
}
