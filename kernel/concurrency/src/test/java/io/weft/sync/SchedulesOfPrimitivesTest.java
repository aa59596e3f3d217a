package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Action;
import io.weft.loop.Cancelled;
import io.weft.loop.Loop;
import io.weft.loop.Schedules;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.TimedOut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every primitive under many interleavings, as if its users ran on several processors, with cancels and limits in the
/// middle: what was handed over is what was taken, and nobody waits for ever.
class SchedulesOfPrimitivesTest extends SyncTestCase {

    private static final int SCHEDULES = 2_000;

    /// Tasks of one schedule that are cancelled at random moments.
    private static final class Crew {

        final Random random;
        final List<Task<?>> tasks = new ArrayList<>();

        Crew(long seed) {
            random = new Random(seed);
        }

        void add(String name, Action body) {
            tasks.add(Loop.current().spawn(name, callable(body)));
        }

        /// Cancels some, now and then, and waits for all.
        void finish(int cancels) {
            for (int i = 0; i < cancels; i++) {
                for (int pause = random.nextInt(6); pause > 0; pause--) {
                    Sleep.yieldNow();
                }
                tasks.get(random.nextInt(tasks.size())).cancel("chance");
            }
            end(tasks);
        }
    }

    /// Waits without a limit, or with one that may pass; false if it passed.
    private static boolean within(Random random, Action unlimited, Action limited) throws Exception {
        try {
            if (random.nextBoolean()) {
                unlimited.run();
            } else {
                limited.run();
            }
            return true;
        } catch (TimedOut _) {
            return false;
        }
    }

    @Test
    void aLockHasOneHolderAndIsFreeAtTheEnd() {
        Schedules.explorePreemptive(SCHEDULES, seed -> {
            var crew = new Crew(seed);
            var lock = Primitives.lock();
            int[] inside = new int[1];
            int[] entered = new int[1];
            for (int i = 0; i < 4; i++) {
                crew.add("t" + i, () -> {
                    for (int round = 0; round < 3; round++) {
                        if (within(crew.random, lock::acquire, () -> lock.acquire(duration(0.001)))) {
                            try {
                                assertEquals(1, ++inside[0]);
                                entered[0]++;
                                pause(crew.random);
                            } finally {
                                inside[0]--;
                                lock.release();
                            }
                        }
                    }
                });
            }
            crew.finish(2);
            assertEquals(new TaskLock.Snapshot(null, null, 0, List.of()), lock.snapshot());
            assertTrue(entered[0] > 0);
        });
    }

    @Test
    void aSemaphoreNeverGivesMoreThanItHasAndHasAllAtTheEnd() {
        Schedules.explorePreemptive(SCHEDULES, seed -> {
            var crew = new Crew(seed);
            var semaphore = Primitives.boundedSemaphore(3);
            int[] taken = new int[1];
            for (int i = 0; i < 5; i++) {
                crew.add("t" + i, () -> {
                    for (int round = 0; round < 2; round++) {
                        int number = 1 + crew.random.nextInt(3);
                        if (within(crew.random, () -> semaphore.acquire(number),
                                () -> semaphore.acquire(number, duration(0.001)))) {
                            try {
                                taken[0] += number;
                                assertTrue(taken[0] <= 3);
                                pause(crew.random);
                            } finally {
                                taken[0] -= number;
                                semaphore.release(number);
                            }
                        }
                    }
                });
            }
            crew.finish(2);
            assertEquals(3, semaphore.permits());
            assertEquals(List.of(), semaphore.snapshot().waiters());
        });
    }

    @Test
    void aSignalOfAConditionReachesOneWhoWaits() {
        Schedules.explorePreemptive(SCHEDULES, seed -> {
            var crew = new Crew(seed);
            var cond = Primitives.condition();
            // Tokens are put and taken under the lock. A signal that a cancelled waiter used up would leave one behind.
            int[] tokens = new int[1];
            int[] used = new int[1];
            for (int i = 0; i < 4; i++) {
                crew.add("taker" + i, () -> {
                    try (var _ = cond.hold()) {
                        while (tokens[0] == 0) {
                            cond.await();
                        }
                        assertTrue(cond.lock().isHeldHere());
                        tokens[0]--;
                        used[0]++;
                    } catch (Cancelled e) {
                        assertTrue(!cond.lock().isHeldHere());
                        throw e;
                    }
                });
            }
            var giver = Loop.current().spawn("giver", callable(() -> {
                for (int i = 0; i < 4; i++) {
                    try (var _ = cond.hold()) {
                        tokens[0]++;
                        cond.signal();
                    }
                }
            }));
            crew.finish(2);
            giver.join();
            assertEquals(4, used[0] + tokens[0]);
            assertEquals(crew.tasks.stream().filter(task -> !task.isCancelled()).count(), used[0]);
            assertEquals(new TaskLock.Snapshot(null, null, 0, List.of()), cond.lock().snapshot());
            assertEquals(List.of(), cond.snapshot().waiters());
        });
    }

    @Test
    void whatGoesIntoAQueueComesOutOnceAndInOrder() {
        Schedules.explorePreemptive(SCHEDULES, seed -> {
            var crew = new Crew(seed);
            int kind = crew.random.nextInt(3);
            TaskQueue<Integer> queue = kind == 0
                    ? Primitives.queue(1 + crew.random.nextInt(3))
                    : kind == 1 ? Primitives.lifoQueue(2) : Primitives.priorityQueue(2);
            flow(crew, queue::put, item -> queue.put(item, duration(0.001)), queue::get,
                    () -> queue.get(duration(0.001)), queue::closeNow, kind == 0);
            assertEquals(0, queue.snapshot().getters().size() + queue.snapshot().putters().size());
        });
    }

    @Test
    void whatGoesIntoAChannelComesOutOnceAndInOrder() {
        Schedules.explorePreemptive(SCHEDULES, seed -> {
            var crew = new Crew(seed);
            TaskChannel<Integer> channel = Primitives.channel(crew.random.nextInt(2));
            flow(crew, channel::send, item -> channel.send(item, duration(0.001)), channel::receive,
                    () -> channel.receive(duration(0.001)), channel::closeNow, true);
            assertEquals(0, channel.snapshot().receivers().size() + channel.snapshot().senders().size());
        });
    }

    private interface In {
        void put(int item) throws Exception;
    }

    private interface Out {
        Integer get() throws Exception;
    }

    private interface Rest {
        List<Integer> take();
    }

    /// Two producers, three consumers, cancels: every item whose put returned is got by exactly one or left over.
    private static void flow(Crew crew, In put, In timedPut, Out get, Out timedGet, Rest rest, boolean ordered) {
        var sent = new ArrayList<Integer>();
        var got = new ArrayList<Integer>();
        for (int p = 0; p < 2; p++) {
            int producer = p;
            crew.add("producer" + p, () -> {
                for (int i = 0; i < 3; i++) {
                    int item = 10 * producer + i;
                    if (within(crew.random, () -> put.put(item), () -> timedPut.put(item))) {
                        sent.add(item);
                    }
                }
            });
        }
        for (int c = 0; c < 3; c++) {
            crew.add("consumer" + c, () -> {
                var mine = new ArrayList<Integer>();
                for (int i = 0; i < 2; i++) {
                    within(crew.random, () -> mine.add(add(got, get.get())), () -> mine.add(add(got, timedGet.get())));
                }
                if (ordered) {
                    assertTrue(mine.size() < 2 || mine.get(0) / 10 != mine.get(1) / 10 || mine.get(0) < mine.get(1),
                            mine.toString());
                }
            });
        }
        // Whoever is left alone with no partner ends by a cancel.
        for (int pause = 0; pause < 40; pause++) {
            Sleep.yieldNow();
        }
        crew.tasks.forEach(task -> {
            if (crew.random.nextInt(3) == 0) {
                task.cancel("chance");
            }
        });
        sleep(1);
        crew.tasks.forEach(task -> task.cancel("the end"));
        end(crew.tasks);
        got.addAll(rest.take());
        assertEquals(sent.size(), got.size(), "sent " + sent + ", got " + got);
        assertEquals(new HashSet<>(sent), new HashSet<>(got));
    }

    private static Integer add(List<Integer> items, Integer item) {
        items.add(item);
        return item;
    }

    @Test
    void barriersEventsAndLatchesLetEverybodyGo() {
        Schedules.explorePreemptive(SCHEDULES / 2, seed -> {
            var crew = new Crew(seed);
            var barrier = Primitives.barrier(2);
            var latch = Primitives.latch(3);
            var event = Primitives.event();
            int[] passed = new int[1];
            for (int i = 0; i < 3; i++) {
                crew.add("t" + i, () -> {
                    latch.countDown();
                    latch.await();
                    passed[0]++;
                    event.await();
                });
            }
            crew.add("setter", () -> {
                latch.await();
                event.set();
            });
            crew.finish(0);
            assertEquals(3, passed[0]);
            // Of three who come, one is cancelled: the two others meet, or a fourth makes up for it.
            for (int i = 0; i < 3; i++) {
                crew.add("party" + i, barrier::await);
            }
            Sleep.yieldNow();
            crew.tasks.getLast().cancel("chance");
            sleep(1);
            if (!barrier.snapshot().waiters().isEmpty()) {
                barrier.await();
            }
            end(crew.tasks);
        });
    }

    private static void pause(Random random) {
        if (random.nextBoolean()) {
            Sleep.yieldNow();
        } else {
            sleep(0.001);
        }
    }
}
