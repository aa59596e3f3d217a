package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SeveralLoopsTest extends LoopTestCase {

    @Test
    void whatAThreadPostsRunsInItsOrder() throws Exception {
        var loop = realLoop();
        var order = new ArrayList<Integer>();
        var poster = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1000; i++) {
                int n = i;
                loop.post(() -> {
                    assertSame(loop, Loop.current());
                    order.add(n);
                });
            }
        });
        poster.join();
        loop.run(() -> assertEquals(1000, order.size()));
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, order.get(i));
        }
    }

    @Test
    void whatIsPostedAndFailsIsReported() {
        var loop = realLoop();
        var failure = new IllegalStateException("posted");
        var task = loop.post(() -> {
            throw failure;
        });
        loop.run(() -> {
            while (lost.isEmpty()) {
                Sleep.yieldNow();
            }
        });
        assertEquals(List.of(task), lost);
    }

    @Test
    void cancellingACallIntoAnotherLoopCancelsWhatItRunsThere() {
        var one = start("one", LoopClock.real());
        var two = start("two", LoopClock.real());
        var inside = new CountDownLatch(1);
        var ended = new ArrayList<String>();
        var caller = one.spawn("caller", callable(() -> two.run(() -> {
            inside.countDown();
            try {
                sleepSeconds(3600);
            } finally {
                ended.add("there");
            }
        })));
        one.run(() -> {
            while (inside.getCount() > 0) {
                Sleep.yieldNow();
            }
        });
        caller.cancel("test");
        assertThrows(CancellationException.class, caller::join);
        two.run(() -> {
            while (Loop.current().tasks().size() > 1) {
                Sleep.yieldNow();
            }
        });
        assertEquals(List.of("there"), ended);
    }

    @Test
    void closingALoopEndsTheWaitsOfOthersForItsTasks() {
        var one = start("one", LoopClock.real());
        var two = start("two", LoopClock.real());
        var far = two.spawn("far", callable(() -> sleepSeconds(3600)));
        var waits = one.spawn("waits", callable(far::join));
        two.close(Duration.ofSeconds(5));
        var told = assertThrows(CancellationException.class, waits::join);
        assertEquals("far was cancelled: its loop 'two' was closed.", told.getMessage());
        assertEquals(TaskStatus.FAILED, waits.status(), "it was another task that was cancelled");
        assertThrows(LoopClosed.class, () -> one.run(() -> two.run(() -> {})));
        assertThrows(LoopClosed.class, () -> two.post(() -> {}));
    }

    @Test
    void manyLoopsComeAndGo() {
        long before = Thread.getAllStackTraces().keySet().stream().filter(Carrier.class::isInstance).count();
        for (int i = 0; i < 300; i++) {
            var loop = Loop.start("n" + i, LoopClock.virtual(), Schedule.fifo(), lost::add);
            loop.post(() -> sleepSeconds(3600));
            loop.run(() -> sleepSeconds(1));
            assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        }
        long after = Thread.getAllStackTraces().keySet().stream().filter(Carrier.class::isInstance).count();
        assertTrue(after <= before, before + " carriers, then " + after);
    }
}
