package io.weft.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A clock that stands still while tasks run and jumps to the next sleep or timeout when all of them wait: an hour of
/// sleeps takes no time, and the same program gives the same times at every run.
///
/// It jumps only when every live task of its loop is in a wait of this library and nothing outside the loop is
/// awaited (see [Loop#awaitOutside(String)]). While a task is in another wait, such as `Thread.sleep` or a socket, time passes as it
/// does on the wall. Virtual threads that a task started by itself are not tasks, so the clock does not see their
/// waits.
public final class VirtualClock implements LoopClock {

    private final AtomicBoolean taken = new AtomicBoolean();
    /// Written by the loop thread only.
    private volatile long nanos;

    VirtualClock() {}

    @Override
    public long nanoTime() {
        return nanos;
    }

    /// {@return the time that has passed on this clock since it was made}
    public Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalArgumentException("This virtual clock already serves a loop: give each loop a clock of "
                    + "its own, LoopClock.virtual().");
        }
    }

    void advanceTo(long newNanos) {
        nanos = Math.max(nanos, newNanos);
    }
}
