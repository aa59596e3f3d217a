package io.weft.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits for the garbage collector.
@Tag("real")
class AbandonedTest {

    private static int takeTwo(CountDownLatch ended) {
        int sum = 0;
        var endless = new Generator<Integer>(out -> {
            try {
                for (int i = 1;; i++) {
                    out.emit(i);
                }
            } finally {
                ended.countDown();
            }
        });
        for (int n : endless) {
            sum += n;
            if (n == 2) {
                break;
            }
        }
        return sum;
    }

    @Test
    void aPlatformThreadMayAskABodyOnALoop() {
        try (var loop = Loop.start("asked")) {
            Generator<Integer> numbers = loop.run(() -> new Generator<>(out -> {
                for (int i = 0; i < 100_000; i++) {
                    out.emit(i);
                }
            }));
            int expected = 0;
            for (int n : numbers) {
                assertEquals(expected++, n);
            }
            assertEquals(100_000, expected);
            Coroutine<Integer, Integer> doubling = loop.run(() -> new Coroutine<>(io -> {
                for (int n = 0;;) {
                    n = io.emit(2 * n);
                }
            }));
            assertEquals(0, doubling.next());
            assertEquals(14, doubling.send(7));
            doubling.close();
            assertEquals(List.of(), loop.tasks());
        }
    }

    @Test
    void loopsThatAreLeftEarlyLeaveNoTask() throws InterruptedException {
        int loops = 100;
        var ended = new CountDownLatch(loops);
        try (var loop = Loop.start("abandoned")) {
            loop.run(() -> {
                for (int n = 0; n < loops; n++) {
                    assertEquals(3, takeTwo(ended));
                }
                return null;
            });
            for (int n = 0; n < 100 && ended.getCount() > 0; n++) {
                System.gc();
                ended.await(50, TimeUnit.MILLISECONDS);
            }
            assertTrue(ended.getCount() == 0, () -> ended.getCount() + " left: " + loop.tasks().size());
            assertEquals(List.of(), loop.close(Duration.ofSeconds(1)));
        }
    }
}
