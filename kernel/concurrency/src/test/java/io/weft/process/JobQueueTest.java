package io.weft.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobQueueTest {

    private final List<Waiter> woken = new ArrayList<>();

    private static ProcessJob<Object> job(int bytes) {
        return new ProcessJob<>(null, new Parcel(List.of(new byte[bytes]), bytes, new Object[0], new int[0]), null,
                null, 0);
    }

    @Test
    void theBytesThatWaitAreLimitedButAJobAloneIsAlwaysTaken() {
        var queue = new JobQueue(10, 100);
        var huge = job(1000);
        assertTrue(queue.offer(huge, 0));
        assertFalse(queue.offer(job(1), 0));
        assertSame(huge, queue.take());
        assertTrue(queue.offer(job(60), 0));
        assertFalse(queue.offer(job(60), 0));
        assertTrue(queue.offer(job(40), 0));
        assertEquals(100, queue.bytes());
    }

    @Test
    void whoStandsInLineComesFirst() {
        var queue = new JobQueue(1, 100);
        var first = job(1);
        var second = job(1);
        assertTrue(queue.offer(first, 0));
        queue.stand(Waiter.here(), second, null);
        assertEquals(2, queue.waiting());
        queue.take();
        assertFalse(queue.offer(job(1), 0));
        queue.admit(0, woken);
        assertEquals(1, woken.size());
        assertSame(second, queue.take());
    }

    @Test
    void whoIsTakenOutOfTheLineIsWokenAndLeavesNoBytes() {
        var queue = new JobQueue(1, 100);
        var first = job(5);
        var second = job(5);
        queue.offer(first, 0);
        queue.stand(Waiter.here(), second, null);
        assertTrue(queue.remove(second, woken));
        assertEquals(1, woken.size());
        assertTrue(queue.remove(first, woken));
        assertFalse(queue.remove(first, woken));
        assertEquals(0, queue.bytes());
        assertTrue(queue.isEmpty());
    }

    @Test
    void aQueueWithoutPlacesHandsOverToFreeWorkers() {
        var queue = new JobQueue(0, 100);
        assertFalse(queue.offer(job(1), 0));
        assertTrue(queue.offer(job(1), 1));
        assertFalse(queue.offer(job(1), 1));
        queue.stand(Waiter.here(), job(1), null);
        queue.take();
        queue.admit(1, woken);
        assertEquals(1, queue.size());
        assertEquals(1, queue.clear(woken).size());
        assertTrue(queue.isEmpty());
    }
}
