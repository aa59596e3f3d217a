package io.weft.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.TimedOut;
import io.weft.loop.Timeouts;
import io.weft.process.NotShippable;
import io.weft.process.ProcessTestCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class ProcessQueueTest extends ProcessTestCase {

    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void hereItIsAQueueOfCopies() {
        ProcessQueue<List<Integer>> queue = ProcessQueue.make(1);
        var item = new ArrayList<>(List.of(1));
        queue.put(item);
        item.add(2);
        assertFalse(queue.offer(item));
        assertTrue(queue.isFull());
        assertThrows(TimedOut.class, () -> queue.put(item, SHORT));
        var got = queue.get();
        assertEquals(List.of(1), got);
        assertNotSame(item, got);
        assertNull(queue.poll());
        assertThrows(TimedOut.class, () -> queue.get(SHORT));
        ProcessQueue<Object> any = ProcessQueue.make(1);
        assertThrows(NotShippable.class, () -> any.put(new Object()));
        assertThrows(IllegalArgumentException.class, () -> any.put(null));
        queue.close();
        assertThrows(ShutDown.class, queue::get);
        assertThrows(ShutDown.class, () -> queue.put(item));
    }

    @Test
    void tasksAndThreadsWaitForEachOtherInOrder() {
        ProcessQueue<Integer> queue = ProcessQueue.make(2);
        var sum = loop.run(() -> {
            var producer = loop.spawn(() -> {
                for (int i = 1; i <= 100; i++) {
                    queue.put(i);
                }
                queue.close();
                return null;
            });
            int total = 0;
            int last = 0;
            for (int i : queue) {
                assertEquals(last + 1, i);
                last = i;
                total += i;
            }
            producer.join();
            return total;
        });
        assertEquals(5050, sum);
    }

    @Test
    void jobsPutAndGetAndMakeQueuesOfTheirOwn() {
        var pool = pool(2);
        ProcessQueue<Integer> numbers = ProcessQueue.make(3);
        ProcessQueue<Integer> squares = ProcessQueue.make(100);
        loop.run(() -> {
            var squarer = pool.submit(() -> {
                for (int number : numbers) {
                    squares.put(number * number);
                }
                squares.close();
            });
            pool.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    numbers.put(i);
                }
                numbers.close();
            }).join();
            squarer.join();
        });
        var got = new ArrayList<Integer>();
        squares.forEach(got::add);
        assertEquals(20, got.size());
        assertEquals(361, got.getLast());
        ProcessQueue<String> made = pool.call(() -> {
            ProcessQueue<String> queue = ProcessQueue.make(5);
            queue.put("from a worker");
            return queue;
        });
        assertEquals("from a worker", made.get(LONG));
        assertEquals("again", pool.call(() -> {
            made.put("again");
            return made.get();
        }));
        assertEquals("a time", pool.call(() -> {
            try {
                return made.get(SHORT);
            } catch (TimedOut e) {
                return "a time";
            }
        }));
    }

    @Test
    void whoIsCancelledOrKilledTakesNothing() {
        var pool = pool(1);
        ProcessQueue<Integer> queue = ProcessQueue.make(10);
        ProcessQueue<Integer> begun = ProcessQueue.make(10);
        loop.run(() -> {
            var waits = pool.submit(() -> {
                begun.put(1);
                return queue.get();
            });
            begun.get();
            waits.cancel("enough");
            assertThrows(CancellationException.class, () -> {
                waits.join();
            });
            var dies = pool.submit(() -> {
                begun.put(2);
                return queue.get();
            });
            begun.get();
            ProcessHandle.of(pool.pids().getFirst()).orElseThrow().destroyForcibly();
            assertThrows(RuntimeException.class, () -> {
                dies.join();
            });
            queue.put(7);
            assertEquals(7, queue.get(LONG));
            assertThrows(TimedOut.class, () -> Timeouts.timeout(SHORT, () -> queue.get()));
        });
    }

    @Test
    void aPipeGoesBothWays() {
        var pool = pool(1);
        ProcessPipe<Object> pipe = ProcessPipe.make();
        loop.run(() -> {
            var far = pipe.right();
            var echo = pool.submit(() -> {
                for (int i = 0; i < 3; i++) {
                    far.send("got " + far.receive());
                }
                far.close();
            });
            var near = pipe.left();
            for (var each : List.of(1, "two", List.of(3))) {
                near.send(each);
                assertEquals("got " + each, near.receive(LONG));
            }
            echo.join();
            assertThrows(ShutDown.class, near::receive);
            assertThrows(ShutDown.class, () -> near.send(4));
        });
    }
}
