package io.weft.jupyter.output;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/// Sends a cell's text a short time after it was printed, from a thread of its own, so that it comes while the cell runs and in few messages.
public final class OutputClock {

    /// Short enough to look immediate, long enough to gather a loop's prints.
    private static final Duration DELAY = Duration.ofMillis(50);

    private final DelayQueue<Flush> planned = new DelayQueue<>();

    /// Starts the thread.
    public OutputClock() {
        Thread.ofPlatform().daemon().name("weft output").start(this::flushAll);
    }

    void flushSoon(CellOutput output) {
        planned.add(new Flush(output, System.nanoTime() + DELAY.toNanos()));
    }

    private void flushAll() {
        while (true) {
            try {
                planned.take().output.flush();
            } catch (InterruptedException _) {
                // User code may interrupt any thread that it finds; there is nothing to end here.
            } catch (OutOfMemoryError _) {
                // A cell fills the heap. What was printed is sent with what it prints next, or at its end.
            }
        }
    }

    private record Flush(CellOutput output, long atNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
