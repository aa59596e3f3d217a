package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A virtual thread that a task started without waiting for it can outlive the loop that it needs.
@Tag("real")
class LateThreadTest extends LoopTestCase {

    @Test
    void itIsToldOnceThatItWillNotGoOn() throws Exception {
        var loop = start("gone", LoopClock.real());
        var parked = new CountDownLatch(2);
        var threads = loop.run(() -> List.of(bare(parked), bare(parked)));
        parked.await();
        assertEquals(List.of(), loop.close(Duration.ofSeconds(5)));
        loop.thread().join();
        var before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            threads.forEach(LockSupport::unpark);
        } finally {
            System.setErr(before);
        }
        assertEquals(
                "A virtual thread that run started is ready to go on, but its loop 'gone' has been closed and it never "
                        + "will: let the task wait for it before the loop is closed. (Said once for each loop.)",
                printed.toString(StandardCharsets.UTF_8).strip());
        threads.forEach(thread -> assertFalse(thread.isInterrupted()));
    }

    private static Thread bare(CountDownLatch parked) {
        return Thread.startVirtualThread(() -> {
            parked.countDown();
            LockSupport.park();
        });
    }
}
