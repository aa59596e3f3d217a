package io.weft.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The virtual clock beside `Thread.sleep`.
@Tag("real")
class VirtualClockRealWaitTest extends LoopTestCase {

    @Test
    void itDoesNotOvertakeAThreadSleep() {
        var order = new ArrayList<String>();
        play(() -> {
            var hour = spawn("hour", () -> {
                Sleep.sleep(Duration.ofHours(1));
                order.add("hour");
            });
            var sleep = spawn("sleep", () -> {
                Thread.sleep(50);
                order.add("thread sleep");
            });
            sleep.join();
            assertFalse(hour.isDone());
            hour.join();
        });
        assertEquals(List.of("thread sleep", "hour"), order);
    }

    @Test
    void meanwhileTimePassesAsOnTheWall() {
        play(() -> {
            var sleep = spawn("sleep", () -> Thread.sleep(300));
            var watch = Stopwatch.start();
            Sleep.sleep(Duration.ofMillis(100));
            assertFalse(sleep.isDone());
            assertEquals(Duration.ofMillis(100), watch.elapsed());
            sleep.join();
            assertTrue(watch.elapsed().compareTo(Duration.ofMillis(250)) > 0, watch.toString());
        });
    }
}
