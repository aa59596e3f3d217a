package io.weft.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Play;
import io.weft.loop.Sleep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Play play = new Play();

    @Test
    void itDoesNotDrift() {
        play.run(() -> {
            int[] n = {0};
            var ticker = Ticker.every(SECOND, 4, () -> {
                play.note("tick");
                Sleep.sleep(Duration.ofMillis(300 * n[0]++));
            });
            ticker.task().join();
            assertEquals(4, ticker.ticks());
            assertEquals(0, ticker.missed());
        });
        assertEquals(List.of("1: tick", "2: tick", "3: tick", "4: tick"), play.notes());
    }

    @Test
    void timesThatPassedAreLeftOut() {
        play.run(() -> {
            var ticker = Ticker.every(SECOND, () -> {
                play.note("tick");
                Sleep.sleep(Duration.ofMillis(2500));
            });
            Sleep.sleep(Duration.ofSeconds(7));
            assertEquals(3, ticker.ticks());
            assertEquals(3, ticker.missed());
            ticker.close();
            assertTrue(ticker.task().isCancelled());
            Sleep.sleep(Duration.ofSeconds(9));
        });
        assertEquals(List.of("1: tick", "3.5: tick", "6: tick"), play.notes());
    }

    @Test
    void itsActionMayStopItAndAFailureIsShown() {
        play.run(() -> {
            Ticker[] self = {null};
            self[0] = Ticker.every(SECOND, () -> {
                play.note("tick");
                self[0].close();
            });
            Ticker.every(SECOND, () -> {
                throw new IllegalStateException("on purpose");
            });
            Sleep.sleep(Duration.ofSeconds(9));
            assertTrue(self[0].task().isDone());
            assertThrows(IllegalArgumentException.class, () -> Ticker.every(Duration.ZERO, () -> {}));
        });
        assertEquals(List.of("1: tick"), play.notes());
        assertEquals(List.of("ticker"), play.lost());
    }
}
