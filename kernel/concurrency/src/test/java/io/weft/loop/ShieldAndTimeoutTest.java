package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShieldAndTimeoutTest extends LoopTestCase {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final List<String> notes = new ArrayList<>();

    private static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aShieldPutsOffACancellation() {
        play(() -> {
            var task = spawn("shielded", () -> {
                notes.add(Shield.run(() -> {
                    sleepSeconds(2);
                    Sleep.yieldNow();
                    return "whole";
                }));
                assertTrue(Thread.currentThread().isInterrupted());
                sleepSeconds(1);
                notes.add("never");
            });
            sleepSeconds(1);
            task.kill();
            assertTrue(task.isCancelled());
        });
        assertEquals(List.of("whole"), notes);
        assertEquals("2 s: run SUCCEEDED", trace.ends().getLast());
    }

    @Test
    void itHoldsForARequestThatWasMadeBefore() {
        play(() -> {
            var task = spawn("shielded", () -> {
                Task.current().cancel("myself");
                notes.add(Shield.run(() -> {
                    assertFalse(Thread.currentThread().isInterrupted());
                    sleepSeconds(2);
                    return "whole";
                }));
                Sleep.yieldNow();
                notes.add("never");
            });
            Waits.all(List.of(task));
            assertTrue(task.isCancelled());
        });
        assertEquals(List.of("whole"), notes);
    }

    @Test
    void limitsAndScopesInsideWork() {
        play(() -> {
            var task = spawn("shielded", () -> Shield.run(callable(() -> {
                assertThrows(TimedOut.class, () -> Timeouts.timeout(SECOND, callable(() -> sleepSeconds(9))));
                assertThrows(IllegalStateException.class, () -> Gather.all(List.of(callable(() -> {
                    throw new IllegalStateException();
                }), callable(() -> sleepSeconds(9)))));
                Shield.run(callable(() -> sleepSeconds(1)));
                sleepSeconds(1);
                notes.add("whole");
            })));
            Sleep.yieldNow();
            task.cancel("x");
            task.cancel("y");
            Waits.all(List.of(task));
        });
        assertEquals(List.of("whole"), notes);
        assertEquals("3 s: run SUCCEEDED", trace.ends().getLast());
    }

    @Test
    void aLimitAroundAShieldComesAfterIt() {
        play(() -> {
            assertEquals("done", Timeouts.timeout(SECOND, () -> Shield.run(() -> {
                sleepSeconds(5);
                return "done";
            })));
            assertFalse(Thread.currentThread().isInterrupted());
            assertThrows(TimedOut.class, () -> Timeouts.timeout(SECOND, callable(() -> {
                Shield.run(callable(() -> sleepSeconds(5)));
                Sleep.yieldNow();
            })));
            sleepSeconds(1);
        });
    }

    @Test
    void theCallersExceptionAndValue() {
        play(() -> {
            var late = assertThrows(TooLong.class,
                    () -> Timeouts.timeout(SECOND, TooLong::new, callable(() -> sleepSeconds(9))));
            assertTrue(late.getSuppressed()[0] instanceof TimedOut);
            assertEquals(5, Timeouts.<Integer, RuntimeException>timeout(SECOND, IllegalStateException::new, () -> 5));
            assertEquals("other", Timeouts.timeoutOr(SECOND, "other", () -> {
                sleepSeconds(9);
                return "value";
            }));
            assertEquals("value", Timeouts.timeoutOr(SECOND, "other", () -> "value"));
        });
    }

    @Test
    void theOutersLimitIsNotTakenForOnesOwn() {
        play(() -> {
            assertThrows(TimedOut.class, () -> Timeouts.timeout(SECOND,
                    () -> Timeouts.timeoutOr(Duration.ofSeconds(5), "inner", () -> {
                        sleepSeconds(9);
                        return "value";
                    })));
            assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofSeconds(5), TooLong::new,
                    () -> Timeouts.timeout(SECOND, callable(() -> sleepSeconds(9)))));
        });
    }

    @Test
    void underAnyScheduleAShieldIsWhole() {
        Schedules.explorePreemptive(500, _ -> {
            int[] steps = {0};
            var task = spawn("shielded", () -> {
                Shield.run(callable(() -> {
                    steps[0]++;
                    sleepSeconds(1);
                    Sleep.yieldNow();
                    steps[0]++;
                }));
                sleepSeconds(1);
            });
            var cancel = spawn("cancel", () -> task.cancel("x"));
            var limit = spawn("limit", () -> Timeouts.timeoutOr(SECOND, null, () -> {
                Shield.run(callable(() -> sleepSeconds(1)));
                return null;
            }));
            Waits.join(List.of(task, cancel, limit));
            assertTrue(steps[0] != 1);
            assertTrue(limit.isSuccessful());
        });
    }

    @Test
    void taskLocalsAreEachTasksOwn() {
        var x = TaskLocal.<Integer>named("x");
        var counter = TaskLocal.withInitial("counter", () -> 10);
        play(() -> {
            x.set(1);
            var other = spawn("f2", () -> {
                assertFalse(x.isSet());
                assertEquals(
                        "x has no value in f2: set it there first, since a task does not see the values of others.",
                        assertThrows(IllegalStateException.class, x::get).getMessage());
                x.set(2);
                counter.set(counter.get() + 1);
                assertEquals(2, x.get());
            });
            other.join();
            assertEquals(1, x.get());
            assertEquals(10, counter.get());
            x.remove();
            assertEquals(7, x.getOr(7));
            x.set(null);
            assertEquals(null, x.get());
        });
        assertEquals(3, x.getOr(3));
    }

    @Test
    void anEagerTaskRunsToItsFirstWaitAtOnce() {
        play(() -> {
            spawn("other", () -> notes.add("other"));
            var eager = Loop.current().spawnNow("eager", callable(() -> {
                notes.add("eager begins");
                Loop.current().spawnNow("inner", callable(() -> {
                    notes.add("inner");
                    Sleep.yieldNow();
                    notes.add("inner ends");
                }));
                notes.add("eager goes on");
                Sleep.yieldNow();
                notes.add("eager ends");
            }));
            notes.add("starter goes on");
            assertTrue(Loop.current().spawnNow("short", () -> 5).isDone());
            eager.join();
            sleepSeconds(1);
        });
        assertEquals(List.of("eager begins", "inner", "eager goes on", "starter goes on", "other", "inner ends",
                "eager ends"), notes);
    }

    @Test
    void eagerStartHoldsUnderAnySchedule() {
        Schedules.explore(500, _ -> {
            var order = new ArrayList<String>();
            spawn("a", () -> order.add("a"));
            spawn("b", () -> order.add("b"));
            Loop.current().spawnNow("eager", callable(() -> order.add("eager")));
            order.add("starter");
            sleepSeconds(1);
            assertEquals(List.of("eager", "starter"), order.subList(0, 2));
            assertEquals(4, order.size());
        });
        Schedules.explorePreemptive(500, _ -> {
            int[] ran = {0};
            for (int n = 0; n < 3; n++) {
                spawn("s" + n, () -> Loop.current().spawnNow("eager", callable(() -> ran[0]++)).join());
            }
            sleepSeconds(1);
            assertEquals(3, ran[0]);
        });
    }
}
