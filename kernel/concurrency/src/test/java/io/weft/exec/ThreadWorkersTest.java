package io.weft.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Gather;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.LoopClosed;
import io.weft.loop.Sleep;
import io.weft.loop.TaskFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadWorkersTest extends ExecTestCase {

    @Test
    void aJobRunsBesideTheLoopAndATaskAwaitsIt() {
        var pool = pool(2);
        var open = new CountDownLatch(1);
        loop.run(() -> {
            var job = pool.submit(() -> {
                await(open);
                return Thread.currentThread().getName();
            });
            // The loop goes on: else nobody would open the latch.
            Loop.current().post(open::countDown);
            assertEquals("pool/1", job.join());
        });
    }

    @Test
    void whatAJobSpawnsBelongsToWhoGaveTheJob() {
        var pool = pool(1);
        var cell = loop.owner("cell", null, lost::add);
        var spawned = loop.spawn(null, cell, () -> pool.submit(() -> loop.spawn(() -> 1)).join()).join();
        assertSame(cell, spawned.owner());
        assertEquals(1, spawned.join());
        // The thread keeps nothing of it.
        var later = pool.submit(() -> loop.spawn(() -> 2)).join();
        assertNotEquals(cell, later.owner());
        assertEquals(2, later.join());
    }

    @Test
    void itBeginsAtOnceThoughTheGiverDoesNotWait() {
        var pool = pool(1);
        var began = new CountDownLatch(1);
        loop.run(() -> {
            var job = pool.submit(began::countDown);
            // Blocks the loop's thread for good if the job waited for it.
            var carrier = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                try {
                    await(began);
                    carrier.countDown();
                } catch (InterruptedException _) {
                    // The test fails by its time.
                }
            });
            while (carrier.getCount() > 0) {
                Thread.onSpinWait();
            }
            job.join();
        });
    }

    @Test
    void mapKeepsTheOrderAndUsesAllThreads() {
        var pool = pool(3);
        var together = new CyclicBarrier(3);
        var names = new ConcurrentSkipListSet<String>();
        List<Integer> squares = loop.run(() -> pool.map(9, i -> {
            together.await();
            names.add(Thread.currentThread().getName());
            return i * i;
        }));
        assertEquals(List.of(0, 1, 4, 9, 16, 25, 36, 49, 64), squares);
        assertEquals(new TreeSet<>(List.of("pool/1", "pool/2", "pool/3")), names);
        assertEquals(List.of("A", "B"), pool.map(List.of("a", "b"), String::toUpperCase), "from outside of tasks");
    }

    @Test
    void mapAndEachWaitForPlacesWhereSubmitRefuses() {
        for (int queue = 0; queue < 3; queue++) {
            var pool = pool(2, ThreadOptions.standard().name("narrow").queue(queue));
            var done = new AtomicInteger();
            loop.run(() -> {
                Gather.all(IntStream.range(0, 5).<java.util.concurrent.Callable<Integer>>mapToObj(_ -> () -> {
                    pool.each(50, _ -> done.incrementAndGet());
                    return 0;
                }).toList());
            });
            assertEquals(250, done.get());
        }
    }

    @Test
    void aFullPoolSaysWhatToDo() throws Exception {
        var pool = pool(1, ThreadOptions.standard().name("narrow").queue(1));
        var open = new CountDownLatch(1);
        loop.run(() -> {
            var one = pool.submit(() -> await(open));
            var two = pool.submit(() -> 2);
            assertEquals("threads 'narrow' are full: 1 jobs run and 1 wait. Use call, map or each, which wait for a "
                    + "place, or a longer queue: threadOptions().queue(...).",
                    assertThrows(WorkersFull.class, () -> pool.submit(() -> 3)).getMessage());
            assertEquals("threads 'narrow' (1 of at most 1 busy, 1 jobs wait)", pool.toString());
            two.cancel("its place is needed.");
            until(two::isDone);
            var three = pool.submit(() -> 3);
            open.countDown();
            one.join();
            assertEquals(3, three.join());
        });
    }

    @Test
    void failuresArriveAsThoseOfTasks() {
        var pool = pool(2);
        var unchecked = new IllegalStateException("u");
        var checked = new IOException("c");
        loop.run(() -> {
            assertSame(unchecked, assertThrows(IllegalStateException.class, () -> pool.call(() -> {
                throw unchecked;
            })));
            assertSame(checked, assertThrows(TaskFailed.class, () -> pool.call(() -> {
                throw checked;
            })).getCause());
            assertSame(unchecked, assertThrows(IllegalStateException.class, () -> pool.submit(() -> {
                throw unchecked;
            }).join()));
            assertInstanceOf(StackOverflowError.class, assertThrows(StackOverflowError.class, () -> pool.call(() -> {
                throw new StackOverflowError();
            })));
        });
        assertEquals(List.of(), lost);
        var unseen = pool.submit(() -> {
            throw unchecked;
        });
        loop.run(() -> until(() -> lost.contains(unseen)));
    }

    @Test
    void theFirstFailureOfAMapInterruptsTheOthers() {
        var pool = pool(2);
        var begun = new AtomicInteger();
        var interrupted = new AtomicInteger();
        var waits = new CountDownLatch(1);
        loop.run(() -> {
            var failed = assertThrows(IllegalStateException.class, () -> pool.each(100, i -> {
                if (i == 0) {
                    await(waits);
                    throw new IllegalStateException("first");
                }
                begun.incrementAndGet();
                waits.countDown();
                try {
                    await(new CountDownLatch(1));
                } catch (InterruptedException _) {
                    interrupted.incrementAndGet();
                }
            }));
            assertEquals("first", failed.getMessage());
        });
        assertEquals(begun.get(), interrupted.get());
        assertTrue(begun.get() <= 3, begun + " beside the one that failed");
    }

    @Test
    void closeWaitsForEverythingThatWasGiven() {
        var done = new AtomicInteger();
        loop.run(() -> {
            var pool = pool(2);
            try (pool) {
                for (int i = 0; i < 100; i++) {
                    pool.submit(done::incrementAndGet);
                }
            }
            assertEquals(100, done.get());
            assertEquals(0, pool.snapshot().threads());
            var refused = "threads 'pool' are closed and take no more jobs: make new ones, for example with threads(4).";
            assertEquals(refused, assertThrows(WorkersClosed.class, () -> pool.submit(() -> 1)).getMessage());
            assertEquals(refused, assertThrows(WorkersClosed.class, () -> pool.call(() -> 1)).getMessage());
            assertEquals(refused, assertThrows(WorkersClosed.class, () -> pool.map(2, i -> i)).getMessage());
            pool.close();
            pool.join(Duration.ZERO);
        });
        assertEquals(List.of(), lost);
    }

    @Test
    void whoAwaitsTheEndOfAPoolThatDidNothingLearnsThatItWasShutDown() {
        var pool = pool(2);
        var executor = pool.asExecutorService();
        loop.run(() -> {
            var end = loop.spawn(() -> executor.awaitTermination(10, TimeUnit.SECONDS));
            Sleep.yieldNow();
            assertFalse(end.isDone());
            pool.shutdown();
            assertTrue(executor.isTerminated());
            assertTrue(end.join());
        });
    }

    @Test
    void itsOwnJobsMayNotAwaitItsEnd() {
        var pool = pool(2);
        var refused = assertThrows(IllegalStateException.class, () -> pool.call(pool::close));
        assertEquals("A job of threads 'pool' closes them and would wait for itself: do that outside of their jobs, or "
                + "call shutdown().", refused.getMessage());
        assertThrows(IllegalStateException.class, () -> pool.call(() -> pool.join(Duration.ofSeconds(1))));
    }

    @Test
    void jobsGiveJobsOnBehalfOfTheSameOwner() {
        var pool = pool(2);
        var other = start("other", LoopClock.real());
        var owner = other.owner("cell", null, lost::add);
        var nested = other.spawn("giver", owner, () -> {
            var outer = pool.submit(() -> pool.submit(() -> 1));
            return outer.join();
        }).join();
        assertEquals(1, nested.join());
        assertSame(owner, nested.owner());
        assertSame(other, nested.loop());
        assertSame(loop, pool.submit(() -> 1).loop());
    }

    @Test
    void aJobSeesTheContextClassLoaderOfItsGiver() {
        var pool = pool(1);
        var usual = pool.call(() -> Thread.currentThread().getContextClassLoader());
        var cell = new ClassLoader() {
        };
        loop.run(() -> {
            Thread.currentThread().setContextClassLoader(cell);
            assertSame(cell, pool.call(() -> Thread.currentThread().getContextClassLoader()));
            assertSame(cell, pool.submit(() -> Thread.currentThread().getContextClassLoader()).join());
            assertEquals(List.of(cell), pool.map(1, _ -> Thread.currentThread().getContextClassLoader()));
        });
        assertSame(usual, pool.call(() -> Thread.currentThread().getContextClassLoader()));
        assertNotEquals(cell, usual);
    }

    @Test
    void threadsEndWhenTheyAreBoredAndComeAgain() {
        var pool = pool(4, ThreadOptions.standard().name("brief").idle(Duration.ZERO));
        loop.run(() -> {
            for (int round = 0; round < 200; round++) {
                assertEquals(List.of(0, 1, 2, 3), pool.map(4, i -> i));
                if (round % 20 == 0) {
                    until(() -> pool.snapshot().threads() == 0);
                }
            }
        });
        var lazy = pool(4, ThreadOptions.standard().name("lazy"));
        loop.run(() -> {
            for (int i = 0; i < 100; i++) {
                assertEquals(i, lazy.submit(Integer.valueOf(i)::intValue).join());
                until(() -> lazy.snapshot().running() == 0);
            }
        });
        assertEquals(1, lazy.snapshot().threads());
    }

    @Test
    void tasksOfSeveralLoopsAndThreadsShareAPool() {
        var pool = pool(3);
        var two = start("two", LoopClock.virtual());
        var sums = List.of(
                loop.spawn(() -> pool.map(500, i -> i).stream().mapToInt(i -> i).sum()),
                two.spawn(() -> pool.map(500, i -> i).stream().mapToInt(i -> i).sum()));
        assertEquals(124750, pool.map(500, i -> i).stream().mapToInt(i -> i).sum());
        sums.forEach(sum -> assertEquals(124750, sum.join()));
    }

    @Test
    void theVirtualClockStandsStillWhileAJobRuns() {
        var virtual = start("virtual", LoopClock.virtual());
        var pool = pool(1);
        var open = new CountDownLatch(1);
        var order = new ArrayList<String>();
        virtual.run(() -> {
            var hour = virtual.post(() -> {
                Sleep.sleep(Duration.ofHours(1));
                order.add("hour");
            });
            var job = pool.submit(() -> await(open));
            loop.post(() -> loop.post(open::countDown));
            job.join();
            order.add("job");
            hour.join();
        });
        assertEquals(List.of("job", "hour"), order);
    }

    @Test
    void misuseIsTold() {
        assertEquals("A pool of 0 threads: it needs at least one, for example threads(4).",
                assertThrows(IllegalArgumentException.class, () -> pool(0)).getMessage());
        assertEquals("A queue for -1 jobs: it must be zero or more, for example queue(100).",
                assertThrows(IllegalArgumentException.class, () -> ThreadOptions.standard().queue(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> ThreadOptions.standard().idle(Duration.ofSeconds(-1)));
        var gone = start("gone", LoopClock.real());
        gone.close();
        var pool = ThreadWorkers.open(gone, 1, ThreadOptions.standard());
        assertThrows(LoopClosed.class, () -> pool.submit(() -> 1));
        assertEquals(1, pool.call(() -> 1), "nothing to do with a loop");
        pool.close();
        assertFalse(pool.asExecutorService().isShutdown() && pool.snapshot().threads() > 0);
        assertTrue(pool.name().startsWith("threads-"));
    }
}
