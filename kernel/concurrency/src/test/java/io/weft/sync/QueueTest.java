package io.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Primitives;
import io.weft.loop.Sleep;
import io.weft.loop.TimedOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest extends SyncTestCase {

    @Test
    void workersTakeTurnsUntilTheQueueIsClosed() {
        TaskQueue<Integer> jobs = Primitives.queue(3);
        play(() -> {
            var boss = spawn("boss", () -> {
                for (int i = 0; i < 9; i++) {
                    jobs.put(i);
                }
                jobs.close();
            });
            var workers = IntStream.range(0, 3).mapToObj(w -> spawn("w" + w, () -> {
                for (var job : jobs) {
                    note("w" + w + ":" + job);
                    sleep(1);
                }
            })).toList();
            end(boss);
            end(workers);
        });
        logged("0 w0:0", "0 w1:1", "0 w2:2", "1 w0:3", "1 w1:4", "1 w2:5", "2 w0:6", "2 w1:7", "2 w2:8");
    }

    @Test
    void aFullQueueMakesPuttersWaitInOrder() {
        TaskQueue<String> queue = Primitives.queue("q", 1);
        play(() -> {
            var putters = IntStream.range(0, 3).mapToObj(i -> spawn("p" + i, () -> {
                queue.put("item" + i);
                note("put " + i);
            })).toList();
            sleep(1);
            assertEquals(new TaskQueue.Snapshot("q", 1, 1, 1, false, List.of(), List.of("p1", "p2")), queue.snapshot());
            assertEquals("queue 'q' (1 of 1 items, waiting: p1, p2)", queue.toString());
            for (int i = 0; i < 3; i++) {
                assertEquals("item" + i, queue.get());
                sleep(1);
            }
            end(putters);
        });
        logged("0 put 0", "1 put 1", "2 put 2");
    }

    @Test
    void anItemIsHandedToTheOneWhoHasWaitedLongest() {
        TaskQueue<String> queue = Primitives.queue();
        play(() -> {
            var getters = IntStream.range(0, 3)
                    .mapToObj(i -> spawn("g" + i, () -> note("g" + i + " " + queue.get())))
                    .toList();
            Sleep.yieldNow();
            getters.get(1).cancel("test");
            queue.put("x");
            queue.put("y");
            // Both have their takers, although those have not run yet.
            assertTrue(queue.isEmpty());
            assertNull(queue.poll());
            end(getters);
        });
        logged("0 g0 x", "0 g2 y");
    }

    @Test
    void callsThatDoNotWaitSayWhy() {
        TaskQueue<Integer> queue = Primitives.queue("q", 1);
        var empty = assertThrows(QueueEmpty.class, queue::getNow);
        assertEquals("The queue 'q' is empty: get() waits for an item.", empty.getMessage());
        queue.putNow(1);
        assertTrue(queue.isFull());
        var full = assertThrows(QueueFull.class, () -> queue.putNow(2));
        assertEquals("The queue 'q' is full (1 items): put() waits for room.", full.getMessage());
        assertFalse(queue.offer(2));
        assertEquals(1, queue.getNow());
        assertNull(queue.poll());
        play(() -> {
            assertThrows(TimedOut.class, () -> queue.get(duration(1)));
            queue.put(1);
            var late = assertThrows(TimedOut.class, () -> queue.put(2, duration(1)));
            assertEquals("The queue 'q' had no room within 1 s (1 of 1 items, nobody waits).", late.getMessage());
            assertEquals(1, queue.get(duration(0)));
        });
        assertThrows(IllegalArgumentException.class, () -> queue.put(null));
        assertThrows(IllegalArgumentException.class, () -> queue.put(1, duration(-1)));
        assertThrows(IllegalArgumentException.class, () -> Primitives.queue(0));
    }

    @Test
    void closingDrainsAndClosingNowDiscards() {
        TaskQueue<Integer> queue = Primitives.queue("q", 2);
        play(() -> {
            queue.put(1);
            queue.put(2);
            var putter = spawn("putter", () -> note(
                    assertThrows(QueueClosed.class, () -> queue.put(3)).getMessage()));
            Sleep.yieldNow();
            queue.close();
            assertThrows(QueueClosed.class, () -> queue.put(4));
            assertThrows(QueueClosed.class, () -> queue.offer(4));
            assertEquals(1, queue.get());
            end(putter);
            assertEquals(List.of(2), queue.closeNow());
            assertThrows(QueueClosed.class, queue::get);
            assertThrows(QueueClosed.class, queue::getNow);
            assertNull(queue.poll());
            assertFalse(queue.iterator().hasNext());
            TaskQueue<Integer> other = Primitives.queue();
            var getter = spawn("getter", () -> assertThrows(QueueClosed.class, other::get));
            Sleep.yieldNow();
            other.close();
            end(getter);
            assertEquals(List.of(), other.closeNow());
        });
        logged("0 The queue 'q' is closed: nothing can be put any more, and nothing is left to get.");
    }

    @Test
    void joinWaitsUntilAllIsDone() {
        TaskQueue<Integer> queue = Primitives.queue(2);
        play(() -> {
            var worker = spawn("worker", () -> {
                for (var _ : queue) {
                    sleep(1);
                    queue.taskDone();
                }
            });
            for (int i = 0; i < 5; i++) {
                queue.put(i);
            }
            assertThrows(TimedOut.class, () -> queue.join(duration(0.5)));
            queue.join();
            note("joined");
            assertThrows(IllegalStateException.class, queue::taskDone);
            queue.close();
            end(worker);
        });
        logged("5 joined");
    }

    @Test
    void discardedItemsCountAsDone() {
        TaskQueue<Integer> queue = Primitives.queue();
        play(() -> {
            queue.put(1);
            queue.put(2);
            queue.get();
            var joiner = spawn("joiner", queue::join);
            Sleep.yieldNow();
            queue.closeNow();
            sleep(1);
            assertFalse(joiner.isDone());
            queue.taskDone();
            end(joiner);
        });
    }

    @Test
    void lifoAndPriorityGiveInTheirOrder() {
        TaskQueue<Integer> lifo = Primitives.lifoQueue();
        TaskQueue<String> byLength = Primitives.priorityQueue(java.util.Comparator.comparing(String::length));
        List.of(1, 2, 3).forEach(lifo::put);
        assertEquals(List.of(3, 2, 1), lifo.closeNow());
        List.of("ccc", "a", "bb", "b", "aa", "c").forEach(byLength::put);
        assertEquals(List.of("a", "b", "c", "bb", "aa", "ccc"), byLength.closeNow());
    }

    @Test
    void thePriorityHeapAgreesWithTheJdks() {
        var random = new Random(7);
        var heap = new PriorityHeap<Integer>(java.util.Comparator.naturalOrder());
        var model = new PriorityQueue<Integer>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                int item = random.nextInt(100);
                heap.add(item);
                model.add(item);
            } else {
                assertEquals(model.poll(), heap.poll());
            }
            assertEquals(model.size(), heap.size());
        }
    }

    @Test
    void anItemThatCannotBeComparedIsItsPuttersError() {
        TaskQueue<Object> queue = TaskQueue.priority("q", 2, (a, b) -> ((Integer) a).compareTo((Integer) b));
        play(() -> {
            assertThrows(ClassCastException.class, () -> queue.put("first"));
            queue.put(2);
            assertThrows(ClassCastException.class, () -> queue.put("no"));
            queue.put(1);
            var putter = spawn("putter", () -> {
                assertThrows(ClassCastException.class, () -> queue.put("no"));
                note("told");
            });
            Sleep.yieldNow();
            assertEquals(1, queue.get());
            end(putter);
            assertEquals(2, queue.get());
            assertEquals(0, queue.size());
        });
        logged("0 told");
    }

    @Test
    void aComparatorMayWaitAndMayNotUseItsQueue() {
        var seen = new ArrayList<String>();
        play(() -> {
            TaskQueue<Integer> slow = TaskQueue.priority("slow", 10, (a, b) -> {
                sleep(1);
                return a - b;
            });
            var putters = IntStream.range(0, 3).mapToObj(i -> spawn("p" + i, () -> slow.put(3 - i))).toList();
            sleep(0.5);
            // The loop is not held up.
            note("meanwhile");
            end(putters);
            assertEquals(List.of(1, 2, 3), slow.closeNow());
            var self = new TaskQueue<?>[1];
            TaskQueue<Integer> loops = TaskQueue.priority("loops", 10, (_, _) -> self[0].size());
            self[0] = loops;
            seen.add(assertThrows(IllegalStateException.class, () -> loops.put(1)).getMessage());
        });
        logged("0 meanwhile");
        assertTrue(seen.getFirst().startsWith("The lock 'order of priority queue 'loops'' is held by run already"),
                seen.toString());
    }
}
