package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ScopeTest extends LoopTestCase {

    private final List<String> notes = new ArrayList<>();

    /// A task that cleans up for a second when it is cancelled, and notes that it could.
    private Callable<Void> careful(String name) {
        return callable(() -> {
            try {
                sleepSeconds(100);
                notes.add(name + " ended");
            } finally {
                sleepSeconds(1);
                notes.add(name + " cleaned up");
            }
        });
    }

    private static Callable<Void> failing(long seconds, Exception failure) {
        return () -> {
            sleepSeconds(seconds);
            throw failure;
        };
    }

    @Test
    void itEndsWhenItsTasksHave() {
        play(() -> {
            int value = Scope.open(scope -> {
                scope.spawn("slow", callable(() -> sleepSeconds(3)));
                scope.spawn("fast", callable(() -> sleepSeconds(1)));
                return 7;
            });
            assertEquals(7, value);
        });
        assertEquals(List.of("1 s: fast SUCCEEDED", "3 s: slow SUCCEEDED", "3 s: run SUCCEEDED"), trace.ends());
        assertTrue(trace.of("run").contains("WAITING scope of run (2 running)"), trace.of("run").toString());
    }

    @Test
    void aFailingBodyCancelsTheTasksAndWaitsForThem() {
        play(() -> {
            var failure = new IOException("body");
            var thrown = assertThrows(TaskFailed.class, () -> Scope.open(scope -> {
                scope.spawn("child", careful("child"));
                Sleep.yieldNow();
                throw failure;
            }));
            assertSame(failure, thrown.getCause());
            sleepSeconds(1);
        });
        assertEquals(List.of("child cleaned up"), notes);
        assertEquals(List.of("1 s: child CANCELLED", "2 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void aFailingTaskEndsTheWaitOfTheBody() {
        play(() -> {
            var failure = new IllegalStateException("child");
            assertSame(failure, assertThrows(IllegalStateException.class, () -> Scope.open(scope -> {
                scope.spawn("failing", failing(1, failure));
                scope.spawn("child", careful("child"));
                sleepSeconds(50);
                throw new AssertionError("the body went on");
            })));
            assertFalse(Thread.interrupted());
            sleepSeconds(1);
        });
        assertEquals(List.of("child cleaned up"), notes);
        assertEquals(List.of("1 s: failing FAILED", "2 s: child CANCELLED", "3 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void aFailingTaskLetsTheOthersCleanUpWhenTheBodyHasEnded() {
        play(() -> {
            var failure = new IllegalStateException("child");
            assertThrows(IllegalStateException.class, () -> Scope.open(scope -> {
                scope.spawn("failing", failing(1, failure));
                scope.spawn("a", careful("a"));
                scope.spawn("b", careful("b"));
                return null;
            }));
        });
        assertEquals(List.of("a cleaned up", "b cleaned up"), notes);
        assertEquals("2 s: run SUCCEEDED", trace.lines().getLast());
    }

    @Test
    void aFailureWhileCleaningUpLetsTheOthersFinish() {
        play(() -> {
            var thrown = assertThrows(IllegalStateException.class, () -> Scope.open(scope -> {
                scope.spawn("careful", careful("careful"));
                scope.spawn("clumsy", () -> {
                    try {
                        sleepSeconds(100);
                    } finally {
                        Sleep.yieldNow();
                        throwOnPurpose();
                    }
                    return null;
                });
                Sleep.yieldNow();
                throw new IllegalStateException("body");
            }));
            assertEquals("clumsy", thrown.getMessage());
            assertEquals("body", thrown.getSuppressed()[0].getMessage());
        });
        assertEquals(List.of("careful cleaned up"), notes);
    }

    private static void throwOnPurpose() {
        throw new IllegalStateException("clumsy");
    }

    @Test
    void aFailingTaskStopsABodyThatRunsAtItsNextWait() {
        play(() -> {
            var thrown = assertThrows(IllegalStateException.class, () -> Scope.open(scope -> {
                scope.spawn("failing", failing(0, new IllegalStateException("child")));
                Thread.yield();
                Thread.yield();
                notes.add("body runs");
                return "lost";
            }));
            assertEquals("child", thrown.getMessage());
            assertFalse(Thread.interrupted());
            sleepSeconds(1);
        });
        assertEquals(List.of("body runs"), notes);
    }

    @Test
    void cancellingTheOpenerWaitsForTheTasks() {
        play(() -> {
            var opener = spawn("opener", () -> Scope.open(scope -> {
                scope.spawn("a", careful("a"));
                scope.spawn("b", careful("b"));
                return null;
            }));
            sleepSeconds(1);
            opener.cancel("enough");
            assertThrows(CancellationException.class, opener::join);
            notes.add("joined");
        });
        assertEquals(List.of("a cleaned up", "b cleaned up", "joined"), notes);
        assertEquals(List.of("2 s: a CANCELLED", "2 s: b CANCELLED", "2 s: opener CANCELLED", "2 s: run SUCCEEDED"),
                trace.ends());
    }

    @Test
    void aTimeoutAroundNestedScopesEndsThemFromWithin() {
        play(() -> {
            assertThrows(TimedOut.class, () -> Timeouts.timeout(Duration.ofSeconds(1), () -> Scope.open(outer -> {
                outer.spawn("middle", () -> Scope.open(inner -> inner.spawn("leaf", careful("leaf"))));
                outer.spawn("side", careful("side"));
                return null;
            })));
            assertFalse(Thread.interrupted());
            sleepSeconds(1);
        });
        assertEquals(List.of("side cleaned up", "leaf cleaned up"), notes);
        assertEquals(
                List.of("2 s: side CANCELLED", "2 s: leaf CANCELLED", "2 s: middle CANCELLED", "3 s: run SUCCEEDED"),
                trace.ends());
    }

    @Test
    void aTimeoutInsideAScopeLeavesTheScopeAlone() {
        play(() -> {
            int value = Scope.open(scope -> {
                scope.spawn("child", callable(() -> sleepSeconds(5)));
                assertThrows(TimedOut.class,
                        () -> Timeouts.timeout(Duration.ofSeconds(1), callable(() -> sleepSeconds(9))));
                return 1;
            });
            assertEquals(1, value);
        });
        assertEquals(List.of("5 s: child SUCCEEDED", "5 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void cancelEndsTheTasksAndTheBodyGoesOn() {
        play(() -> {
            var value = Scope.open(scope -> {
                scope.spawn("child", careful("child"));
                sleepSeconds(1);
                scope.cancel("no need");
                var late = scope.spawn("late", careful("late"));
                sleepSeconds(3);
                assertTrue(late.isCancelled());
                return "value";
            });
            assertEquals("value", value);
        });
        assertEquals(List.of("child cleaned up"), notes);
        assertEquals(List.of("SPAWNED", "CANCELLED"), trace.of("late"));
    }

    @Test
    void tasksOfAScopeMaySpawnInIt() {
        play(() -> Scope.open(scope -> scope.spawn("a", callable(() -> {
            sleepSeconds(1);
            scope.spawn("b", callable(() -> sleepSeconds(1)));
        }))));
        assertEquals(List.of("1 s: a SUCCEEDED", "2 s: b SUCCEEDED", "2 s: run SUCCEEDED"), trace.ends());
    }

    @Test
    void afterItsEndItRefusesAndSaysSo() {
        play(() -> {
            Scope gone = Scope.open(scope -> scope);
            var refused = assertThrows(IllegalStateException.class,
                    () -> gone.spawn("late", callable(() -> notes.add("ran"))));
            assertEquals("The scope of run has ended: spawn in a scope that is open.", refused.getMessage());
            sleepSeconds(1);
        });
        assertEquals(List.of(), notes);
    }

    @Test
    void laterFailuresAreSuppressedAndASharedExceptionIsNoTrouble() {
        play(() -> {
            var same = new IllegalStateException("same");
            var thrown = assertThrows(IllegalStateException.class, () -> Scope.open(scope -> {
                scope.spawn(failing(1, same));
                scope.spawn(failing(1, same));
                scope.spawn(failing(1, new IOException("other")));
                return null;
            }));
            assertSame(same, thrown);
            assertEquals(1, thrown.getSuppressed().length);
            assertEquals("other", thrown.getSuppressed()[0].getMessage());
        });
    }

    @Test
    void cancelOfTheOpenerAndAFailureGiveTheCancellationWithTheFailure() {
        play(() -> {
            var opener = spawn("opener", () -> Scope.open(scope -> {
                scope.spawn(() -> {
                    try {
                        sleepSeconds(9);
                    } catch (Cancelled _) {
                        throw new IOException("on the way");
                    }
                    return null;
                });
                return null;
            }));
            sleepSeconds(1);
            opener.cancel("x");
            var told = assertThrows(CancellationException.class, opener::join);
            assertEquals("on the way", told.getCause().getSuppressed()[0].getMessage());
        });
    }
}
