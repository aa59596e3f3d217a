package io.weft.loop;

import java.time.Duration;
import java.util.Locale;

/// Measures time by the clock of the loop that it was started on. Its text is the time so far, such as `1.00 s`.
public final class Stopwatch {

    private final LoopClock clock;
    private final long startNanos;

    private Stopwatch(LoopClock clock) {
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    /// {@return a stopwatch that runs, on the current task's clock; on the real one outside a task}
    public static Stopwatch start() {
        var task = Task.currentOrNull();
        return new Stopwatch(task == null ? LoopClock.real() : task.loop().clock());
    }

    /// {@return the time since the start}
    public Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - startNanos);
    }

    /// {@return the seconds since the start}
    public double seconds() {
        return (clock.nanoTime() - startNanos) / 1e9;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f s", seconds());
    }
}
