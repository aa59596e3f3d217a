package io.weft.shared;

import java.util.concurrent.atomic.AtomicInteger;

/// A semaphore between processes. When a process that holds permits dies, they are given back, with a note.
public final class SharedSemaphore extends SharedPermits {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private SharedSemaphore(int permits) {
        super("shared semaphore " + NUMBERS.incrementAndGet(), permits);
    }

    /// {@return a new semaphore}
    ///
    /// @param permits how many there are; one or more
    public static SharedSemaphore make(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException(
                    "A semaphore of " + permits + " permits: it needs at least one, for example sharedSemaphore(2).");
        }
        return new SharedSemaphore(permits);
    }

    /// {@return how many permits are free right now; a hint}
    public int permits() {
        return free();
    }
}
