package io.weft.shared;

import io.weft.sync.Held;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A semaphore between processes. When a process that holds permits dies, they are given back, with a note.
public final class SharedSemaphore implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<PermitState> ref;

    private SharedSemaphore(int permits) {
        var what = "shared semaphore " + NUMBERS.incrementAndGet();
        this.ref = Ref.make(what, new PermitState.Make(what, permits));
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

    /// Acquires it until the result is closed, waiting for it: `try (var _ = semaphore.hold()) {...}`.
    ///
    /// @return to be closed, in this process
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait; nothing was acquired then
    public Held hold() {
        acquire();
        return this::release;
    }

    /// Acquires it, waiting for it. In a task the other tasks of the loop run meanwhile.
    ///
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait; nothing was acquired then
    public void acquire() {
        ref.ask(new PermitState.Acquire());
    }

    /// Like [#acquire()], for a time at most.
    ///
    /// @param limit the longest time to wait
    /// @throws io.weft.loop.TimedOut if it was not free by then
    public void acquire(Duration limit) {
        ref.ask(new PermitState.Acquire(), limit);
    }

    /// Acquires it if it is free. Does not wait for that.
    ///
    /// @return whether it was acquired
    public boolean tryAcquire() {
        return ref.ask(new PermitState.TryAcquire());
    }

    /// Gives it back.
    ///
    /// @throws IllegalMonitorStateException if this process does not hold it
    public void release() {
        ref.ask(new PermitState.Release());
    }

    /// {@return how many permits are free right now; a hint}
    public int permits() {
        return ref.ask(new PermitState.Free());
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
