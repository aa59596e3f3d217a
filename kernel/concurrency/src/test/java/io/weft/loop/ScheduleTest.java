package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest extends LoopTestCase {

    /// A lock that forgets a waiter when it comes between two steps of the release: right on one loop, wrong beside other threads.
    private static final class RacyLock extends Guard {

        private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
        private boolean locked;

        void lock() {
            while (true) {
                enter();
                boolean mine = !locked;
                locked = true;
                leave();
                if (mine) {
                    return;
                }
                var waiter = Waiter.here();
                enter();
                waiters.add(waiter);
                leave();
                waiter.await("racy lock");
            }
        }

        void unlock() {
            enter();
            locked = false;
            var waiter = waiters.poll();
            leave();
            if (waiter != null) {
                waiter.signal();
            }
        }
    }

    private static List<String> orderUnder(Schedule schedule) {
        var order = new ArrayList<String>();
        Schedules.replay(schedule, _ -> {
            for (var name : List.of("a", "b", "c", "d")) {
                spawn(name, () -> {
                    for (int i = 0; i < 3; i++) {
                        order.add(name + i);
                        Sleep.yieldNow();
                    }
                    sleepSeconds(1);
                    order.add(name + " woke");
                });
            }
            sleepSeconds(2);
        });
        return order;
    }

    @Test
    void aSeedGivesItsOrderAgainAndSeedsDiffer() {
        var orders = new HashSet<List<String>>();
        for (int seed = 0; seed < 200; seed++) {
            var order = orderUnder(Schedule.seeded(seed));
            assertEquals(16, order.size());
            assertEquals(order, orderUnder(Schedule.seeded(seed)));
            orders.add(order);
        }
        assertTrue(orders.size() > 190, orders.size() + " orders");
        assertEquals(orderUnder(Schedule.preemptive(3)), orderUnder(Schedule.preemptive(3)));
        assertEquals("[a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a woke, b woke, c woke, d woke]",
                orderUnder(Schedule.fifo()).toString());
    }

    @Test
    void allOrdersOfThreeTasksAreMet() {
        Set<String> orders = new HashSet<>();
        Schedules.explore(100, _ -> {
            var order = new StringBuilder();
            Gather.all(List.of(() -> order.append("a"), () -> order.append("b"), () -> order.append("c")));
            orders.add(order.toString());
        });
        assertEquals(Set.of("abc", "acb", "bac", "bca", "cab", "cba"), orders);
    }

    @Test
    void aWakeUpMayComeBeforeOrAfterATimeoutOfTheSameMoment() {
        var results = new HashSet<Boolean>();
        Schedules.explore(200, _ -> {
            var waiter = new Waiter[1];
            var waits = Loop.current().spawn(() -> {
                waiter[0] = Waiter.here();
                return waiter[0].await("signal", Duration.ofSeconds(1));
            });
            spawn("signals", () -> {
                sleepSeconds(1);
                waiter[0].signal();
            });
            results.add(waits.join());
        });
        assertEquals(Set.of(true, false), results);
    }

    @Test
    void theFailureNamesItsSeedAndTheReplayFailsAlike() {
        Schedules.Body body = _ -> {
            var order = new ArrayList<String>();
            Gather.all(List.of(() -> order.add("a"), () -> order.add("b"), () -> order.add("c")));
            assertNotEquals(List.of("c", "a", "b"), order);
        };
        var failed = assertThrows(ScheduleFailed.class, () -> Schedules.explore(1000, body));
        assertInstanceOf(AssertionError.class, failed.getCause());
        var told = failed.getMessage();
        assertTrue(told.startsWith("Under Schedule.seeded("), told);
        int seed = Integer.parseInt(told.substring(told.indexOf('(') + 1, told.indexOf(')')));
        assertTrue(told.endsWith(" Run it alone with Schedules.replay(Schedule.seeded(" + seed + "), body)."), told);
        var again = assertThrows(ScheduleFailed.class, () -> Schedules.replay(Schedule.seeded(seed), body));
        assertEquals(told, again.getMessage());
        for (int earlier = 0; earlier < seed; earlier++) {
            Schedules.replay(Schedule.seeded(earlier), body);
        }
    }

    @Test
    void preemptionFindsTheRaceThatTasksAloneNeverMeet() {
        Schedules.Body body = _ -> {
            var lock = new RacyLock();
            Action user = () -> {
                for (int i = 0; i < 3; i++) {
                    lock.lock();
                    Sleep.yieldNow();
                    lock.unlock();
                }
            };
            Gather.all(List.of(callable(user), callable(user), callable(user)));
        };
        Schedules.explore(1000, body);
        var failed = assertThrows(ScheduleFailed.class, () -> Schedules.explorePreemptive(1000, body));
        assertTrue(failed.getMessage().contains("no task can go on: "), failed.getMessage());
        assertTrue(failed.getMessage().contains(" waits for racy lock"), failed.getMessage());
    }

    @Test
    void aFailureThatNobodyAwaitsFailsTheRun() {
        var cause = new IllegalStateException("unseen");
        var failed = assertThrows(ScheduleFailed.class, () -> Schedules.explore(1, _ -> spawn("loses", () -> {
            throw cause;
        })));
        assertSame(cause, failed.getCause());
        assertTrue(failed.getMessage().contains("a task that nobody awaited failed: "), failed.getMessage());
    }

    @Test
    void inATaskItIsRefused() {
        var loop = virtualLoop();
        var refused = assertThrows(IllegalStateException.class,
                () -> run(loop, () -> Schedules.explore(1, _ -> {})));
        assertEquals("Schedules was called in run: call it outside of tasks, since its runs have loops of their own.",
                refused.getMessage());
    }

    @Test
    void cancellationAndScopesHoldUnderEveryOrder() {
        for (var preemptive : List.of(false, true)) {
            Schedules.Body body = seed -> {
                var ended = new ArrayList<String>();
                var opener = Loop.current().spawn("opener", () -> Scope.open(scope -> {
                    for (int i = 0; i < 3; i++) {
                        int nap = i;
                        scope.spawn("child " + i, () -> {
                            try {
                                sleepSeconds(nap + 1);
                                return nap;
                            } finally {
                                Sleep.yieldNow();
                                ended.add("child " + nap);
                            }
                        });
                    }
                    sleepSeconds(seed % 4);
                    return 1;
                }));
                sleepSeconds(seed % 3);
                opener.cancel("test");
                opener.awaitEnd(Long.MAX_VALUE);
                int begun = ended.size();
                sleepSeconds(10);
                assertEquals(begun, ended.size(), "a child outlived its scope");
            };
            if (preemptive) {
                Schedules.explorePreemptive(2000, body);
            } else {
                Schedules.explore(2000, body);
            }
        }
    }
}
