package io.weft.jupyter.cell;

import java.time.Duration;

/// How many calls are under way, for work that should not be in their way.
final class Activity {

    /// Guarded by this, as is the next.
    private int calls;
    private long lastEnd = System.nanoTime();

    synchronized void begin() {
        calls++;
    }

    synchronized void end() {
        calls--;
        lastEnd = System.nanoTime();
        notifyAll();
    }

    synchronized boolean isIdle() {
        return calls == 0;
    }

    /// Returns once there was no call for so long.
    synchronized void awaitPause(Duration length) throws InterruptedException {
        while (true) {
            long left = length.toNanos() - (System.nanoTime() - lastEnd);
            if (calls > 0) {
                wait();
            } else if (left > 0) {
                wait(Duration.ofNanos(left).plusMillis(1).toMillis());
            } else {
                return;
            }
        }
    }
}
