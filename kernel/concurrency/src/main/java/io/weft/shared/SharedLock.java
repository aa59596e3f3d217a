package io.weft.shared;

import java.util.concurrent.atomic.AtomicInteger;

/// A lock between processes. It belongs to a process, not to a task, and is not reentrant: a second task of the same process waits, too.
/// When the process that holds it dies, it is released, with a note.
public final class SharedLock extends SharedPermits {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private SharedLock() {
        super("shared lock " + NUMBERS.incrementAndGet(), 1);
    }

    /// {@return a new lock}
    public static SharedLock make() {
        return new SharedLock();
    }

    /// {@return whether a process holds it right now; a hint}
    public boolean isHeld() {
        return free() == 0;
    }
}
