package io.weft.shared;

import io.weft.sync.Held;
import java.io.Serializable;
import java.time.Duration;

/// Permits that processes take and give back.
public abstract sealed class SharedPermits implements AutoCloseable, Serializable permits SharedLock, SharedSemaphore {

    private static final long serialVersionUID = 1L;

    private final Ref<PermitState> ref;

    SharedPermits(String what, int permits) {
        this.ref = Ref.make(what, new PermitState.Make(what, permits));
    }

    /// Acquires it until the result is closed, waiting for it: `try (var _ = shared.hold()) {...}`.
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

    int free() {
        return ref.ask(new PermitState.Free());
    }

    /// Frees what it holds, for all processes: who uses it from now on, or waits for it, gets an [IllegalStateException]. Without that
    /// it stays until the JVM ends from which all of the family descend. Has no effect when closed.
    @Override
    public void close() {
        ref.close();
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
