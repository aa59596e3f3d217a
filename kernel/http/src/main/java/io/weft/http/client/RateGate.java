package io.weft.http.client;

import io.weft.loop.Sleep;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Spreads the starts of requests to a host evenly over time.
final class RateGate {

    private final long interval;
    /// By host, when the next request may start, by `System.nanoTime`.
    private final ConcurrentHashMap<String, Long> next = new ConcurrentHashMap<>();

    /// @param perSecond how many requests may start; zero for no limit
    RateGate(double perSecond) {
        this.interval = perSecond == 0 ? 0 : Math.round(1e9 / perSecond);
    }

    /// Waits for the caller's turn.
    void pass(String host) {
        if (interval == 0) {
            return;
        }
        long now = System.nanoTime();
        long after = next.merge(host, now + interval, (known, _) -> Math.max(known, now) + interval);
        long wait = after - interval - now;
        if (wait > 0) {
            Sleep.sleep(Duration.ofNanos(wait));
        }
    }
}
