package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyQueueTest extends LoopTestCase {

    private final Loop loop = virtualLoop();
    private final Owner a = loop.owner("a", null, lost::add);
    private final Owner b = loop.owner("b", null, lost::add);

    private record Entry(Runnable continuation, Strand strand) {
        static Entry of(Strand strand) {
            return new Entry(new Runnable() {
                @Override
                public void run() {
                    throw new AssertionError("not to be run here");
                }
            }, strand);
        }
    }

    private Strand strand(Owner owner) {
        return new Strand(new Task<Integer>(loop, 0, null, owner, null, () -> 0));
    }

    private static void add(ReadyQueue queue, ArrayDeque<Entry> model, Entry entry) {
        queue.add(entry.continuation, entry.strand);
        model.add(entry);
    }

    private static void drain(ReadyQueue queue, ArrayDeque<Entry> model) {
        while (!model.isEmpty()) {
            assertEquals(model.size(), queue.size());
            poll(queue, model);
        }
        assertNull(queue.poll());
        assertEquals(0, queue.size());
    }

    private static void poll(ReadyQueue queue, ArrayDeque<Entry> model) {
        var expected = model.poll();
        assertSame(expected.continuation, queue.poll());
        assertSame(expected.strand, queue.polledStrand());
    }

    @Test
    void itKeepsTheOrderWhileItGrowsAndWraps() {
        var random = new Random(1);
        var strands = new Strand[]{strand(a), strand(b)};
        var queue = new ReadyQueue();
        var model = new ArrayDeque<Entry>();
        for (int i = 0; i < 50_000; i++) {
            if (model.isEmpty() || random.nextInt(100) < 55) {
                add(queue, model, Entry.of(strands[random.nextInt(2)]));
            } else {
                poll(queue, model);
            }
        }
        drain(queue, model);
    }

    @Test
    void oneQueueGoesBehindOrBeforeAnotherInOrder() {
        var random = new Random(2);
        for (int round = 0; round < 400; round++) {
            var strand = strand(a);
            var moved = new ReadyQueue();
            var target = new ReadyQueue();
            var first = new ArrayDeque<Entry>();
            var second = new ArrayDeque<Entry>();
            boolean before = round % 2 == 0;
            for (int i = random.nextInt(200); i > 0; i--) {
                target.add(() -> {}, strand);
                target.poll();
            }
            for (int i = random.nextInt(400); i > 0; i--) {
                add(moved, before ? first : second, Entry.of(strand));
            }
            for (int i = round % 3 == 0 ? 0 : random.nextInt(400); i > 0; i--) {
                add(target, before ? second : first, Entry.of(strand));
            }
            if (before) {
                moved.moveAllBefore(target);
            } else {
                moved.moveAllTo(target);
            }
            assertEquals(0, moved.size());
            assertNull(moved.poll());
            first.addAll(second);
            drain(target, first);
        }
    }

    @Test
    void intoAnEmptyQueueNothingIsCopied() {
        var full = new ReadyQueue();
        var strand = strand(a);
        for (int i = 0; i < 100_000; i++) {
            full.add(() -> {}, strand);
        }
        var slots = full.capacity();
        var target = new ReadyQueue();
        full.moveAllTo(target);
        assertEquals(slots, target.capacity());
        target.moveAllBefore(full);
        assertEquals(slots, full.capacity());
        assertEquals(100_000, full.size());
    }
}
