package io.weft.shared;

import io.weft.sync.Held;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A lock between processes. It belongs to a process, not to a task, and is not reentrant: a second task of the same process waits, too.
/// When the process that holds it dies, it is released, with a note.
public final class SharedLock implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<PermitState> ref;

    private SharedLock(int permits) {
        var what = "shared lock " + NUMBERS.incrementAndGet();
        this.ref = Ref.make(what, new PermitState.Make(what, permits));
    }

    /// {@return a new lock}
    public static SharedLock make() {
        return new SharedLock(1);
    }

    /// Acquires it until the result is closed, waiting for it: `try (var _ = lock.hold()) {...}`.
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

    /// {@return whether a process holds it right now; a hint}
    public boolean isHeld() {
        return ref.ask(new PermitState.Free()) == 0;
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
