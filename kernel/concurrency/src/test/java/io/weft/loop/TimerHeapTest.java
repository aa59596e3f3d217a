package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimerHeapTest {

    private static final Comparator<Timer> BY_DEADLINE = Comparator.<Timer>comparingLong(timer -> timer.deadlineNanos)
            .thenComparingLong(timer -> timer.sequence);

    @Test
    void itAgreesWithASortedSet() {
        var random = new Random(42);
        var heap = new TimerHeap();
        var model = new TreeSet<>(BY_DEADLINE);
        var all = new ArrayList<Timer>();
        for (int i = 0; i < 100_000; i++) {
            // Growing and shrinking phases, so that the heap goes through every size.
            boolean grow = random.nextInt(100) < (i / 10_000 % 2 == 0 ? 65 : 35);
            if (grow) {
                var timer = new Timer(random.nextInt(1000), i, () -> {});
                all.add(timer);
                heap.add(timer);
                model.add(timer);
            } else if (random.nextInt(3) == 0 && !model.isEmpty()) {
                var first = model.pollFirst();
                assertSame(first, heap.first());
                assertTrue(heap.remove(first));
            } else if (!all.isEmpty()) {
                var any = all.get(random.nextInt(all.size()));
                assertEquals(model.remove(any), heap.remove(any));
            }
            assertSame(model.isEmpty() ? null : model.first(), heap.first());
            assertEquals(model.isEmpty(), heap.isEmpty());
        }
        while (!model.isEmpty()) {
            assertSame(model.first(), heap.first());
            assertTrue(heap.remove(model.pollFirst()));
        }
        assertNull(heap.first());
    }

    @Test
    void deadlinesMayPassTheEndOfTheNumbers() {
        var heap = new TimerHeap();
        var before = new Timer(Long.MAX_VALUE - 5, 1, () -> {});
        var after = new Timer(Long.MAX_VALUE + 5, 2, () -> {});
        heap.add(after);
        heap.add(before);
        assertSame(before, heap.first());
    }
}
