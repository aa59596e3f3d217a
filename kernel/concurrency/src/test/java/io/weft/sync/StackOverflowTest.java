package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.Weft;
import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// An endless recursion that uses the library meets the end of the stack anywhere, in the midst of a section of the library,
/// too. Whoever catches the error finds everything usable.
///
/// Each program goes down to the end of the stack and, on its way back, does the operation in each of the lowest frames.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackOverflowTest {

    /// How many frames from the end of the stack upwards do the operation.
    private static final int LOWEST = 1_500;
    private static final int DIVES = 4;
    private static final Duration SHORT = Duration.ofNanos(1);

    /// Something to do at each depth, and a look afterwards that all is well.
    private record Program(String name, Action operation, Action check) {}

    @TestFactory
    Stream<DynamicTest> theEndOfTheStackLeavesEverythingUsable() {
        return Stream.<Supplier<Program>>of(
                StackOverflowTest::lock, StackOverflowTest::semaphore, StackOverflowTest::queue,
                StackOverflowTest::handOver, StackOverflowTest::event, StackOverflowTest::spawn,
                StackOverflowTest::sleep, StackOverflowTest::yielding, StackOverflowTest::scope,
                StackOverflowTest::timeout, StackOverflowTest::cancel)
                .map(program -> DynamicTest.dynamicTest(program.get().name, () -> {
                    int met = 0;
                    for (int dive = 0; dive < DIVES; dive++) {
                        met += play(program.get(), dive);
                    }
                    assertTrue(met > 0, "the stack never ended in " + program.get().name);
                }));
    }

    /// How often the operation met the end.
    private static int play(Program program, int dive) {
        try (var loop = Loop.start("deep", LoopClock.real(), _ -> {})) {
            int met = loop.run(() -> {
                var depth = new Depth(program.operation, dive);
                depth.dive();
                return depth.overflows;
            });
            loop.run(program.check::run);
            // The loop itself.
            assertEquals(3, loop.run(() -> loop.spawn(() -> {
                Weft.sleep(SHORT);
                return 3;
            }).join()));
            loop.run(() -> loop.tasks()
                    .stream()
                    .filter(task -> task != Task.current())
                    .forEach(task -> task.cancel("over")));
            assertEquals(List.of(), loop.close(Duration.ofSeconds(10)));
            return met;
        }
    }

    private static final class Depth {

        private final Action operation;
        private final int offset;
        private int left = LOWEST;
        private int overflows;

        Depth(Action operation, int offset) {
            this.operation = operation;
            this.offset = offset;
        }

        /// Frames of different sizes, so that the operation begins at different distances from the end.
        void dive() {
            switch (offset % 4) {
                case 0 -> small();
                case 1 -> wide(offset, 1, 2);
                case 2 -> wider(offset, 1, 2, 3, 4);
                default -> widest(offset, 1, 2, 3, 4, 5, 6, 7);
            }
        }

        private void small() {
            try {
                small();
            } catch (StackOverflowError _) {
                // The end.
            }
            operate();
        }

        private long wide(long a, long b, long c) {
            try {
                a += wide(c, a, b);
            } catch (StackOverflowError _) {
                // The end.
            }
            operate();
            return a + b + c;
        }

        private long wider(long a, long b, long c, long d, long e) {
            try {
                a += wider(e, d, c, b, a);
            } catch (StackOverflowError _) {
                // The end.
            }
            operate();
            return a + b + c + d + e;
        }

        private long widest(long a, long b, long c, long d, long e, long f, long g, long h) {
            try {
                a += widest(h, g, f, e, d, c, b, a);
            } catch (StackOverflowError _) {
                // The end.
            }
            operate();
            return a + b + c + d + e + f + g + h;
        }

        private void operate() {
            if (left == 0) {
                return;
            }
            try {
                left--;
                operation.run();
            } catch (StackOverflowError _) {
                overflows++;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    // -- the programs

    private static Program lock() {
        var lock = Primitives.lock();
        return new Program("lock", () -> {
            lock.acquire();
            lock.release();
        }, () -> {
            if (lock.isHeldHere() || lock.tryAcquire()) {
                return;
            }
            // An acquire that succeeded just before its release met the end.
            assertTrue(lock.isHeld());
        });
    }

    private static Program semaphore() {
        var semaphore = Primitives.semaphore(2);
        return new Program("semaphore", () -> {
            if (semaphore.tryAcquire()) {
                semaphore.release();
            }
        }, semaphore::snapshot);
    }

    private static Program queue() {
        TaskQueue<Integer> queue = Primitives.queue(4);
        return new Program("queue", () -> {
            queue.offer(1);
            queue.poll();
        }, () -> {
            assertTrue(queue.size() <= queue.capacity());
            queue.closeNow();
        });
    }

    /// Items go to another task that waits for them, and come back.
    private static Program handOver() {
        TaskQueue<Integer> there = Primitives.queue(1);
        TaskQueue<Integer> back = Primitives.queue(1_000);
        var echo = new Task<?>[1];
        return new Program("hand-over", () -> {
            if (echo[0] == null) {
                echo[0] = Weft.spawn(() -> {
                    for (int item : there) {
                        back.put(item);
                    }
                });
            }
            there.put(1);
            back.get();
        }, () -> {
            there.close();
            if (echo[0] != null) {
                echo[0].join();
            }
        });
    }

    private static Program event() {
        var event = Primitives.event();
        return new Program("event", () -> {
            event.set();
            event.await();
            event.clear();
        }, event::set);
    }

    private static Program spawn() {
        return new Program("spawn", () -> Weft.spawn(() -> {}).join(), () -> {});
    }

    private static Program sleep() {
        return new Program("sleep", () -> Weft.sleep(SHORT), () -> {});
    }

    private static Program yielding() {
        return new Program("yield", Weft::yieldNow, () -> {});
    }

    private static Program scope() {
        return new Program("scope", () -> Weft.scope(scope -> scope.spawn(() -> 1)).join(), () -> {});
    }

    private static Program timeout() {
        return new Program("timeout", () -> Weft.timeout(Duration.ofSeconds(100), () -> Weft.sleep(SHORT)), () -> {});
    }

    private static Program cancel() {
        return new Program("cancel", () -> Weft.spawn(() -> Weft.sleep(Duration.ofSeconds(100))).kill(), () -> {});
    }
}
