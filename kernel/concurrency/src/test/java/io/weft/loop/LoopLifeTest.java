package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopLifeTest extends LoopTestCase {

    @Test
    void runGivesTheValueOrTheException() {
        var loop = realLoop();
        assertEquals(3, loop.run(() -> 3));
        var unchecked = new IllegalStateException("u");
        assertSame(unchecked, assertThrows(IllegalStateException.class, () -> loop.run(() -> {
            throw unchecked;
        })));
        assertInstanceOf(IOException.class, assertThrows(TaskFailed.class, () -> loop.run(() -> {
            throw new IOException("c");
        })).getCause());
        assertEquals(4, loop.run(() -> loop.run(() -> 4)));
    }

    @Test
    void severalLoopsJoinEachOthersTasks() {
        var one = start("one", LoopClock.real());
        var two = start("two", LoopClock.real());
        var three = start("three", LoopClock.virtual());
        int sum = one.run(() -> {
            assertSame(one, Loop.current());
            var far = two.spawn(() -> {
                assertSame(two, Loop.current());
                assertNotSame(one.thread(), two.thread());
                return three.spawn(() -> {
                    sleepSeconds(3600);
                    return 1;
                }).join() + 2;
            });
            return far.join() + three.run(() -> 4);
        });
        assertEquals(7, sum);
    }

    @Test
    void pingPongBetweenTwoLoopsLosesNothing() {
        var one = start("one", LoopClock.real());
        var two = start("two", LoopClock.real());
        int sum = one.run(() -> {
            int total = 0;
            for (int i = 0; i < 5_000; i++) {
                int n = i;
                total += two.spawn(() -> n % 2).join();
            }
            return total;
        });
        assertEquals(2500, sum);
    }

    @Test
    void closeCancelsWhatIsLeft() {
        var loop = virtualLoop();
        var task = loop.spawn("left", callable(() -> Waiter.here().await("nothing")));
        var thread = loop.thread();
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        var told = assertThrows(CancellationException.class, task::join);
        assertEquals("left was cancelled: its loop 'virtual' was closed.", told.getMessage());
        assertFalse(thread.isAlive());
        loop.close();
    }

    @Test
    void closeLetsTasksCleanUpAndTheirScopesToo() {
        var notes = new ArrayList<String>();
        var loop = virtualLoop();
        loop.spawn("opener", () -> Scope.open(scope -> scope.spawn("child", callable(() -> {
            try {
                sleepSeconds(100);
            } finally {
                sleepSeconds(1);
                notes.add("cleaned up");
            }
        }))));
        run(loop, Sleep::yieldNow);
        run(loop, Sleep::yieldNow);
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        assertEquals(List.of("cleaned up"), notes);
    }

    @Test
    void closeNamesTheSurvivors() throws Exception {
        var loop = realLoop();
        var stop = new AtomicBoolean();
        var began = new CountDownLatch(1);
        var hog = loop.spawn("hog", callable(() -> {
            began.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        }));
        began.await();
        assertEquals(List.of(hog), loop.close(Duration.ofMillis(20)));
        stop.set(true);
        hog.join();
    }

    @Test
    void closeFromATaskOfItsOwnDoesNotWait() throws Exception {
        var loop = realLoop();
        var thread = loop.thread();
        var task = loop.spawn("closer", () -> loop.close(Duration.ofDays(1)).size());
        assertEquals(1, task.join());
        thread.join();
    }

    @Test
    void closedItRefusesAndSaysSo() {
        var loop = start("gone", LoopClock.real());
        loop.close();
        var message = "Loop 'gone' is closed and runs nothing any more: start a new one with Loop.start(name).";
        assertEquals(message, assertThrows(LoopClosed.class, () -> loop.spawn(() -> 1)).getMessage());
        assertEquals(message, assertThrows(LoopClosed.class, () -> loop.run(() -> 1)).getMessage());
    }

    @Test
    void spawnAgainstCloseEitherRunsOrRefuses() throws Exception {
        for (int i = 0; i < 300; i++) {
            var loop = Loop.start("brief", LoopClock.real(), lost::add);
            var tasks = new ArrayList<Task<Integer>>();
            var began = new CountDownLatch(1);
            var spawner = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        tasks.add(loop.spawn(() -> 1));
                        began.countDown();
                    }
                } catch (LoopClosed _) {
                    began.countDown();
                }
            });
            began.await();
            assertEquals(List.of(), loop.close(Duration.ofSeconds(10)));
            spawner.join();
            for (var task : tasks) {
                assertTrue(task.isDone());
            }
        }
    }

    @Test
    void anInterruptedCallerCancelsWhatItRuns() throws Exception {
        var loop = realLoop();
        var seen = new AtomicReference<Throwable>();
        var inside = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var caller = Thread.ofPlatform().start(() -> seen.set(assertThrows(Cancelled.class, () -> run(loop, () -> {
            inside.countDown();
            try {
                Waiter.here().await("nothing");
            } catch (Cancelled e) {
                assertTrue(e.getMessage().endsWith("The thread that called Loop.run was interrupted."), e.getMessage());
                ended.countDown();
                throw e;
            }
        }))));
        inside.await();
        caller.interrupt();
        ended.await();
        caller.join();
        assertInstanceOf(Cancelled.class, seen.get());
    }

    @Test
    void outsideATaskTheStandardLoopIsTheCurrentOne() {
        var refused = assertThrows(IllegalStateException.class, Loop::current);
        assertTrue(
                refused.getMessage()
                        .endsWith("is not a task. Start one with Loop.start(name) and call its run or spawn."),
                refused.getMessage());
        var loop = realLoop();
        Loop.setStandard(loop);
        assertSame(loop, Loop.current());
        loop.close();
        assertThrows(IllegalStateException.class, Loop::current);
    }

    @Test
    void theThreadCarriesTheLoopsName() {
        var loop = start("my loop", LoopClock.real());
        assertEquals("loop my loop", loop.thread().getName());
        assertTrue(loop.thread().isDaemon());
        assertEquals("loop my loop", loop.toString());
        assertTrue(loop.run(() -> Thread.currentThread().toString()).contains("@loop my loop"));
    }

    @Test
    void liveTasksAreListedInTheOrderOfTheirCreation() {
        play(() -> {
            spawn("a", () -> sleepSeconds(2));
            var b = spawn("b", () -> sleepSeconds(1));
            spawn("c", () -> sleepSeconds(2));
            b.join();
            assertEquals(List.of("run", "a", "c"), Loop.current().tasks().stream().map(Task::name).toList());
        });
    }
}
